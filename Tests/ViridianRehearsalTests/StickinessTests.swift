import Testing
import ViridianBalancer
@testable import ViridianRelease
@testable import ViridianRunner
import ViridianTestSupport

@testable import ViridianRehearsal

/// What a template says of users who stay on a colour, and what a rehearsal says of it.
@Suite struct StickinessTests {
    private func yaml(_ settings: String, group: String = "Port: 80") -> String {
        Sample.yaml(group: group).replacing(
            "          - {TargetGroupArn: !Ref GreenGroup, Weight: 0}",
            with: "          - {TargetGroupArn: !Ref GreenGroup, Weight: 0}\n            TargetGroupStickinessConfig: \(settings)"
        )
    }

    @Test(arguments: [
        ("{Enabled: true, DurationSeconds: 60}", 60), ("{Enabled: 'true', DurationSeconds: '604800'}", 604_800),
        ("{Enabled: false, DurationSeconds: 60}", nil), ("{DurationSeconds: 60}", nil),
    ])
    func `users stay as long as the forward action says`(settings: String, seconds: Int?) throws {
        let result = try Sample.read(yaml(settings))
        #expect(result.specification.stickiness == seconds.map { .seconds($0) })
        #expect(result.warnings == [])
    }

    @Test(arguments: [
        ("{Enabled: true}", "12:42"), ("{Enabled: true, DurationSeconds: 0}", "12:75"),
        ("{Enabled: true, DurationSeconds: 604801}", "12:75"), ("{Enabled: true, DurationSeconds: long}", "12:75"),
    ])
    func `a duration that AWS would refuse is told at its place`(settings: String, place: String) {
        let message = Sample.failure { _ = try Sample.read(yaml(settings)) }
        #expect(
            message
                == "shop.yaml:\(place): DurationSeconds is a whole number from 1 to 604800, and needed where Enabled is true.")
    }

    @Test(arguments: [
        ("lb_cookie", true, "keeps users with one task; in a rehearsal they stay with the colour, and go round its tasks"),
        ("lb_cookie", false, "which AWS asks for too where several groups are weighted"),
        ("app_cookie", true, "is sticky by a cookie of the app, which does not work with weights"),
    ])
    func `stickiness of a target group is told apart, and what of it is not rehearsed`(
        type: String, isGroupSticky: Bool, warning: String
    ) throws {
        let group = """
            TargetGroupAttributes:
                    - {Key: stickiness.enabled, Value: 'true'}
                    - {Key: stickiness.type, Value: \(type)}
            """
        let result = try Sample.read(yaml("{Enabled: \(isGroupSticky), DurationSeconds: 60}", group: group))
        #expect(result.warnings.count == 1 && result.warnings[0].hasPrefix("target group GreenGroup "))
        #expect(result.warnings[0].contains(warning), "\(result.warnings)")
        #expect((result.specification.stickiness != nil) == isGroupSticky)
    }

    @Test func `the scale divides how long users stay, and a listener counts in whole seconds`() throws {
        var specification = try Sample.read(yaml("{Enabled: true, DurationSeconds: 61}")).specification
        specification.scale = 20
        #expect(specification.stickinessSeconds == 4)
        let groups = [WeightedGroup(id: "blue", weight: 100), WeightedGroup(id: "green", weight: 0)]
        #expect(specification.balancerConfiguration.defaultAction == .forward(groups, stickiness: .seconds(4)))
    }

    @Test func `a transcript says how long the old colour is kept, and a summary who stayed`() {
        let plan = Plan(weights: [10, 100], hold: .seconds(30), bake: .zero, gates: [], headroom: 0)
        let started = Record.started(
            stable: .blue, candidate: .green, revision: "v2", weights: .all(on: .blue), worstCaseMilliseconds: 600_000,
            stickySeconds: 90)
        let settling = Record.settling(until: Instant(milliseconds: 95_000))
        let entry = Journal.Entry(
            number: 1, event: Event(at: Instant(milliseconds: 5000), .started), records: [started, settling])
        var transcript = Transcript(plan: plan, began: Instant(milliseconds: 0))
        #expect(
            transcript.rows(of: entry).map(\.detail) == [
                "blue is stable, green is released; at most 10 min; users stay on their colour for 90 s",
                "blue is kept for 90 s for those who were sent there",
            ])
        var load = LoadReport(rate: 200)
        load.colours.blue = .init(requests: 500, stayed: 41, stayedMilliseconds: 88_000)
        let summary = Summary(outcome: .promoted, plan: plan, entries: [entry], load: load, notices: [])
        #expect(
            summary.lines(plan: plan).contains(
                "stayed on blue    41 requests by users who were sent there before, until 88 s after its weight was 0"))
    }
}
