import ArgumentParser
import Foundation
import ViridianRehearsal
import ViridianRelease
import ViridianRunner

/// `viridian rehearse`
struct Rehearse: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rehearse",
        abstract: "Run a release on this machine: real processes, a real balancer, real traffic.",
        discussion: """
            Takes ports, health checks, path rules, weights, alarms and the release plan from a CloudFormation template or \
            from a Swift app that writes one; without an argument it rehearses the storefront of the README. Times are divided \
            by --scale. Exit codes: 0 promoted, 2 bad input, 3 rolled back, 4 aborted, 5 paused, 6 drift, 7 refused, 8 rollback \
            not verified, 70 tool error. A rehearsal runs the commands that the template or the command line names: rehearse \
            what you trust.
            """)

    @Argument(help: "A template (JSON or YAML), an app that writes one, or the folder of its package.")
    var source: String?

    @Option(help: "A release plan in a file of its own, JSON or YAML (docs/plan.md).")
    var plan: String?

    @Option(help: "The value of a template's parameter, NAME=VALUE; may be given again.")
    var parameter: [String] = []

    @Option(help: "Divide all times by this; 1 is real time.")
    var scale: Double = 10

    @Option(help: "Requests a second.")
    var rate: Int = 200

    @Option(help: "Green's weights in percent, step by step.")
    var steps: String?

    @Option(help: "How long each step holds, before it is divided.")
    var hold: String?

    @Option(help: "How long blue stays warm after 100 %, before it is divided.")
    var bake: String?

    @Option(help: "What is wrong with green: errors=0.3, latency=800ms, crash=5s, never-healthy or ignore-sigterm.")
    var fault: String?

    @Option(help: "A command for blue's tasks: any HTTP server that takes its port from PORT or {port}.")
    var blue: String?

    @Option(help: "A command for green's tasks.")
    var green: String?

    @Option(help: "The path of the health checks.")
    var healthPath: String?

    @Option(help: "The path that the load asks for.")
    var path: String = "/"

    @Option(help: "How many tasks a colour has.")
    var tasks: Int = 2

    @Option(help: "The balancer's port on 127.0.0.1; 0 takes a free one.")
    var port: Int = 0

    @Flag(help: "Let hooks, and what stands in for them, run commands on this machine.")
    var allowHooks = false

    @Flag(help: "Print one JSON object a line; the last one is the summary.")
    var json = false

    @Option(help: "The folder for the journal and logs; by default one below .viridian/rehearsals.")
    var folder: String?

    @Option(help: "Go on with the rehearsal of that folder, whose runner died.")
    var resume: String?

    @Option(help: .hidden)
    var dieAfterEvent: Int?

    func run() async throws {
        let printer = Printer(json: json)
        let rehearsal = Rehearsal(
            executable: try Self.executable(), workingDirectory: FileManager.default.currentDirectoryPath,
            environment: ProcessInfo.processInfo.environment,
            commands: Interrupts.stream { printer.note("aborting: green loses its weight …") },
            output: printer.print,
            onEntry: { [dieAfterEvent] entry in if entry.number == dieAfterEvent { kill(getpid(), SIGKILL) } })
        let outcome: Outcome
        if let resume {
            outcome = try await rehearsal.resume(RunFolder(existing: resume))
        } else {
            let (specification, warnings) = try specification()
            let place = try makeFolder()
            printer.title(specification, folder: place.path)
            for warning in warnings { printer.note("warning: \(warning)") }
            outcome = try await rehearsal.run(specification, in: place)
        }
        throw ExitCode(outcome.exitCode)
    }

    private func makeFolder() throws -> RunFolder {
        if let folder { return try RunFolder(new: folder) }
        let stamp = Date.now.formatted(.iso8601.dateSeparator(.omitted).timeSeparator(.omitted).timeZoneSeparator(.omitted))
        return try RunFolder.make(below: FileManager.default.currentDirectoryPath, id: "\(stamp)-\(getpid())")
    }

    private func specification() throws -> (Specification, [String]) {
        let template = try Source.template(source)
        var read = try TemplateReader.read(template, parameters: try Source.parameters(parameter))
        try override(&read.specification)
        if let problem = read.specification.problems.first { throw UsageError(description: problem) }
        return (read.specification, read.warnings)
    }

    /// What the command line says wins over what the template says.
    private func override(_ specification: inout Specification) throws {
        specification.scale = scale
        specification.rate = rate
        specification.loadPath = path
        specification.port = port
        specification.allowsHooks = allowHooks
        specification.fault = try fault.map(Fault.init)
        try specification.override(planFile: plan, steps: steps, hold: hold, bake: bake)
        for colour in Colour.allCases {
            specification.colours[colour].tasks = tasks
            if let healthPath { specification.colours[colour].healthCheck.path = healthPath }
        }
        if let blue { specification.colours.blue.command = try ShellWords(blue).words }
        if let green { specification.colours.green.command = try ShellWords(green).words }
    }

    static func executable() throws -> String {
        guard let path = Bundle.main.executablePath else { throw UsageError(description: "this program can't find its own file") }
        return path
    }
}
