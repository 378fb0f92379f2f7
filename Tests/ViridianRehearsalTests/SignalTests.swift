import Testing
import ViridianRelease
import ViridianTemplate

@testable import ViridianRehearsal

@Suite struct SignalTests {
    private static let alarms = """
        Errors:
            Type: AWS::CloudWatch::Alarm
            Properties:
              AlarmName: shop-green-errors
              Threshold: 5
              ComparisonOperator: GreaterThanOrEqualToThreshold
              EvaluationPeriods: 3
              DatapointsToAlarm: 2
              TreatMissingData: notBreaching
              Metrics:
                - {Id: share, Expression: 100 * bad / all}
                - Id: bad
                  ReturnData: false
                  MetricStat:
                    Period: 30
                    Stat: Sum
                    Metric:
                      MetricName: HTTPCode_Target_5XX_Count
                      Dimensions: [{Name: TargetGroup, Value: !GetAtt GreenGroup.TargetGroupFullName}]
                - Id: all
                  ReturnData: false
                  MetricStat:
                    Period: 30
                    Stat: Sum
                    Metric:
                      MetricName: RequestCount
                      Dimensions: [{Name: TargetGroup, Value: !GetAtt GreenGroup.TargetGroupFullName}]
          Foreign:
            Type: AWS::CloudWatch::Alarm
            Properties: {MetricName: CPUUtilization, Threshold: 1, ComparisonOperator: GreaterThanThreshold, EvaluationPeriods: 1}
        """

    private static func specification(plan gates: String = "{Type: Alarm, Alarm: shop-green-errors}", more: String = "") throws
        -> Specification
    {
        let plan = "{Version: 1, Steps: [{Weight: 100}], BakeSeconds: 60, Gates: [\(gates)]}"
        let metadata = "{Viridian::Release: \(plan)\(more)}"
        var specification = try Sample.read(Sample.yaml(metadata: metadata, more: "  " + alarms)).specification
        specification.scale = 1
        return specification
    }

    private static func query(_ signals: [String]) -> Query {
        Query(since: Instant(milliseconds: 0), latencyBoundsMilliseconds: [], signals: signals)
    }

    @Test func `an alarm of the template is evaluated by its periods, its datapoints and its missing data`() throws {
        let specification = try Self.specification()
        #expect(specification.problems == [])
        #expect(specification.alarms.map(\.names) == [["Errors", "shop-green-errors"]])
        var source = SignalSource(specification, at: Instant(milliseconds: 0))
        var states: [Signal] = []
        // Five percent and more breach; two of three periods make the alarm; what is missing does not breach.
        for (period, failures) in [5, 0, 5, 4, nil, nil].enumerated() {
            let sample = MetricSample(
                requests: failures == nil ? 0 : 100, failures: failures ?? 0, latencySeconds: [], healthy: 2, unhealthy: 0)
            let now = Instant(milliseconds: Int64(period + 1) * 30_000)
            source.tick(at: now) { colour, since, _ in
                #expect(colour == .green && since == Instant(milliseconds: Int64(period) * 30_000))
                return sample
            }
            states += source.answers(to: Self.query(["shop-green-errors"])) { _, _, _ in sample }
        }
        #expect(
            states == [.alarm(.ok), .alarm(.ok), .alarm(.alarm), .alarm(.ok), .alarm(.ok), .alarm(.ok)])
    }

    @Test func `metrics have CloudWatch's names, and no data where CloudWatch has none`() throws {
        let names = [
            "RequestCount Sum of blue", "HTTPCode_Target_5XX_Count Sum of blue", "TargetResponseTime p90 of green",
            "UnHealthyHostCount Maximum of blue", "RequestCountPerTarget Sum of blue", "CPUUtilization Average of blue",
        ]
        let source = SignalSource(try Self.specification(), at: Instant(milliseconds: 0))
        let answers = source.answers(to: Self.query(names)) { colour, _, percentiles in
            #expect(percentiles == (colour == .green ? [90] : []))
            return MetricSample(
                requests: colour == .blue ? 10 : 0, failures: 0, latencySeconds: colour == .green ? [0.25] : [], healthy: 2,
                unhealthy: 0)
        }
        #expect(
            answers == [
                .value(10, ageSeconds: 0), .noData, .value(0.25, ageSeconds: 0), .value(0, ageSeconds: 0),
                .value(5, ageSeconds: 0), .failed(reason: "a rehearsal has no CPUUtilization Average of blue"),
            ])
    }

    @Test func `what a rehearsal can't answer is told, unless it has a stand-in or no vote`() throws {
        #expect(
            try Self.specification(plan: "{Type: Alarm, Alarm: Foreign}").problems == [
                "gate Alarm asks for the alarm Foreign, which the template doesn't have or a rehearsal can't evaluate; "
                    + "Alarms in Viridian::Rehearsal, {Foreign: OK}, can say its state"
            ])
        let standIn = try Self.specification(
            plan: "{Type: Alarm, Alarm: Foreign}", more: ", Viridian::Rehearsal: {Alarms: {Foreign: ALARM}}")
        #expect(standIn.problems == [])
        let source = SignalSource(standIn, at: Instant(milliseconds: 0))
        let answers = source.answers(to: Self.query(["Foreign"])) { _, _, _ in
            MetricSample(requests: 0, failures: 0, latencySeconds: [], healthy: 0, unhealthy: 0)
        }
        #expect(answers == [.alarm(.alarm)])
        let cpu = "{Type: Metric, Metric: CPUUtilization, Statistic: Average, Fail: {Above: 80}"
        #expect(
            try Self.specification(plan: cpu + "}").problems.first?.hasPrefix(
                "gate Metric asks for CPUUtilization Average; a rehearsal measures RequestCount (Sum)") == true)
        #expect(try Self.specification(plan: cpu + ", DryRun: true}").problems == [])
    }

    @Test(arguments: [
        ("{Alarms: {A: RED}}", "an alarm's state is OK, ALARM or INSUFFICIENT_DATA"),
        ("{Hooks: {a: sh}}", "a hook's stand-in is a list of words"), ("{Hook: {}}", "Viridian::Rehearsal has no Hook"),
        ("{Alarms: []}", "Alarms gives each alarm's name the state"),
    ])
    func `a mistake in the stand-ins is told with its place`(metadata: String, message: String) {
        let text = Sample.failure { _ = try Sample.read(Sample.yaml(metadata: "{Viridian::Rehearsal: \(metadata)}")) }
        #expect(text.hasPrefix("shop.yaml:23:") && text.contains(message), "\(text)")
    }
}
