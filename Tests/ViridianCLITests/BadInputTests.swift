import Foundation
import Testing

/// What is given wrongly is told with its place and a way out, and ends with exit code 2.
@Suite struct BadInputTests {
    @Test(arguments: [
        (["--fault", "gremlins"], "error: there is no fault \"gremlins\"; faults are errors=0.3, latency=800ms, crash=5s"),
        (["--fault", "errors=3"], "the share of failing requests is above 0 and at most 1"),
        (["--steps", "50,10,100"], "step 2 has weight 10, not more than the 50 before it"),
        (["--steps", "10,50"], "the last step has weight 50; it must be 100"),
        (["--steps", "a,100"], "\"a\" is no whole number; write 10,50,100"),
        (["--hold", "soon"], "\"soon\" is no length of time; write 800ms, 30s, 5m or 2h"),
        (["--scale", "0"], "--scale is 0.0; times can be divided by 0.01 to 1000"),
        (["--rate", "0"], "--rate is 0; 1 to 20000 requests a second are possible"),
        (["--green", "'unfinished"], "the command has an opening ' without its closing one"),
        (["--green", "no-such-program-here"], "there is no program no-such-program-here in any folder of PATH"),
        (["--green", "sleep 1", "--fault", "never-healthy"], "--fault is made by the built-in sample service"),
        (["--parameter", "x"], "--parameter x: write NAME=VALUE"),
        (["--parameter", "Nobody=1"], "Nobody"),
        (["--nonsense"], "Unknown option '--nonsense'"),
    ])
    func `a wrong option is told`(arguments: [String], message: String) throws {
        let folder = try TemporaryFolder()
        let result = try Program.viridian.run(["rehearse", Fixture.shop.path] + arguments, in: folder.url)
        #expect(result.errors.contains(message), "\(result.errors)")
        #expect(result.exitCode == 2)
    }

    @Test func `a template without two colours is told what it lacks`() throws {
        let folder = try TemporaryFolder()
        let template = try Fixture.shop(
            [
                (
                    """
                                  - TargetGroupArn: !Ref GreenGroup
                                    Weight: !Ref GreenWeight

                    """, ""
                )
            ], in: folder)
        let result = try Program.viridian.run(["rehearse", template], in: folder.url)
        #expect(result.errors.contains("no listener or rule forwards to two weighted target groups"))
        #expect(result.exitCode == 2)
    }

    @Test func `a mistake in a plan is told with its line`() throws {
        let folder = try TemporaryFolder()
        let template = try Fixture.shop([("BakeSeconds: 20", "BakeTime: 20")], in: folder)
        let result = try Program.viridian.run(["rehearse", template], in: folder.url)
        #expect(result.errors.contains("shop.yaml:110:9: a release plan has no BakeTime"), "\(result.errors)")
        #expect(result.exitCode == 2)
    }

    @Test func `a broken template is told with its place`() throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appending(path: "broken.json")
        try "{\"Resources\": {\n  \"A\" {}\n}}".write(to: file, atomically: true, encoding: .utf8)
        for verb in ["rehearse", "review", "synth"] {
            let result = try Program.viridian.run([verb, file.path])
            #expect(result.errors.contains("broken.json:2:7: "), "\(result.errors)")
            #expect(result.exitCode == 2)
        }
    }

    @Test func `a folder that is no rehearsal can't be resumed`() throws {
        let folder = try TemporaryFolder()
        let result = try Program.viridian.run(["rehearse", "--resume", folder.url.path])
        #expect(result.errors.contains("is no folder of a rehearsal"))
        #expect(result.exitCode == 2)
    }
}
