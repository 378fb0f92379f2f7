import Foundation
import ViridianTemplate

/// `TemplateMutator SEED SECONDS CASE-FILE TEMPLATE…`: changes templates at random and gives each to reader, writer, resolver
/// and review, until the time is over. Each case stands in the case file before it is tried, so that a crash leaves it behind.
///
/// `TemplateMutator try FILE` tries one file. `Benchmarks/fuzz.py` runs both.
@main struct Main {
    struct Usage: Error, CustomStringConvertible {
        let description = "usage: TemplateMutator SEED SECONDS CASE-FILE TEMPLATE…, or TemplateMutator try FILE"
    }

    /// A case that takes more of the processor is a hang: the process ends by SIGPROF.
    static let secondsMaximum = 20

    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        if arguments.first == "try", arguments.count == 2 {
            let bytes = try Data(contentsOf: URL(filePath: arguments[1]))
            stop(after: secondsMaximum)
            print(try Trial.run(bytes, file: arguments[1]))
            return
        }
        guard arguments.count > 3, let seed = UInt64(arguments[0]), let seconds = Double(arguments[1]) else { throw Usage() }
        let bases = try arguments[3...].map { try [UInt8](Data(contentsOf: URL(filePath: $0))) }
        try run(seed: seed, for: .seconds(seconds), caseFile: arguments[2], bases: bases)
    }

    private static func run(seed: UInt64, for time: Duration, caseFile: String, bases: [[UInt8]]) throws {
        var mutator = Mutator(seed: seed, bases: bases)
        let end = ContinuousClock.now + time
        var outcomes: [String: Int] = [:]
        var slowest = 0.0
        while ContinuousClock.now < end {
            let (bytes, name) = mutator.next()
            try Data(bytes).write(to: URL(filePath: caseFile))
            stop(after: secondsMaximum)
            let start = clock()
            let outcome = try Trial.run(Data(bytes), file: name)
            // Of the processor, not of the wall: others may keep it busy.
            let milliseconds = Double(clock() - start) * 1000 / Double(CLOCKS_PER_SEC)
            stop(after: 0)
            outcomes[outcome, default: 0] += 1
            if milliseconds > slowest {
                slowest = milliseconds
                try Data(bytes).write(to: URL(filePath: caseFile + ".slowest"))
            }
        }
        let summary: [String: Any] = [
            "cases": outcomes.values.reduce(0, +), "outcomes": outcomes, "slowest_ms": slowest, "peak_kib": peakMemory(),
        ]
        print(String(decoding: try JSONSerialization.data(withJSONObject: summary, options: .sortedKeys), as: UTF8.self))
    }

    /// Ends the process after some seconds of its own work; 0 takes that back.
    private static func stop(after seconds: Int) {
        var timer = itimerval()
        timer.it_value.tv_sec = seconds
        setitimer(__itimer_which_t(ITIMER_PROF.rawValue), &timer, nil)
    }

    private static func peakMemory() -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).compactMap { Int($0) }.first ?? 0
    }
}
