import Foundation
import Testing
import ViridianTestSupport

/// A runner that is killed while a command runs for one of its hooks.
@Suite(.serialized, .wholeMachine) struct CommandHookKillTests {
    /// Notes who asked and what runs, and at its first call does not end before `$1`; what it starts would run for five minutes.
    private static let script = """
        echo "$VIRIDIAN_KEY $$" >> asked
        [ "$(wc -l < asked)" -gt 1 ] && exit 0
        sleep 300 &
        case $1 in
          told) until [ -e go ]; do sleep 0.05; done ;;
          again) until [ "$(grep -c '"asked":' run/journal.jsonl)" -ge 2 ]; do sleep 0.05; done; sleep 0.5 ;;
        esac

        """

    private struct Call: Hashable {
        var key: String
        var process: Int32
    }

    private static func calls(_ folder: TemporaryFolder) throws -> [Call] {
        let text = (try? String(contentsOf: folder.url.appending(path: "asked"), encoding: .utf8)) ?? ""
        return try text.split(separator: "\n").map { line in
            let words = line.split(separator: " ")
            return Call(key: String(words[0]), process: try #require(words.last.flatMap { Int32($0) }))
        }
    }

    private static func wait(_ what: String, until isSo: () throws -> Bool) throws {
        for _ in 0..<200 {
            if try isSo() { return }
            usleep(50_000)
        }
        throw Fixture.MissingText(text: what)
    }

    private static func isRunning(_ process: Int32) -> Bool { kill(process, 0) == 0 }

    /// Starts a rehearsal and kills its runner while the command runs at the first step; gives the call that was made.
    private static func killed(in folder: TemporaryFolder, waitingFor word: String) throws -> Call {
        let file = folder.url.appending(path: "check.sh")
        try script.write(to: file, atomically: true, encoding: .utf8)
        let words = "Command: [sh, check.sh, \(word)], LifecycleStages: [PRODUCTION_TRAFFIC_SHIFT]"
        let plan = try HookRehearsalTests.plan(
            "  - {Name: check, Type: Command, \(words)}", in: folder, more: "ScaleDownDelaySeconds: 5")
        let first = try Rehearsing.run(["--plan", plan, "--allow-hooks"], folder: folder) { process in
            try wait("the command") { try !calls(folder).isEmpty }
            kill(process.processIdentifier, SIGKILL)
        }
        #expect(first.exitCode == SIGKILL)
        let call = try #require(try calls(folder).first)
        #expect(call.key == "run/v2/check/everyStep/step(0)")
        #expect(isRunning(call.process), "the world goes on without its runner, and so does the command")
        return call
    }

    /// What remains of a release that was taken up again, and how it ended.
    private static func expectPromotion(_ folder: TemporaryFolder, _ release: Rehearsing, asked keys: [String]) throws {
        #expect(release.verdict == "promoted", "\(release.errors)")
        #expect(release.exitCode == 0 && release.failures == 0)
        #expect(try calls(folder).map(\.key) == keys.map { "run/v2/check/everyStep/\($0)" })
        #expect(try Rehearsing.processes(of: folder) == [])
    }

    @Test func `a command that still runs when a runner comes back is waited for, not begun twice`() throws {
        let folder = try TemporaryFolder()
        _ = try Self.killed(in: folder, waitingFor: "again")
        let second = try Rehearsing.resume(folder)
        try Self.expectPromotion(folder, second, asked: ["step(0)", "step(1)"])
    }

    @Test func `a command that ended while nobody listened is asked again with the same key`() throws {
        let folder = try TemporaryFolder()
        let call = try Self.killed(in: folder, waitingFor: "told")
        try Data().write(to: folder.url.appending(path: "go"))
        try Self.wait("the end of the command") { !Self.isRunning(call.process) }
        let second = try Rehearsing.resume(folder)
        try Self.expectPromotion(folder, second, asked: ["step(0)", "step(0)", "step(1)"])
    }
}
