import Foundation
import Testing
import ViridianTestSupport

/// Whole rehearsals, one after the other: processes, sockets and traffic are real.
@Suite(.serialized, .wholeMachine) struct RehearseTests {
    @Test func `a good green is promoted and nobody notices`() throws {
        let rehearsal = try Rehearsing.run()
        #expect(rehearsal.verdict == "promoted", "\(rehearsal.errors)")
        #expect(rehearsal.exitCode == 0)
        #expect(rehearsal.failures == 0)
        #expect(rehearsal.requests > 800)
        #expect(
            rehearsal.weights(at: "shifted") == [
                ["blue": 80, "green": 20], ["blue": 0, "green": 100], ["blue": 0, "green": 100],
            ])
        #expect(try Rehearsing.processes(of: rehearsal.folder) == [])
    }

    @Test(arguments: ["errors=0.3", "latency=800ms", "crash=2500ms", "never-healthy"])
    func `a bad green is rolled back`(fault: String) throws {
        let rehearsal = try Rehearsing.run(["--fault", fault, "--hold", "60s"])
        #expect(rehearsal.verdict == "rolled back", "\(rehearsal.errors)")
        #expect(rehearsal.exitCode == 3)
        #expect(rehearsal.weights(at: "retired") == [["blue": 100, "green": 0]])
        let shifted = rehearsal.events.contains("shifted")
        #expect(shifted == (fault != "never-healthy"))
        #expect(shifted == (rehearsal.summary["noticed_at"] is String))
        #expect(shifted == (rehearsal.summary["time_to_restore_ms"] is Int))
        #expect(try Rehearsing.processes(of: rehearsal.folder) == [])
    }

    @Test func `a green that ignores SIGTERM is promoted, killed after its grace, and reported`() throws {
        let rehearsal = try Rehearsing.run(["--fault", "ignore-sigterm"])
        #expect(rehearsal.verdict == "promoted", "\(rehearsal.errors)")
        #expect(rehearsal.failures == 0)
        #expect((rehearsal.summary["killed"] as? [String])?.sorted() == ["green-1", "green-2"])
        #expect(try Rehearsing.processes(of: rehearsal.folder) == [])
    }

    @Test(arguments: [SIGINT, SIGTERM])
    func `an interrupt rolls the release back`(signal: Int32) throws {
        let folder = try TemporaryFolder()
        let rehearsal = try Rehearsing.run(["--hold", "400s"], folder: folder) { process in
            try waitFor("shifted", in: folder)
            kill(process.processIdentifier, signal)
        }
        #expect(rehearsal.verdict == "aborted", "\(rehearsal.errors)")
        #expect(rehearsal.exitCode == 4)
        #expect(rehearsal.failures == 0)
        #expect(rehearsal.weights(at: "restored") == [["blue": 100, "green": 0]])
        #expect(try Rehearsing.processes(of: folder) == [])
    }

    @Test func `the run folder and its socket are their owner's alone`() throws {
        let folder = try TemporaryFolder()
        _ = try Rehearsing.run(["--hold", "200s"], folder: folder) { process in
            try waitFor("shifted", in: folder)
            func mode(_ name: String) throws -> Int? {
                let path = Rehearsing.runFolder(in: folder) + name
                return try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            }
            #expect(try mode("") == 0o700)
            for file in ["/world.sock", "/world.json", "/journal.jsonl", "/logs/world.log"] {
                #expect(try mode(file) == 0o600, "\(file)")
            }
            process.interrupt()
        }
    }

    static let python = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/python3" }
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    @Test(.enabled(if: python != nil, "python3 is not installed"))
    func `any server that takes its port can stand in for a task`() throws {
        let python = try #require(Self.python)
        let command = "\(python) -m http.server {port} --bind 127.0.0.1"
        let rehearsal = try Rehearsing.run(["--blue", command, "--green", command, "--health-path", "/", "--rate", "150"])
        #expect(rehearsal.verdict == "promoted", "\(rehearsal.errors)")
        #expect(rehearsal.failures == 0)
        #expect(try Rehearsing.processes(of: rehearsal.folder) == [])
    }
}

/// Waits until the journal of a rehearsal has a record of a kind.
func waitFor(_ record: String, in folder: TemporaryFolder) throws {
    let journal = Rehearsing.runFolder(in: folder) + "/journal.jsonl"
    for _ in 0..<600 {
        let text = FileManager.default.contents(atPath: journal).map { String(decoding: $0, as: UTF8.self) } ?? ""
        if text.contains("\"\(record)\"") { return }
        usleep(50_000)
    }
    throw Fixture.MissingText(text: record)
}
