import Testing
import ViridianRelease

@Suite struct GateTests {
    struct Case: CustomTestStringConvertible {
        var testDescription: String
        var gate: Gate
        var reading: ColourReading
        var verdict: Verdict
        var value: Double?
        var samples: Int
    }

    static func reading(
        healthy: Int = 2, unhealthy: Int = 0, requests: Int = 0, failures: Int = 0, slow: Int? = nil
    ) -> ColourReading {
        ColourReading(
            revision: "web:2", desiredTasks: 2, runningTasks: 2, healthy: healthy, unhealthy: unhealthy, requests: requests,
            failures: failures, slower: slow.map { [$0] } ?? [])
    }

    static let errors = Gate("errors", .errorRate(maximum: 0.01), minimumSamples: 20)
    static let anyError = Gate("errors", .errorRate(maximum: 0), minimumSamples: 0)
    static let p99 = Gate("latency", .latency(percentile: 99, milliseconds: 500), minimumSamples: 20)
    static let p90 = Gate("latency", .latency(percentile: 90, milliseconds: 500), minimumSamples: 20)
    static let tail = Gate("latency", .latency(percentile: 99.9, milliseconds: 500), minimumSamples: 20)
    static let health = Gate("health", .unhealthyShare(maximum: 0.49), minimumSamples: 0)

    static func row(
        _ name: String, _ gate: Gate, _ reading: ColourReading, _ verdict: Verdict, _ value: Double?, samples: Int? = nil
    ) -> Case {
        Case(
            testDescription: name, gate: gate, reading: reading, verdict: verdict, value: value,
            samples: samples ?? reading.requests)
    }

    @Test(arguments: [
        row("no request", errors, reading(), .inconclusive, nil),
        row("no request, none demanded", anyError, reading(), .inconclusive, nil),
        row("too few, all failed", errors, reading(requests: 19, failures: 19), .inconclusive, 1),
        row("just enough", errors, reading(requests: 20, failures: 0), .pass, 0),
        row("exactly the bound", errors, reading(requests: 300, failures: 3), .pass, 0.01),
        row("over the bound", errors, reading(requests: 299, failures: 3), .fail, 3.0 / 299),
        row("one failure where none is allowed", anyError, reading(requests: 1, failures: 1), .fail, 1),
        row("no request, latency", p99, reading(slow: 0), .inconclusive, nil),
        row("the bound was not counted", p99, reading(requests: 100), .inconclusive, nil),
        row("too few, all slow", p99, reading(requests: 19, slow: 19), .inconclusive, 1),
        row("two slow requests are chance", p99, reading(requests: 60, slow: 2), .pass, 2.0 / 60),
        row("three are not", p99, reading(requests: 60, slow: 3), .fail, 3.0 / 60),
        row("exactly p90", p90, reading(requests: 100, slow: 10), .pass, 0.1),
        row("over p90", p90, reading(requests: 100, slow: 11), .fail, 0.11),
        row("exactly p99.9", tail, reading(requests: 3000, slow: 3), .pass, 0.001),
        row("no target", health, reading(healthy: 0), .inconclusive, nil, samples: 0),
        row("all healthy", health, reading(), .pass, 0, samples: 2),
        row("half unhealthy", health, reading(healthy: 1, unhealthy: 1), .fail, 0.5, samples: 2),
    ])
    func `a gate judges a colour by what was read of it`(row: Case) {
        let measurement = row.gate.measure(row.reading, of: .green, slow: row.reading.slower.first)
        #expect(measurement.gate == row.gate.name && measurement.colour == .green)
        #expect(measurement.verdict == row.verdict)
        #expect(measurement.value == row.value)
        #expect(measurement.samples == row.samples)
        #expect(measurement.bound.isFinite)
    }
}
