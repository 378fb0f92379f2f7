import Foundation
import Synchronization
import Testing
import ViridianRelease
import ViridianRunner

@Suite struct RunnerTests {
    static let release = Release(plan: .test, revision: "web:2")

    @Test func `a good release is promoted, and nothing is really slept`() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        let journal = try Journal.create(at: folder.journal, header: JournalTests.header)
        let world = MemoryWorld()
        var said: [Record] = []
        let outcome = try await Runner(world: world, clock: JumpingClock())
            .run(Self.release, journal: journal, commands: .never, holder: "web:2") { said += $0.records }
        #expect(outcome == .promoted)
        #expect(said.last == .ended(.promoted))
        #expect(world.snapshot.weights == .all(on: .green))
        #expect(world.snapshot.tasks.blue == 0)
    }

    @Test func `rule 6: what is done was decided by events that are on disk already`() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        let journal = try Journal.create(at: folder.journal, header: JournalTests.header)
        let world = MemoryWorld()
        let unknown = Mutex<[Effect.Action]>([])
        let calls = Mutex(0)
        let path = folder.journal
        world.state.withLock {
            $0.onCall = { action in
                guard let resumed = try? Journal.read(path) else { return }
                var release = Release(plan: resumed.header.plan, revision: resumed.header.revision)
                for event in resumed.entries.compactMap(\.event) { _ = release.handle(event) }
                calls.withLock { $0 += 1 }
                let isPlanned = release.pending.contains { $0.action.isLike(action) }
                if !isPlanned { unknown.withLock { $0.append(action) } }
            }
        }
        _ = try await Runner(world: world, clock: JumpingClock())
            .run(Self.release, journal: journal, commands: .never, holder: "web:2") { _ in }
        #expect(unknown.withLock { $0.isEmpty })
        #expect(calls.withLock { $0 > 10 })
    }

    @Test(arguments: [false, true])
    func `rule 6: a journal that is cut after any entry is resumed to the same outcome`(isFailing: Bool) async throws {
        let folder = try Folder()
        defer { folder.remove() }
        let world = { @Sendable in
            var state = MemoryWorld.State()
            state.failing.green = isFailing
            return MemoryWorld(state)
        }
        // What the world had become by each entry, so that it can be taken up from there.
        let recording = world()
        var states: [MemoryWorld.State] = []
        let journal = try Journal.create(at: folder.journal, header: JournalTests.header)
        let whole = try await Runner(world: recording, clock: JumpingClock())
            .run(Self.release, journal: journal, commands: .never, holder: "web:2") { _ in states.append(recording.snapshot) }
        let lines = try String(contentsOfFile: folder.journal, encoding: .utf8).split(separator: "\n")
        for count in 0..<states.count {
            // A crashed runner's lock is gone with it; this one still has the recording's.
            let cut = try Folder()
            defer { cut.remove() }
            try JournalTests.write(lines[...count].joined(separator: "\n") + "\n", to: cut.journal)
            let (journal, release, entries) = try Journal.resume(at: cut.journal)
            let clock = JumpingClock(entries.last?.at ?? Instant(milliseconds: 1000))
            let outcome = try await Runner(
                world: MemoryWorld(count == 0 ? world().snapshot : states[count - 1]), clock: clock
            )
            .run(release, journal: journal, entries: entries.count, commands: .never, holder: "web:2") { _ in }
            #expect(outcome.verdict == whole.verdict, "cut after entry \(count)")
            let numbers = try Journal.read(cut.journal).entries.map(\.number)
            #expect(numbers == Array(1...numbers.count) && numbers.count >= states.count, "cut after entry \(count)")
        }
        #expect(whole.verdict == (isFailing ? "rolled back" : "promoted"))
    }

    @Test func `a world that is gone for good stops the runner with what it said`() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        let journal = try Journal.create(at: folder.journal, header: JournalTests.header)
        let world = MemoryWorld()
        world.state.withLock { $0.isLost = true }
        await #expect(throws: WorldLost("the world is gone")) {
            try await Runner(world: world, clock: JumpingClock())
                .run(Self.release, journal: journal, commands: .never, holder: "web:2") { _ in }
        }
        #expect(try Journal.read(folder.journal).entries.map { $0.event?.kind } == [.started])
    }

    @Test func `whoever asks for it has the release aborted, and blue serves everything`() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        let journal = try Journal.create(at: folder.journal, header: JournalTests.header)
        let world = MemoryWorld()
        let (commands, ask) = AsyncStream<Command>.makeStream()
        // The abort is asked for while the candidate's first share is written.
        world.state.withLock { $0.onCall = { if case .setWeights = $0 { ask.yield(.abort) } } }
        let outcome = try await Runner(world: world, clock: JumpingClock())
            .run(Self.release, journal: journal, commands: commands, holder: "web:2") { _ in }
        #expect(outcome == .aborted)
        #expect(world.snapshot.weights == .all(on: .blue))
    }

    @Test func `a release that has ended is not run again`() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        _ = try await JournalTests.recorded(in: folder)
        let (journal, release, entries) = try Journal.resume(at: folder.journal)
        let world = MemoryWorld()
        let outcome = try await Runner(world: world, clock: JumpingClock())
            .run(release, journal: journal, entries: entries.count, commands: .never, holder: "web:2") { _ in }
        #expect(outcome == .promoted)
        #expect(world.snapshot.weights == .all(on: .blue))
    }
}

extension Effect.Action {
    /// The same call, leaving aside when it may be made.
    func isLike(_ other: Effect.Action) -> Bool {
        if case .observe(let query, _) = self, case .observe(let asked, _) = other { return query == asked }
        if case .acquireLease = self, case .acquireLease = other { return true }
        return self == other
    }
}
