import Foundation
import Testing

/// `simulate` and `selftest` as somebody types them.
@Suite struct SimulateTests {
    @Test func `a plan is judged, and the same question has the same answer`() throws {
        let question = ["simulate", "CANARY", "--fault", "errors=0.05", "--runs", "20", "--json"]
        let first = try Program.viridian.run(question)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(first.output.utf8)) as? [String: Any])
        #expect(first.exitCode == 0)
        #expect(object["kind"] as? String == "simulation" && object["plan"] as? String == "CANARY")
        let candidate = try #require(object["candidate"] as? [String: Any])
        #expect(candidate["taken_back"] as? Double == 1)
        #expect((object["stages"] as? [[String: Any]])?.map { $0["stage"] as? String } == ["step 1", "bake"])
        #expect(try Program.viridian.run(question).output == first.output)
    }

    @Test func `a plan of one's own and a picture of it`() throws {
        let folder = try TemporaryFolder()
        let plan = folder.url.appending(path: "plan.yml")
        try Data("Version: 1\nStrategy: ECSCanary10Percent5Minutes\nBakeSeconds: 60\n".utf8).write(to: plan)
        let picture = folder.url.appending(path: "plan.svg")
        let result = try Program.viridian.run(["simulate", plan.path, "--runs", "10", "--svg", picture.path])
        #expect(result.exitCode == 0, "\(result.errors)")
        #expect(result.output.contains("10 → 100 %, bake 60 s"))
        let text = try String(contentsOf: picture, encoding: .utf8)
        #expect(text.hasPrefix("<svg ") && text.contains("candidate's weight") && text.contains("</svg>"))
    }

    @Test func `what requests say nothing of is assumed, and said`() throws {
        let folder = try TemporaryFolder()
        let plan = folder.url.appending(path: "plan.yml")
        let text = """
            Version: 1
            Steps: [{Weight: 10, HoldSeconds: 60, NeedsApproval: true}, {Weight: 100}]
            BakeSeconds: 60
            Gates:
              - {Type: ErrorRate, Maximum: 0.01}
              - {Name: slow, Type: Alarm, Alarm: {Blue: b, Green: g}}
              - {Name: p90, Type: Metric, Metric: TargetResponseTime, Statistic: p90, Pass: {Below: 5}}
            Hooks:
              - {Name: smoke, Type: Command, Command: ["true"], LifecycleStages: [POST_SCALE_UP]}
              - {Name: basket, Type: Command, Command: ["true"], LifecycleStages: [BAKE_TIME]}
            """
        try Data(text.utf8).write(to: plan)
        func lines(_ options: String...) throws -> [Substring] {
            let result = try Program.viridian.run(["simulate", plan.path, "--runs", "10"] + options)
            #expect(result.exitCode == 0, "\(result.errors)")
            return result.output.split(separator: "\n").filter { $0.hasPrefix("assumed: ") }
        }
        let others: [Substring] = [
            "assumed: no alarm fires (slow)", "assumed: metrics pass (p90)", "assumed: somebody approves at once (step 1)",
        ]
        #expect(try lines() == ["assumed: hooks answer at once, always yes (smoke, basket)"] + others)
        let hooks: Substring = "assumed: hooks answer after 20 s, no in 5.0 % of the cases (smoke, basket)"
        #expect(try lines("--hook-time", "20s", "--hook-failures", "0.05") == [hooks] + others)
        let json = try Program.viridian.run(["simulate", "CANARY", "--runs", "10", "--json"])
        #expect(json.output.contains("\"assumed\":[]"))
    }

    @Test(arguments: [
        (["simulate", "CANARY", "--hook-failures", "1.5"], "--hook-failures is 1.5; it is 0 to 1"),
        (["simulate", "CANARY", "--fault", "never-healthy"], "--fault takes errors=0.02, latency=200ms or crash=5m here"),
        (["simulate", "CANARY", "--rate", "0"], "--rate is 0.0; 0.001 to 1000000 requests a second are possible"),
        (["simulate", "no-such-plan"], "no-such-plan is not there"),
        (["simulate", "CANARY", "--runs", "10", "--svg", "/no/such/folder/x.svg"], "/no/such/folder/x.svg can't be written"),
        (["selftest", "--seeds", "0"], "--seeds is 0; it is 1 or more"),
    ])
    func `a wrong option is told`(arguments: [String], message: String) throws {
        let result = try Program.viridian.run(arguments)
        #expect(result.errors.contains(message), "\(result.errors)")
        #expect(result.exitCode == 2)
    }

    @Test func `the self-test says what it tried, and tells a seed`() throws {
        let test = try Program.viridian.run(["selftest", "--seeds", "200", "--coverage"])
        #expect(test.exitCode == 0)
        #expect(test.output.contains("200 seeds, ") && test.output.contains("no rule was broken"))
        #expect(test.output.contains("runnerKilled"))
        let told = try Program.viridian.run(["selftest", "--seed", "5"])
        #expect(told.exitCode == 0)
        #expect(told.output.contains("planned <- started") && told.output.contains("seed 5: "))
    }
}

/// What is told of releases from their journals.
@Suite struct ReleasesTests {
    @Test func `where nothing was released there is nothing to tell`() throws {
        let folder = try TemporaryFolder()
        let none = try Program.viridian.run(["releases", "why"], in: folder.url)
        #expect(none.exitCode == 2 && none.errors.contains("no release was rehearsed in this folder yet"))
        let list = try Program.viridian.run(["releases", "list"], in: folder.url)
        #expect(list.exitCode == 0 && list.output == "")
        let unknown = try Program.viridian.run(["releases", "show", "nobody"], in: folder.url)
        #expect(unknown.exitCode == 2 && unknown.errors.contains("there is no release nobody here"))
    }

    @Test func `a journal of an earlier program is listed, shown, explained and watched`() throws {
        let folder = try TemporaryFolder()
        let run = folder.url.appending(path: ".viridian/rehearsals/20260101T000000Z-1")
        try FileManager.default.createDirectory(at: run, withIntermediateDirectories: true)
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        try FileManager.default.copyItem(
            at: tests.appending(path: "ViridianRunnerTests/Fixtures/version-1.jsonl"), to: run.appending(path: "journal.jsonl"))
        let list = try Program.viridian.run(["releases", "list"], in: folder.url)
        #expect(list.output == "20260101T000000Z-1  web:2  promoted: web:2 passed every gate and is stable on green\n")
        let show = try Program.viridian.run(["releases", "show"], in: folder.url)
        #expect(show.output.contains("step 1 of 2") && show.output.contains("promoted"))
        let why = try Program.viridian.run(["releases", "why", "20260101T000000Z-1"], in: folder.url)
        #expect(why.output.hasPrefix("verdict    promoted\n") && why.output.contains("blue 0, green 100"))
        #expect(try Program.viridian.run(["releases", "watch"], in: folder.url).output == show.output)
    }
}
