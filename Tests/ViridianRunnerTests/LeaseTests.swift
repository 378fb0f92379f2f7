import Foundation
import Synchronization
import Testing
import ViridianRelease
import ViridianRunner

/// Rule 13 with the real runner: one release at a time, and a runner that was taken for dead does no more harm.
@Suite struct LeaseTests {
    /// Lets something else happen before the first of the runner's calls of a kind reaches the world.
    private final class Interrupted: ReleaseWorld {
        let world: MemoryWorld
        let isTheMoment: @Sendable (Effect.Action) -> Bool
        let something: @Sendable () async throws -> Void
        let happened = Mutex(false)

        init(
            _ world: MemoryWorld, at isTheMoment: @escaping @Sendable (Effect.Action) -> Bool,
            _ something: @escaping @Sendable () async throws -> Void
        ) {
            self.world = world
            self.isTheMoment = isTheMoment
            self.something = something
        }

        private func before(_ action: Effect.Action) async throws {
            guard isTheMoment(action) else { return }
            let isFirst = happened.withLock { happened in
                defer { happened = true }
                return !happened
            }
            if isFirst { try await something() }
        }

        func acquireLease(for holder: String) async throws -> LeaseReply { try await world.acquireLease(for: holder) }
        func releaseLease(fence: Int) async throws { try await world.releaseLease(fence: fence) }
        func observe(_ query: Query) async throws -> Reading {
            try await before(.observe(query, notBefore: query.since))
            return try await world.observe(query)
        }
        func deploy(_ revision: Revision, to colour: Colour, tasks: Int, fence: Int) async throws {
            try await before(.deploy(revision, to: colour, tasks: tasks))
            try await world.deploy(revision, to: colour, tasks: tasks, fence: fence)
        }
        func setWeights(
            _ weights: Weights, expecting: Weights, keeping: RuleSettings, fence: Int
        ) async throws -> WeightChange {
            try await before(.setWeights(weights, expecting: expecting, keeping: keeping))
            return try await world.setWeights(weights, expecting: expecting, keeping: keeping, fence: fence)
        }
        func setScaling(_ scaling: Scaling, of colour: Colour, fence: Int) async throws {}
        func moveTestRoutes(from colour: Colour, fence: Int) async throws {}
        func retire(_ colour: Colour, fence: Int) async throws {
            try await before(.retire(colour))
            try await world.retire(colour, fence: fence)
        }
        func invoke(_ call: HookCall) async throws -> HookReply { try await world.invoke(call) }
    }

    private static func run(
        _ world: any ReleaseWorld, _ journal: Journal, _ release: Release, entries: Int = 0, at instant: Instant, holder: String
    ) async throws -> Outcome {
        try await Runner(world: world, clock: JumpingClock(instant))
            .run(release, journal: journal, entries: entries, commands: .never, holder: holder) { _ in }
    }

    enum Moment: CaseIterable {
        case deploy, setWeights, retire

        func isIn(_ action: Effect.Action) -> Bool {
            switch (self, action) {
            case (.deploy, .deploy), (.setWeights, .setWeights), (.retire, .retire): true
            default: false
            }
        }
    }

    @Test(arguments: Moment.allCases)
    func `a runner that was taken for dead is fenced off by the one that took over`(moment: Moment) async throws {
        let (first, second) = (try Folder(), try Folder())
        defer {
            first.remove()
            second.remove()
        }
        let world = MemoryWorld()
        let outcomes = Mutex<[Outcome]>([])
        let after = Mutex<MemoryWorld.State?>(nil)
        let (from, to) = (first.journal, second.journal)
        // The second runner has the journal of the first, on a machine where no lock of a file keeps it off.
        let interrupted = Interrupted(world, at: { moment.isIn($0) }) {
            try FileManager.default.copyItem(atPath: from, toPath: to)
            let (journal, release, entries) = try Journal.resume(at: to)
            let instant = entries.last?.at ?? Instant(milliseconds: 1000)
            let outcome = try await Self.run(world, journal, release, entries: entries.count, at: instant, holder: "web:2")
            outcomes.withLock { $0.append(outcome) }
            after.withLock { $0 = world.snapshot }
        }
        let journal = try Journal.create(at: first.journal, header: JournalTests.header)
        let outcome = try await Self.run(
            interrupted, journal, RunnerTests.release, at: Instant(milliseconds: 1000), holder: "web:2")
        #expect(outcomes.withLock { $0 } == [.promoted])
        #expect(outcome == .superseded(by: "nobody"))
        // Nothing that the first one wanted after that was done.
        let (then, now) = (after.withLock { $0 }, world.snapshot)
        #expect(then?.weights == now.weights && now.weights == .all(on: .green))
        #expect(then?.tasks == now.tasks && then?.lease == now.lease)
    }

    @Test func `a release of another revision is refused while one runs, and touches nothing`() async throws {
        let (first, second) = (try Folder(), try Folder())
        defer {
            first.remove()
            second.remove()
        }
        let world = MemoryWorld()
        let outcomes = Mutex<[Outcome]>([])
        let path = second.journal
        let interrupted = Interrupted(world, at: { Moment.setWeights.isIn($0) }) {
            let journal = try Journal.create(at: path, header: .init(plan: .test, revision: "web:3"))
            let before = world.snapshot
            let outcome = try await Self.run(
                world, journal, Release(plan: .test, revision: "web:3"), at: Instant(milliseconds: 1000), holder: "web:3")
            outcomes.withLock { $0.append(outcome) }
            #expect(world.snapshot.lease == before.lease && world.snapshot.tasks == before.tasks)
        }
        let journal = try Journal.create(at: first.journal, header: JournalTests.header)
        let outcome = try await Self.run(
            interrupted, journal, RunnerTests.release, at: Instant(milliseconds: 1000), holder: "web:2")
        #expect(outcomes.withLock { $0 } == [.refused(reason: "web:2 is being released; wait or abort it")])
        #expect(outcome == .promoted)
        #expect(world.snapshot.lease.holder == nil)
    }
}
