import ArgumentParser
import Foundation
import ViridianRelease
import ViridianSimulation

/// Our own proof: the release engine against worlds that misbehave, a seed each.
struct SelfTestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "selftest", abstract: "Try to break the release engine, once a seed, and say what was tried.")

    @Option(help: "How many seeds.")
    var seeds: Int = 200_000

    @Option(help: "The first seed.")
    var firstSeed: UInt64 = 1

    @Option(help: "Print the transcript of this seed instead.")
    var seed: UInt64?

    @Option(help: "How many seeds are run at once; by default one a processor.")
    var workers: Int?

    @Flag(help: "Print how often each fault struck in each phase.")
    var coverage = false

    func validate() throws {
        guard seeds > 0 else { throw ValidationError("--seeds is \(seeds); it is 1 or more.") }
    }

    func run() async throws {
        if let seed { return try tell(seed) }
        let clock = ContinuousClock()
        let test = SelfTest(
            firstSeed: firstSeed, count: seeds, workers: workers ?? ProcessInfo.processInfo.activeProcessorCount)
        let began = clock.now
        let result = await test.run()
        print(SelfTestReport(result, took: clock.now - began, isLong: coverage).text)
        if !result.violations.isEmpty { throw ExitCode(1) }
    }

    private func tell(_ seed: UInt64) throws {
        var simulation = Simulation(seed: seed, isRecorded: true)
        let result = simulation.run()
        print(simulation.transcript.joined(separator: "\n"))
        print("seed \(seed): \(result.events) events, \(result.outcome?.verdict ?? "not ended")")
        guard let violation = result.violation else { return }
        print(violation)
        throw ExitCode(1)
    }
}
