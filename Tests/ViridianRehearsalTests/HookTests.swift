import Foundation
import Testing
import ViridianRelease

@testable import ViridianRehearsal

@Suite struct HookTests {
    // MARK: Addresses

    @Test(arguments: [
        ("http://127.0.0.1:9000/a/b?c=d", "127.0.0.1:9000", "/a/b?c=d", "http://127.0.0.1:9000/a/b"),
        ("http://localhost", "localhost:80", "/", "http://localhost:80/"),
        ("http://[::1]:8080/x", "[::1]:8080", "/x", "http://[::1]:8080/x"),
        (
            "https://checks.example.com/release?token=hush", "checks.example.com:443", "/release?token=hush",
            "https://checks.example.com:443/release"
        ),
    ])
    func `an address is taken apart, and told without its query`(url: String, authority: String, target: String, text: String)
        throws
    {
        let address = try HookAddress(url)
        #expect(address.authority == authority)
        #expect(address.target == target)
        #expect(address.text == text)
    }

    @Test(arguments: [
        ("ftp://127.0.0.1/", HookAddress.Refusal.unreadable), ("127.0.0.1:80", .unreadable), ("", .unreadable),
        ("http://127.0.0.1:0/", .unreadable), ("http://127.0.0.1:70000/", .unreadable), ("http://127.0.0.1/#a", .unreadable),
        ("http://127.0.0.1/a b", .unreadable), ("http://127.0.0.1/\r\nX: y", .unreadable),
        ("http://ada:secret@127.0.0.1/", .credentials), ("http://example.com/", .notLoopback),
        ("http://127.0.0.1.example.com/", .notLoopback), ("http://127.0.1/", .notLoopback), ("http://10.0.0.1/", .notLoopback),
    ])
    func `an address that could lead elsewhere is refused`(url: String, refusal: HookAddress.Refusal) {
        #expect(throws: refusal) { try HookAddress(url) }
    }

    // MARK: Answers

    @Test(
        arguments: [
            (200, nil, "", .succeeded), (204, nil, "", .succeeded), (200, nil, "<html>", .succeeded),
            (200, nil, "{\"hookStatus\":\"FAILED\"}", .failed(reason: "it answered FAILED")),
            (200, nil, "{\"hookStatus\":\"IN_PROGRESS\"}", .inProgress(afterSeconds: 30)),
            (200, nil, "{\"hookStatus\":\"IN_PROGRESS\",\"callBackDelay\":7}", .inProgress(afterSeconds: 7)),
            (200, nil, "{\"hookStatus\":1}", .invalid(reply: "hookStatus of no text")),
            (202, nil, "", .inProgress(afterSeconds: 30)), (202, "9", "", .inProgress(afterSeconds: 9)),
            (202, "-1", "", .inProgress(afterSeconds: 30)), (202, "soon", "", .inProgress(afterSeconds: 30)),
            (400, nil, "", .failed(reason: "it answered 400")), (301, nil, "", .invalid(reply: "status 301")),
            (403, nil, "{\"reason\":\"too\\tearly\"}", .failed(reason: "too early")),
            (500, nil, "{\"hookStatus\":\"SUCCEEDED\"}", nil), (503, "5", "", nil), (429, nil, "", nil), (408, nil, "", nil),
        ] as [(Int, String?, String, HookReply?)])
    func `what a server answers has one meaning`(status: Int, retryAfter: String?, body: String, reply: HookReply?) {
        let answer = HookAnswer.http(status: status, retryAfter: retryAfter, body: Data(body.utf8))
        #expect(answer.reply == reply)
        #expect((answer.reply == nil) == !answer.trouble.isEmpty)
    }

    @Test(
        arguments: [
            (.exit(0), "", .succeeded), (.exit(0), "all is well\n", .succeeded),
            (.exit(0), "log\n{\"hookStatus\":\"FAILED\",\"reason\":\"no\"}\n\n", .failed(reason: "no")),
            (.exit(1), "password: hush\n", .failed(reason: "exit code 1")),
            (.exit(1), "{\"reason\":\"slow\"}", .failed(reason: "slow")),
            (.exit(1), "{\"hookStatus\":\"SUCCEEDED\"}", .failed(reason: "exit code 1")),
            (.exit(75), "", .inProgress(afterSeconds: 30)), (.exit(75), "{\"callBackDelay\":3}", .inProgress(afterSeconds: 3)),
            (.signal(9), "{\"hookStatus\":\"SUCCEEDED\"}", nil), (.gone, "", nil),
        ] as [(ProcessEnding, String, HookReply?)])
    func `how a command ends has one meaning`(ending: ProcessEnding, output: String, reply: HookReply?) {
        #expect(HookAnswer.command(ending, output: Data(output.utf8)).reply == reply)
    }

    @Test func `a reason is one short line`() throws {
        let body = try JSONEncoder().encode(["reason": "a\u{1b}[31m\n" + String(repeating: "x", count: 500)])
        guard case .failed(let reason) = HookAnswer.http(status: 400, retryAfter: nil, body: body).reply else {
            Issue.record("it did not fail")
            return
        }
        #expect(reason.count == 200 && reason.hasPrefix("a [31m x") && reason.hasSuffix("…"))
    }

    // MARK: Commands

    private func run(_ script: String, timeout: Duration, in folder: String) async throws -> HookAnswer {
        let spawner = ProcessSpawner()
        let hook = CommandHook(
            words: ["sh", "-c", script], environment: ["PATH": "/usr/bin:/bin", "MARK": "here"], directory: folder,
            log: "\(folder)/hook.log")
        do {
            let answer = try await hook.run(spawner, timeout: timeout)
            await spawner.shutDown()
            return answer
        } catch {
            await spawner.shutDown()
            throw error
        }
    }

    @Test func `a command that prints without end is read to its end, and the last 64 KiB are kept`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "viridian-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let script =
            #"head -c 999999 /dev/zero | tr '\0' x; echo; echo '{"hookStatus": "FAILED", "reason": "'"$MARK"'"}'"#
        let answer = try await run(script, timeout: .seconds(60), in: folder)
        #expect(answer.reply == .failed(reason: "here"))
        #expect(FileManager.default.contents(atPath: folder + "/hook.log")?.count == 64 * 1024)
    }

    @Test func `a command whose time is over has not answered, even if it ignores SIGTERM`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "viridian-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        await #expect(throws: HookTrouble.self) {
            try await run("trap '' TERM; while true; do sleep 0.05; done", timeout: .milliseconds(300), in: folder)
        }
    }
}
