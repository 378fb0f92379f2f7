import Foundation
import Testing
import ViridianTestSupport

/// Hooks of a plan, asked by a real runner and a real world, also when the runner dies meanwhile.
@Suite(.serialized, .wholeMachine) struct HookRehearsalTests {
    /// A plan in a file, whose only hooks are those given.
    static func plan(_ hooks: String, in folder: TemporaryFolder, more: String = "TestSeconds: 10") throws -> String {
        let file = folder.url.appending(path: "plan.yaml")
        let text = """
            Version: 1
            Headroom: 0
            BakeSeconds: 20
            Steps:
              - {Weight: 20, HoldSeconds: 20}
              - {Weight: 100}
            \(more)
            Hooks:
            \(hooks)
            """
        try text.write(to: file, atomically: true, encoding: .utf8)
        return file.path
    }

    static func http(_ server: HookServer, _ stages: String, more: String = "") -> String {
        "  - {Name: smoke, Type: Http, Url: \"\(server.url)\", LifecycleStages: [\(stages)]\(more)}"
    }

    static func why(_ folder: TemporaryFolder) throws -> String {
        try Program.viridian.run(["releases", "why", Rehearsing.runFolder(in: folder)], in: folder.url).output
    }

    @Test func `a hook is asked at each of its stages, again while it is busy, and the release goes on when it passed`() throws {
        let server = try HookServer { number in
            switch number {
            case 1: .none
            case 2: .status(503)
            case 3: .status(202, headers: "Retry-After: 2\r\n")
            case 4: .status(200, body: "{\"hookStatus\": \"IN_PROGRESS\", \"callBackDelay\": 2}")
            case 5: .status(200, body: "{\"hookStatus\": \"SUCCEEDED\"}")
            default: .status(204)
            }
        }
        let folder = try TemporaryFolder()
        let stages = "POST_TEST_TRAFFIC_SHIFT, PRODUCTION_TRAFFIC_SHIFT, POST_PRODUCTION_TRAFFIC_SHIFT, BAKE_TIME"
        let plan = try Self.plan(Self.http(server, stages), in: folder)
        let rehearsal = try Rehearsing.run(["--plan", plan], folder: folder)
        #expect(rehearsal.verdict == "promoted", "\(rehearsal.errors)")
        let keys = server.asked.map(\.key)
        #expect(keys[..<5] == ArraySlice(repeating: "run/v2/smoke/test/test", count: 5))
        #expect(keys[5] == "run/v2/smoke/everyStep/step(0)")
        // Both are asked at once, so that either may come first.
        #expect(keys[6...7].sorted() == ["run/v2/smoke/everyStep/step(1)", "run/v2/smoke/lastStep/step(1)"])
        #expect(keys[8...] == ["run/v2/smoke/bake/bake"])
        let step = try #require(server.asked.first { $0.key.hasSuffix("everyStep/step(0)") })
        #expect(step.body.contains("\"lifecycleStage\":\"PRODUCTION_TRAFFIC_SHIFT\""))
        #expect(step.body.contains("\"weights\":{\"blue\":80,\"green\":20}") && step.body.contains("\"step\":1"))
        let why = try Self.why(folder)
        #expect(why.contains("smoke in progress at test traffic"), "\(why)")
        #expect(why.contains("smoke passed at step 1 of 2, after"), "\(why)")
        let run = Rehearsing.runFolder(in: folder)
        let journal = try String(contentsOfFile: run + "/journal.jsonl", encoding: .utf8)
        let withoutPlan = journal.split(separator: "\n").dropFirst().joined()
        #expect(!withoutPlan.contains("hush") && !rehearsal.errors.contains("hush"))
        let compaction = try Program.viridian.run(["releases", "compact", run], in: folder.url)
        #expect(compaction.output.contains(" kB → "), "\(compaction.errors)")
        #expect(try String(contentsOfFile: run + "/journal.jsonl", encoding: .utf8).utf8.count < journal.utf8.count / 2)
        #expect(try Self.why(folder) == why)
        #expect(try Rehearsing.resume(folder).exitCode == 0)
    }

    @Test(arguments: [
        (409, "{\"reason\": \"the basket is\\nempty\"}", "hook smoke: the basket is empty"),
        (200, "{\"hookStatus\": \"MAYBE\"}", "hook smoke: its answer can't be understood: hookStatus MAYBE"),
    ])
    func `a hook that says no, or what nobody understands, takes the release back`(
        status: Int, body: String, reason: String
    ) throws {
        let server = try HookServer { _ in .status(status, body: body) }
        let folder = try TemporaryFolder()
        let plan = try Self.plan(Self.http(server, "PRODUCTION_TRAFFIC_SHIFT"), in: folder)
        let rehearsal = try Rehearsing.run(["--plan", plan], folder: folder)
        #expect(rehearsal.exitCode == 3)
        #expect(rehearsal.summary["reason"] as? String == reason)
        #expect(server.asked.count == 1)
        #expect(rehearsal.weights(at: "restored") == [["blue": 100, "green": 0]])
        #expect(try Self.why(folder).contains("\(reason), at step 1 of 2"))
    }

    @Test(arguments: [("ROLLBACK", "rolled back"), ("CONTINUE", "promoted")])
    func `a hook that never answers has the result that the plan gives it`(action: String, verdict: String) throws {
        let server = try HookServer { _ in .held }
        let folder = try TemporaryFolder()
        let hook = Self.http(server, "PRODUCTION_TRAFFIC_SHIFT", more: ", TimeoutSeconds: 1, OnTimeout: \(action)")
        let rehearsal = try Rehearsing.run(["--plan", try Self.plan(hook, in: folder)], folder: folder)
        #expect(rehearsal.verdict == verdict, "\(rehearsal.errors)")
        #expect(rehearsal.failures == 0)
    }

    @Test(arguments: [true, false])
    func `a hook that was running when the runner died is not forgotten`(isAnsweredAfterAll: Bool) throws {
        let server = try HookServer { $0 == 1 ? .held : .status(200) }
        let folder = try TemporaryFolder()
        let plan = try Self.plan(Self.http(server, "PRODUCTION_TRAFFIC_SHIFT"), in: folder)
        let first = try Rehearsing.run(["--plan", plan], folder: folder) { process in
            try server.waitForRequests(1)
            kill(process.processIdentifier, SIGKILL)
        }
        #expect(first.exitCode == SIGKILL)
        // The world's call to it goes on, or is cut; either way the resumed runner asks with the same key.
        if isAnsweredAfterAll { server.release() } else { server.drop() }
        let second = try Rehearsing.resume(folder)
        #expect(second.verdict == "promoted", "\(second.errors)")
        let keys = server.asked.map(\.key)
        #expect(keys.first == "run/v2/smoke/everyStep/step(0)")
        #expect(Set(keys) == ["run/v2/smoke/everyStep/step(0)", "run/v2/smoke/everyStep/step(1)"])
        #expect(keys.count == 3)
        #expect(try Rehearsing.processes(of: folder) == [])
    }

    @Test func `what a hook is doing when a runner comes back is waited for, not begun twice`() throws {
        let server = try HookServer { $0 == 1 ? .held : .status(200) }
        let folder = try TemporaryFolder()
        let plan = try Self.plan(Self.http(server, "POST_PRODUCTION_TRAFFIC_SHIFT"), in: folder)
        _ = try Rehearsing.run(["--plan", plan], folder: folder) { process in
            try server.waitForRequests(1)
            kill(process.processIdentifier, SIGKILL)
        }
        let answer = Thread {
            usleep(1_500_000)
            server.release()
        }
        answer.start()
        let second = try Rehearsing.resume(folder)
        #expect(second.verdict == "promoted", "\(second.errors)")
        #expect(server.asked.count == 1)
    }

    @Test func `a command hook sees what it is asked about and nothing of the caller's environment`() throws {
        let folder = try TemporaryFolder()
        let script = folder.url.appending(path: "check.sh")
        try "env > seen; echo not for the journal\n".write(to: script, atomically: true, encoding: .utf8)
        let hook = "  - {Name: check, Type: Command, Command: [sh, check.sh], LifecycleStages: [BAKE_TIME]}"
        let plan = try Self.plan(hook, in: folder)
        setenv("VIRIDIAN_TEST_SECRET", "hush", 1)
        let rehearsal = try Rehearsing.run(["--plan", plan, "--allow-hooks"], folder: folder)
        #expect(rehearsal.verdict == "promoted", "\(rehearsal.errors)")
        let seen = try String(contentsOf: folder.url.appending(path: "seen"), encoding: .utf8)
        for line in [
            "VIRIDIAN_KEY=run/v2/check/bake/bake", "VIRIDIAN_LIFECYCLE_STAGE=BAKE_TIME", "VIRIDIAN_CANDIDATE=green",
            "VIRIDIAN_WEIGHT_GREEN=100", "VIRIDIAN_RELEASE=run",
        ] { #expect(seen.contains("\(line)\n")) }
        #expect(!seen.contains("hush"))
        let run = Rehearsing.runFolder(in: folder)
        #expect(try String(contentsOfFile: run + "/logs/hook-check.log", encoding: .utf8) == "not for the journal\n")
        #expect(try !String(contentsOfFile: run + "/journal.jsonl", encoding: .utf8).contains("not for the journal"))
        #expect(
            try FileManager.default.attributesOfItem(atPath: run + "/logs/hook-check.log")[.posixPermissions] as? Int == 0o600)
    }

    @Test func `a command that takes too long is stopped with all that it started`() throws {
        let folder = try TemporaryFolder()
        let words = "[sh, -c, \"sleep 300 & sleep 300\"]"
        let hook = "  - {Name: slow, Type: Command, Command: \(words), LifecycleStages: [BAKE_TIME], TimeoutSeconds: 1}"
        let rehearsal = try Rehearsing.run(["--plan", try Self.plan(hook, in: folder), "--allow-hooks"], folder: folder)
        #expect(rehearsal.verdict == "rolled back", "\(rehearsal.errors)")
        #expect(rehearsal.summary["reason"] as? String == "hook slow: it took longer than 1000 ms")
        #expect(try Rehearsing.processes(of: folder) == [])
    }

    @Test(arguments: [
        (
            "{Name: check, Type: Command, Command: [sh, check.sh], LifecycleStages: [BAKE_TIME]}",
            "hook check runs sh check.sh on this machine; give --allow-hooks if that is wanted"
        ),
        (
            "{Name: gate, Type: Lambda, Function: approve, LifecycleStages: [BAKE_TIME]}",
            "hook gate asks the Lambda function approve, which only AWS has; a command under Hooks in Viridian::Rehearsal"
        ),
        (
            "{Name: gate, Type: Http, Url: \"https://example.com/a?token=hush\", LifecycleStages: [BAKE_TIME]}",
            "hook gate asks https://example.com:443/a, and a rehearsal speaks no TLS; a command under Hooks"
        ),
    ])
    func `what a rehearsal can't or may not ask is told before anything is started`(hook: String, reason: String) throws {
        let folder = try TemporaryFolder()
        let rehearsal = try Rehearsing.run(["--plan", try Self.plan("  - \(hook)", in: folder)], folder: folder)
        #expect(rehearsal.exitCode == 2)
        #expect(rehearsal.errors.contains(reason), "\(rehearsal.errors)")
        #expect(!rehearsal.errors.contains("hush"))
    }

    @Test func `a command stands in for a Lambda function, and answers in its words`() throws {
        let folder = try TemporaryFolder()
        let release = """
            Metadata:
                  Viridian::Rehearsal:
                    Hooks:
                      gate: [sh, -c, "echo '{\\"hookStatus\\": \\"FAILED\\", \\"reason\\": \\"no\\"}'"]
                  Viridian::Release:
                    Hooks:
                      - {Name: gate, Type: Lambda, Function: approve, LifecycleStages: [PRODUCTION_TRAFFIC_SHIFT]}
            """
        let template = try Fixture.shop([("Metadata:\n      Viridian::Release:", release)], in: folder)
        let rehearsal = try Rehearsing.run(["--allow-hooks"], template: template, folder: folder)
        #expect(rehearsal.verdict == "rolled back", "\(rehearsal.errors)")
        #expect(rehearsal.summary["reason"] as? String == "hook gate: no")
    }

    @Test func `an alarm and a metric of the template are gates`() throws {
        let folder = try TemporaryFolder()
        let more = """
            Gates:
              - {Type: Alarm, Alarm: {Blue: BlueSlow, Green: GreenSlow}, NoData: Pass}
              - {Name: p90, Type: Metric, Metric: TargetResponseTime, Statistic: p90, Pass: {Below: 5}}
            """
        let plan = try Self.plan(
            "  - {Name: n, Type: Command, Command: [\"true\"], LifecycleStages: [BAKE_TIME]}", in: folder, more: more)
        func alarm(_ colour: String) -> String {
            """
              \(colour)Slow:
                Type: AWS::CloudWatch::Alarm
                Properties:
                  MetricName: TargetResponseTime
                  Namespace: AWS/ApplicationELB
                  Dimensions: [{Name: TargetGroup, Value: !GetAtt \(colour)Group.TargetGroupFullName}]
                  ExtendedStatistic: p90
                  Period: 10
                  EvaluationPeriods: 1
                  Threshold: 0.3
                  ComparisonOperator: GreaterThanThreshold
            """
        }
        let template = try Fixture.shop([("Resources:\n", "Resources:\n\(alarm("Blue"))\n\(alarm("Green"))\n")], in: folder)
        let bad = try Rehearsing.run(
            ["--plan", plan, "--allow-hooks", "--fault", "latency=500ms", "--hold", "60s"], template: template, folder: folder)
        #expect(bad.verdict == "rolled back", "\(bad.errors)")
        #expect(bad.summary["reason"] as? String == "gate Alarm failed on green: in alarm")
        let good = try Rehearsing.run(["--plan", plan, "--allow-hooks", "--hold", "60s"], template: template)
        #expect(good.verdict == "promoted", "\(good.errors) \(good.rows)")
    }
}
