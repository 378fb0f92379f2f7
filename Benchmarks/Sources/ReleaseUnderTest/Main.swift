import Foundation
import ViridianRelease
import ViridianSimulation

/// `ReleaseUnderTest [SEEDS] [ROUNDS]`: what `Release.handle` costs by itself.
///
/// The simulator's releases are recorded first; then their events alone are put into fresh releases, without world or rules.
@main struct Main {
    struct Stream {
        var beginning: Release
        var events: [Event]
        var outcome: Outcome?
    }

    static func main() throws {
        let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
        let (seeds, rounds) = (numbers.first ?? 300, numbers.dropFirst().first ?? 41)
        let streams = (1...UInt64(seeds)).map(record)
        let events = streams.reduce(0) { $0 + $1.events.count }
        try check(streams)
        print("\(events) events of \(seeds) releases, \(rounds) rounds; nanoseconds of processor an event, median (least, most)")
        report("handle, records counted", rounds, events) { replay(streams, keepsRecords: false) }
        report("handle, records kept", rounds, events) { replay(streams, keepsRecords: true) }
        let readings = streams.map { stream in
            stream.events.filter { if case .observed = $0.kind { true } else { false } }.count
        }.reduce(0, +)
        print("\(Int((Double(readings) / Double(events) * 100).rounded())) % of the events are readings")
    }

    private static func record(seed: UInt64) -> Stream {
        var simulation = Simulation(seed: seed, isRecorded: true)
        let result = simulation.run()
        return Stream(beginning: simulation.beginning, events: simulation.recorded, outcome: result.outcome)
    }

    struct Different: Error, CustomStringConvertible {
        var description: String
    }

    /// A replay that ends otherwise would measure something else.
    private static func check(_ streams: [Stream]) throws {
        for (number, stream) in streams.enumerated() {
            var release = stream.beginning
            for event in stream.events { _ = release.handle(event) }
            guard release.outcome == stream.outcome else {
                throw Different(description: "seed \(number + 1) is replayed to another end")
            }
        }
    }

    @inline(never) private static func replay(_ streams: [Stream], keepsRecords: Bool) -> Int {
        var effects = 0
        var reaction = Reaction(keepsRecords: keepsRecords)
        for stream in streams {
            var release = stream.beginning
            for event in stream.events {
                release.handle(event, into: &reaction)
                effects += reaction.effects.count
            }
        }
        return effects
    }

    private static func report(_ name: String, _ rounds: Int, _ events: Int, _ body: () -> Int) {
        var effects = body()
        let costs = (0..<rounds).map { _ in
            let before = processorNanoseconds()
            effects &+= body()
            return Double(processorNanoseconds() - before) / Double(events)
        }.sorted()
        func text(_ cost: Double) -> String { String(Int(cost.rounded())) }
        print("\(name): \(text(costs[rounds / 2])) (\(text(costs[0])), \(text(costs[rounds - 1]))); \(effects) effects")
    }

    /// Of this thread alone: what other processes do to the machine counts less.
    private static func processorNanoseconds() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }
}
