import Foundation
import Testing
import ViridianTestSupport

/// The runner dies at any event, or the world does.
@Suite(.serialized, .wholeMachine) struct InterruptionTests {
    /// Every point where `VIRIDIAN_KILL_POINTS=all`, as in .ci/run; otherwise a few of each part of a release.
    static let points: [Int] = {
        let all = ProcessInfo.processInfo.environment["VIRIDIAN_KILL_POINTS"] == "all"
        return all ? Array(1...46) : [1, 2, 4, 9, 14, 19, 24]
    }()

    @Test(arguments: points)
    func `a runner killed at an event is resumed to the same end`(event: Int) throws {
        let folder = try TemporaryFolder()
        let first = try Rehearsing.run(["--die-after-event", "\(event)"], folder: folder)
        guard first.exitCode == SIGKILL else {
            #expect(first.exitCode == 0, "the release was over before event \(event)")
            return
        }
        #expect(first.verdict != "promoted")
        let second = try Rehearsing.resume(folder)
        #expect(second.verdict == "promoted", "\(second.errors)")
        #expect(second.exitCode == 0)
        #expect(second.failures == 0)
        #expect(try Rehearsing.processes(of: folder) == [])
    }

    @Test func `a rollback is resumed to its end too`() throws {
        let folder = try TemporaryFolder()
        _ = try Rehearsing.run(["--fault", "errors=0.3", "--die-after-event", "9"], folder: folder)
        let second = try Rehearsing.resume(folder)
        #expect(second.verdict == "rolled back", "\(second.errors)")
        #expect(second.exitCode == 3)
    }

    @Test func `a release that is being driven can't be resumed beside its runner`() throws {
        let folder = try TemporaryFolder()
        let first = try Rehearsing.run(["--hold", "100s"], folder: folder) { _ in
            try waitFor("shifted", in: folder)
            let second = try Rehearsing.resume(folder)
            #expect(second.exitCode == 2)
            #expect(second.errors.contains("is being written by another runner"), "\(second.errors)")
        }
        #expect(first.verdict == "promoted", "\(first.errors)")
        #expect(first.failures == 0)
    }

    @Test func `nothing outlives a world that is killed, and resuming says so`() throws {
        let folder = try TemporaryFolder()
        let first = try Rehearsing.run(["--die-after-event", "9"], folder: folder)
        #expect(first.exitCode == SIGKILL)
        let world = try #require(try Rehearsing.world(of: folder))
        kill(world, SIGKILL)
        sleep(2)
        #expect(try Rehearsing.processes(of: folder) == [])
        let second = try Rehearsing.resume(folder)
        #expect(second.exitCode == 70)
        #expect(second.errors.contains("the rehearsed world is not there"))
        #expect(second.errors.contains("start a new rehearsal"))
    }

    @Test func `a world that dies under its runner ends the rehearsal`() throws {
        let folder = try TemporaryFolder()
        let rehearsal = try Rehearsing.run(["--hold", "400s"], folder: folder) { _ in
            try waitFor("shifted", in: folder)
            let world = try #require(try Rehearsing.world(of: folder))
            kill(world, SIGKILL)
        }
        #expect(rehearsal.exitCode == 70)
        #expect(rehearsal.errors.contains("the rehearsed world is gone"))
        #expect(try Rehearsing.processes(of: folder) == [])
    }
}
