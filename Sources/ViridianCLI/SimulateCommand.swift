import ArgumentParser
import Foundation
import ViridianRehearsal
import ViridianRelease
import ViridianSimulation

/// A release plan judged in virtual time.
struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Judge a release plan in virtual time: what it would catch, and how many it would hurt.",
        discussion: """
            Runs the release engine against requests that come and fail by chance, hundreds of times: with a candidate that is \
            as good as stable, and with the one that is described. Says how long a release takes, how often a good one is taken \
            back, the smallest regression that each step finds, and what the described candidate would do until it is noticed.
            """)

    @Argument(help: "A plan (docs/plan.md), a template or an app that has one, or the name of a strategy such as CANARY.")
    var plan: String?

    @Option(help: "The value of a template's parameter, NAME=VALUE; may be given again.")
    var parameter: [String] = []

    @Option(help: "Requests a second.")
    var rate: Double = 200

    @Option(help: "How many tasks stable has.")
    var tasks: Int = 2

    @Option(help: "The share of requests that fail at stable, 0 to 1.")
    var baseline: Double = 0.001

    @Option(help: "The median of stable's latency.")
    var p50: String = "20ms"

    @Option(help: "The 99th percentile of stable's latency.")
    var p99: String = "120ms"

    @Option(help: "How long a task takes until it is healthy.")
    var start: String = "30s"

    @Option(help: "What is wrong with the candidate: errors=0.02, latency=200ms or crash=5m; may be given again.")
    var fault: [String] = ["errors=0.02"]

    @Option(help: "How long each hook of the plan takes to answer.")
    var hookTime: String = "0s"

    @Option(help: "The share of the hooks' answers that are no, 0 to 1.")
    var hookFailures: Double = 0

    @Option(help: "How many releases are simulated.")
    var runs: Int = 1000

    @Flag(help: "Print one JSON object.")
    var json = false

    @Option(help: "Write a picture of it to this file, SVG.")
    var svg: String?

    func validate() throws {
        guard (0.001...1_000_000).contains(rate) else {
            throw ValidationError("--rate is \(rate); 0.001 to 1000000 requests a second are possible.")
        }
        guard (1...1000).contains(tasks) else { throw ValidationError("--tasks is \(tasks); it is 1 to 1000.") }
        guard (0..<1).contains(baseline) else { throw ValidationError("--baseline is \(baseline); it is 0 to less than 1.") }
        guard (0...1).contains(hookFailures) else {
            throw ValidationError("--hook-failures is \(hookFailures); it is 0 to 1.")
        }
        guard (10...1_000_000).contains(runs) else { throw ValidationError("--runs is \(runs); it is 10 to 1000000.") }
    }

    func run() throws {
        let stable = ServiceModel(
            errorRate: baseline, p50: try Duration(text: p50), p99: try Duration(text: p99), startTime: try Duration(text: start))
        var candidate = stable
        for text in fault { try apply(Fault(text), to: &candidate) }
        let (name, plan) = try readPlan()
        if let problem = plan.problems.first { throw UsageError(description: "the plan can't be run: \(problem)") }
        let setting = PlanTrial.Setting(
            plan: plan, rate: rate, tasks: tasks, stable: stable, candidate: candidate,
            hooks: HookModel(answersAfter: try Duration(text: hookTime), failureRate: hookFailures))
        let report = SimulationReport(name: name, faults: fault, judgement: PlanJudgement(setting, runs: runs))
        if let svg {
            do {
                try Data(report.picture.utf8).write(to: URL(filePath: svg), options: .atomic)
            } catch {
                throw UsageError(description: "\(svg) can't be written: is its folder there, and yours?")
            }
        }
        print(json ? try report.json() : report.text)
    }

    private func apply(_ fault: ViridianRehearsal.Fault, to candidate: inout ServiceModel) throws {
        switch fault {
        case .errors(let share): candidate.errorRate = share
        case .latency(let duration): candidate.addedLatency = duration
        case .crash(let duration): candidate.crashesAfter = duration
        case .neverHealthy, .ignoreSIGTERM:
            throw UsageError(description: "--fault takes errors=0.02, latency=200ms or crash=5m here; rehearse tries the others")
        }
    }

    private func readPlan() throws -> (name: String, plan: Plan) {
        guard let source = plan else { return try planOfTemplate(nil) }
        if let strategy = Strategy(named: source) {
            return (source, Plan(strategy, bake: .seconds(300), gates: Gate.standard))
        }
        let isFile = ["json", "yaml", "yml"].contains(URL(filePath: source).pathExtension)
        if isFile, let plan = try Plan.read(contentsOf: source) { return (source, plan) }
        return try planOfTemplate(source)
    }

    private func planOfTemplate(_ source: String?) throws -> (name: String, plan: Plan) {
        let read = try TemplateReader.read(try Source.template(source), parameters: try Source.parameters(parameter))
        return (read.specification.name, read.specification.plan)
    }
}
