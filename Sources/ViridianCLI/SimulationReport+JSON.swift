import Foundation
import ViridianRelease
import ViridianSimulation

extension SimulationReport {
    private struct Percentiles: Encodable {
        var p50: Double?
        var p90: Double?
        var p99: Double?

        init(_ trials: PlanJudgement.Trials, _ value: (PlanTrial.Result) -> Double?) {
            p50 = trials.percentile(50, of: value)
            p90 = trials.percentile(90, of: value)
            p99 = trials.percentile(99, of: value)
        }
    }

    private struct Document: Encodable {
        struct Good: Encodable {
            var releases: Int
            var time_to_promote_s: Percentiles
            var taken_back: Double
            var paused: Double
        }
        struct Stage: Encodable {
            var stage: String
            var weight: Int
            var error_rate: Double?
            var added_latency_ms: Int64?
        }
        struct Given: Encodable {
            var faults: [String]
            var taken_back: Double
            var noticed_after_s: Percentiles
            var restored_after_s: Percentiles
            var requests_exposed: Percentiles
            var requests_failed: Percentiles
        }
        struct Change: Encodable {
            var change: String
            var failed_before: Double
            var failed_after: Double
            var longer_s: Double
        }
        var kind = "simulation"
        var plan: String
        var worst_case_s: Double
        var assumed: [String]
        var good: Good
        var stages: [Stage]
        var candidate: Given
        var advice: [Change]
    }

    func json() throws -> String {
        let document = Document(
            plan: name, worst_case_s: setting.plan.worstCase / .seconds(1), assumed: assumptions,
            good: .init(
                releases: good.results.count,
                time_to_promote_s: Percentiles(good) { $0.outcome == .promoted ? $0.took / .seconds(1) : nil },
                taken_back: good.share("rolled back"), paused: good.share("paused")),
            stages: power.map { power in
                .init(
                    stage: title(power.stage), weight: power.weight, error_rate: power.errorRate,
                    added_latency_ms: power.addedLatency.map { Int64($0 / .milliseconds(1)) })
            },
            candidate: .init(
                faults: faults, taken_back: given.share("rolled back"),
                noticed_after_s: Percentiles(given) { $0.detectedAfter.map { $0 / .seconds(1) } },
                restored_after_s: Percentiles(given) { $0.restoredAfter.map { $0 / .seconds(1) } },
                requests_exposed: Percentiles(given) { Double($0.exposed) },
                requests_failed: Percentiles(given) { Double($0.failed) }),
            advice: advice.map {
                .init(
                    change: $0.change, failed_before: $0.failedBefore, failed_after: $0.failedAfter,
                    longer_s: $0.longer / .seconds(1))
            })
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(document), as: UTF8.self)
    }
}
