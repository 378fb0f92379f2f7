import Testing
import Viridian
import ViridianTemplate
import ViridianRelease

@testable import ViridianRehearsal

@Suite struct AlarmGatesTests {
    private func gates(_ alarms: String...) throws -> TemplateReader.Result {
        let more = alarms.enumerated().map { index, properties in
            "  Alarm\(index + 1): {Type: AWS::CloudWatch::Alarm, Properties: {\(properties)}}"
        }
        return try Sample.read(Sample.yaml(more: more.joined(separator: "\n")))
    }

    private func dimensions(_ group: String) -> String { "[{Name: TargetGroup, Value: !GetAtt \(group).TargetGroupFullName}]" }

    private func stat(_ name: String, _ group: String) -> String {
        "{Id: m, MetricStat: {Metric: {MetricName: \(name), Dimensions: \(dimensions(group))}, Period: 60, Stat: Sum}}"
    }

    @Test func `a percentile of the response time is a latency gate`() throws {
        let result = try gates(
            "MetricName: TargetResponseTime, ExtendedStatistic: p90, Threshold: 0.25, ComparisonOperator: GreaterThanThreshold, "
                + "Dimensions: \(dimensions("GreenGroup"))")
        #expect(
            result.specification.plan.gates == [
                Gate("latency", .latency(percentile: 90, milliseconds: 250), minimumSamples: 20)
            ])
    }

    @Test func `a share of 5xx in percent is an error gate, and the stricter of two colours counts`() throws {
        func alarm(_ group: String, _ threshold: Int) -> String {
            "Metrics: [\(stat("HTTPCode_Target_5XX_Count", group)), \(stat("RequestCount", group)), "
                + "{Id: e, Expression: 100*a/b}], Threshold: \(threshold), ComparisonOperator: GreaterThanThreshold"
        }
        let result = try gates(alarm("BlueGroup", 5), alarm("GreenGroup", 2))
        #expect(result.specification.plan.gates == [Gate("errors", .errorRate(maximum: 0.02), minimumSamples: 20)])
    }

    @Test func `a number of unhealthy targets is a share of the tasks`() throws {
        let result = try gates(
            "MetricName: UnHealthyHostCount, Statistic: Maximum, Threshold: 1, "
                + "ComparisonOperator: GreaterThanOrEqualToThreshold, Dimensions: \(dimensions("BlueGroup"))")
        #expect(result.specification.plan.gates == [Gate("health", .unhealthyShare(maximum: 0.25), minimumSamples: 20)])
    }

    @Test func `an alarm that a rehearsal can't ask is named, one on something else is passed over`() throws {
        let result = try gates(
            "MetricName: RequestCount, Statistic: Sum, Threshold: 1, ComparisonOperator: LessThanThreshold, "
                + "Dimensions: \(dimensions("BlueGroup"))",
            "MetricName: CPUUtilization, Statistic: Average, Threshold: 80, ComparisonOperator: GreaterThanThreshold, "
                + "Dimensions: []"
        )
        #expect(result.warnings == ["alarm Alarm1 measures what a rehearsal can't; it is not asked"])
        #expect(result.specification.plan.gates == Gate.standard)
    }
}
