import Foundation
import Testing
import ViridianTestSupport

/// A rehearsal follows the template: another health check, another threshold, another plan, another transcript.
@Suite(.serialized, .wholeMachine) struct TemplateDecidesTests {
    @Test func `a health check path that nothing serves keeps blue from ever being healthy`() throws {
        let folder = try TemporaryFolder()
        let template = try Fixture.shop([("HealthCheckPath: /health", "HealthCheckPath: /nothing")], in: folder)
        let rehearsal = try Rehearsing.run(template: template, folder: folder)
        #expect(rehearsal.exitCode == 7)
        #expect(rehearsal.errors.contains("blue never became healthy"))
        #expect(rehearsal.errors.contains("Does it answer /nothing with 200?"))
        #expect(try Rehearsing.processes(of: folder) == [])
    }

    @Test func `more checks until unhealthy let a sick green go on for longer`() throws {
        func requests(until threshold: Int) throws -> Int {
            let folder = try TemporaryFolder()
            let template = try Fixture.shop(
                [
                    ("UnhealthyThresholdCount: 2", "UnhealthyThresholdCount: \(threshold)"),
                    ("HealthCheckGracePeriodSeconds: 30", "HealthCheckGracePeriodSeconds: 0"),
                ], in: folder)
            let rehearsal = try Rehearsing.run(["--fault", "never-healthy"], template: template, folder: folder)
            #expect(rehearsal.exitCode == 3)
            return rehearsal.summary["requests"] as? Int ?? 0
        }
        // The circuit breaker needs three tasks that were unhealthy for so many checks.
        #expect(try requests(until: 8) > requests(until: 2) + 100)
    }

    @Test func `the plan in the metadata is the plan that is run`() throws {
        let folder = try TemporaryFolder()
        let template = try Fixture.shop(
            [("- {Weight: 20, HoldSeconds: 20}", "- {Weight: 5, HoldSeconds: 50}\n          - {Weight: 40, HoldSeconds: 20}")],
            in: folder)
        let rehearsal = try Rehearsing.run(template: template, folder: folder)
        #expect(rehearsal.verdict == "promoted", "\(rehearsal.errors)")
        #expect(rehearsal.weights(at: "shifted").map { $0["green"] } == [5, 40, 100, 100])
    }

    @Test func `a plan in a file and options win over the template`() throws {
        let folder = try TemporaryFolder()
        let plan = folder.url.appending(path: "plan.yaml")
        try "Version: 1\nHeadroom: 0\nBakeSeconds: 10\nSteps:\n  - {Weight: 30, HoldSeconds: 20}\n  - {Weight: 100}\n"
            .write(to: plan, atomically: true, encoding: .utf8)
        let rehearsal = try Rehearsing.run(["--plan", plan.path], folder: folder)
        #expect(rehearsal.weights(at: "shifted").map { $0["green"] } == [30, 100, 100], "\(rehearsal.errors)")
        let other = try Rehearsing.run(["--plan", plan.path, "--steps", "60,100", "--bake", "0"])
        #expect(other.weights(at: "shifted").map { $0["green"] } == [60, 100], "\(other.errors)")
    }

    @Test func `too few requests for a verdict pause the release`() throws {
        let rehearsal = try Rehearsing.run(["--rate", "5"])
        #expect(rehearsal.verdict == "paused", "\(rehearsal.errors)")
        #expect(rehearsal.exitCode == 5)
        #expect(rehearsal.failures == 0)
    }

    @Test func `users who came before stay on blue, which is kept until their time is over`() throws {
        let folder = try TemporaryFolder()
        let weight = "                Weight: !Ref GreenWeight\n"
        let settings = "            TargetGroupStickinessConfig: {Enabled: true, DurationSeconds: 60}\n"
        let template = try Fixture.shop([(weight, weight + settings)], in: folder)
        // Half of the load are users who come back, so green has less to be judged by.
        let sticky = try Rehearsing.run(["--hold", "60s"], template: template, folder: folder)
        #expect(sticky.verdict == "promoted", "\(sticky.errors)")
        #expect(sticky.failures == 0)
        let started = try #require(sticky.rows.first { $0["event"] as? String == "started" }?["detail"] as? String)
        #expect(started.contains("users stay on their colour for 3.0 s"), "\(started)")
        let blue = try #require(sticky.summary["blue"] as? [String: Any])
        #expect(blue["stayed"] as? Int ?? 0 > 20, "\(blue)")
        let until = blue["stayed_ms"] as? Int ?? 0
        #expect(until > 100 && until < 4000, "\(until)")
        func at(_ event: String) -> Int { sticky.rows.first { $0["event"] as? String == event }?["at_ms"] as? Int ?? 0 }
        #expect(at("settling") > 0 && at("retiring") >= at("settling") + 3000)
    }
}
