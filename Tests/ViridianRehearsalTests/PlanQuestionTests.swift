import Foundation
import Testing
import ViridianRelease
import ViridianTemplate

@testable import ViridianRehearsal

/// What a plan asks besides requests and targets: alarms, metrics, hooks.
@Suite struct PlanQuestionTests {
    private func read(_ rest: String) throws -> Plan {
        let plan = "{Version: 1, Steps: [{Weight: 100}], BakeSeconds: 60, \(rest)}"
        let template = try Template.read(
            Sample.yaml(metadata: "{Viridian::Release: \(plan)}"), file: "shop.yaml", format: .yaml)
        let node = template.resource("BlueService")?.metadata["Viridian::Release"]
        return try PlanReader.read(try #require(node), file: "shop.yaml").plan
    }

    @Test func `alarms and metrics are read with their conditions, limits and policies`() throws {
        let plan = try read(
            """
            WhenUnmeasurable: RollBack, FirstTasks: 3, Gates: [\
            {Name: alarm, Type: Alarm, Alarm: {Blue: !Ref A, Green: shop-b}, NoData: Pass}, \
            {Type: Alarm, Alarm: one}, \
            {Name: p90, Type: Metric, Metric: TargetResponseTime, Statistic: p90, Pass: {AtMost: 0.2}, Fail: {Above: 0.5}, \
            ConsecutiveErrorLimit: 2, InconclusiveLimit: 3, NoData: Fail, Empty: Error, NotANumber: Inconclusive, \
            Infinite: Fail, StaleSeconds: 60}]
            """)
        var alarm = Gate("alarm", .alarm(PerColour(blue: "A", green: "shop-b")), minimumSamples: 0)
        alarm.missing.noData = .pass
        let queries = PerColour(blue: "TargetResponseTime p90 of blue", green: "TargetResponseTime p90 of green")
        var metric = Gate("p90", .metric(queries, .both(pass: .atMost(0.2), fail: .above(0.5))), minimumSamples: 0)
        metric.limits.consecutiveErrors = 2
        metric.limits.inconclusive = 3
        metric.missing.noData = .fail
        metric.missing.empty = .error
        metric.missing.notANumber = .inconclusive
        metric.missing.infinite = .fail
        metric.missing.staleAfterSeconds = 60
        let one = Gate("Alarm", .alarm(PerColour(blue: "one", green: "one")), minimumSamples: 0)
        #expect(plan.gates == [alarm, one, metric])
        #expect(plan.whenUnmeasurable == .rollBack && plan.firstTasks == 3)
    }

    @Test func `the questions of the documentation are read`() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/questions.yaml").path
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let metadata = "\n" + text.split(separator: "\n").map { "          \($0)" }.joined(separator: "\n")
        var specification = try Sample.read(Sample.yaml(metadata: metadata)).specification
        #expect(specification.plan.gates.map(\.name) == ["budget", "orders", "p90"])
        #expect(specification.plan.hooks.map(\.name) == ["smoke", "smoke", "contract", "freeze"])
        #expect(specification.problems.map { $0.prefix(22) } == ["hook contract runs pyt", "hook freeze runs true "])
        specification.allowsHooks = true
        #expect(specification.problems == [])
    }

    @Test func `hooks are read, one for each of their stages`() throws {
        let plan = try read(
            """
            TestSeconds: 9, Hooks: [\
            {Name: smoke, Type: Http, Url: "http://127.0.0.1:1/x", LifecycleStages: [POST_TEST_TRAFFIC_SHIFT, BAKE_TIME]}, \
            {Name: fn, Type: Lambda, Function: !GetAtt Check.Arn, LifecycleStages: [PRODUCTION_TRAFFIC_SHIFT], \
            TimeoutSeconds: 60, OnTimeout: CONTINUE}, \
            {Name: arn, Type: Lambda, Function: "arn:aws:lambda:eu-west-1:1:function:a:live", \
            LifecycleStages: [POST_PRODUCTION_TRAFFIC_SHIFT]}, \
            {Name: own, Type: Command, Command: [./check, now], LifecycleStages: [BAKE_TIME]}]
            """)
        let hour = Duration.seconds(3600)
        #expect(
            plan.hooks == [
                Hook("smoke", .http(url: "http://127.0.0.1:1/x"), at: .test, timeout: hour),
                Hook("smoke", .http(url: "http://127.0.0.1:1/x"), at: .bake, timeout: hour),
                Hook("fn", .lambda(arn: "Check"), at: .everyStep, timeout: .seconds(60), onTimeout: .goOn),
                Hook("arn", .lambda(arn: "arn:aws:lambda:eu-west-1:1:function:a:live"), at: .lastStep, timeout: hour),
                Hook("own", .command(["./check", "now"]), at: .bake, timeout: hour),
            ])
    }

    @Test(arguments: [
        ("Hooks: []", "Hooks is a list with at least one hook"),
        ("Hooks: [{Type: Http}]", "a hook has a Name of up to 64 letters"),
        ("Hooks: [{Name: ../a, Type: Http}]", "a hook has a Name of up to 64 letters"),
        ("Hooks: [{Name: a, Type: Mail}]", "a hook's Type is Http, Lambda or Command"),
        ("Hooks: [{Name: a, Type: Http, Path: /}]", "a hook has no Path; it has Name, Type, Url"),
        ("Hooks: [{Name: a, Type: Http}]", "a hook of the type Http has Url"),
        ("Hooks: [{Name: a, Type: Http, Url: \"http://h/\", Command: [a]}]", "a hook of the type Http has Url and no Command"),
        ("Hooks: [{Name: a, Type: Http, Url: \"http://example.com/\"}]", "Url may say http:// for this machine only"),
        ("Hooks: [{Name: a, Type: Lambda, Function: \"arn:aws:s3:::x\"}]", "Function is the name or the ARN"),
        ("Hooks: [{Name: a, Type: Command, Command: ./check now}]", "Command is a list of words"),
        ("Hooks: [{Name: a, Type: Command, Command: [a]}]", "a hook has LifecycleStages, a list of POST_TEST_TRAFFIC_SHIFT"),
        ("Hooks: [{Name: a, Type: Command, Command: [a], LifecycleStages: [CLEAN_UP]}]", "a release asks hooks at POST_TEST"),
        (
            "Hooks: [{Name: a, Type: Command, Command: [a], LifecycleStages: [BAKE_TIME, BAKE_TIME]}]",
            "BAKE_TIME is there twice"
        ),
        (
            "Hooks: [{Name: a, Type: Command, Command: [a], LifecycleStages: [POST_TEST_TRAFFIC_SHIFT]}]",
            "hook a is asked at POST_TEST_TRAFFIC_SHIFT, and a plan without TestSeconds has no test traffic"
        ),
        (
            "Hooks: [{Name: a, Type: Command, Command: [a], LifecycleStages: [BAKE_TIME], TimeoutSeconds: 0}]",
            "TimeoutSeconds is from 1 to 86400"
        ),
        (
            "Hooks: [{Name: a, Type: Command, Command: [a], LifecycleStages: [BAKE_TIME], OnTimeout: GO}]",
            "OnTimeout is ROLLBACK or CONTINUE"
        ),
        (
            "Hooks: [{Name: a, Type: Command, Command: [a], LifecycleStages: [BAKE_TIME]}, "
                + "{Name: a, Type: Command, Command: [b], LifecycleStages: [BAKE_TIME]}]",
            "two hooks are called a"
        ),
        ("Gates: [{Type: Alarm}]", "a gate of this type has Alarm: an alarm's name, or {Blue: NAME, Green: NAME}"),
        ("Gates: [{Type: Alarm, Alarm: {Blue: a}}]", "a gate of this type has Alarm: an alarm's name"),
        ("Gates: [{Type: Metric}]", "a gate of this type has a Metric"),
        ("Gates: [{Type: Metric, Metric: A, Statistic: mean, Fail: {Above: 1}}]", "a gate of this type has a Statistic: Sum"),
        ("Gates: [{Type: Metric, Metric: A, Statistic: Sum}]", "a gate of this type has Pass or Fail or both"),
        ("Gates: [{Type: Metric, Metric: A, Statistic: Sum, Fail: {}}]", "Fail has one of Above, AtLeast, Below and AtMost"),
        ("Gates: [{Type: Metric, Metric: A, Statistic: Sum, Fail: {Over: 1}}]", "Fail has no Over; it has Above, AtLeast"),
        ("Gates: [{Type: ErrorRate, Maximum: 0.1, NoData: Pass}]", "NoData is for gates of the types Alarm and Metric"),
        ("Gates: [{Type: Alarm, Alarm: a, NoData: Maybe}]", "NoData is Pass or Fail or Inconclusive or Error"),
        ("Gates: [{Type: ErrorRate, Maximum: 0.1, FailureLimit: 1.5}]", "FailureLimit is a whole number from 0 to 1000000"),
        ("WhenUnmeasurable: Panic", "WhenUnmeasurable is Pause or RollBack"),
        ("FirstTasks: 0", "FirstTasks is a whole number from 1 to 1000"),
    ])
    func `a mistake is told with its place`(rest: String, message: String) {
        let text = Sample.failure { _ = try read(rest) }
        #expect(text.contains(message), "\(text)")
        #expect(text.hasPrefix("shop.yaml:23:") && text.hasSuffix("See docs/plan.md."), "\(text)")
    }
}
