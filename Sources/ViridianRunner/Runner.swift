public import ViridianRelease

/// Drives a release on a world: the only place that awaits.
///
/// An event is written to the journal, then decided, then acted on. If the process dies anywhere in between, the same runner with
/// the journal read back performs what was pending, and every effect is harmless when it is performed twice.
public struct Runner: Sendable {
    private let world: any ReleaseWorld
    private let clock: any ReleaseClock

    /// A runner on a world, with the time from a clock.
    public init(world: any ReleaseWorld, clock: any ReleaseClock) {
        self.world = world
        self.clock = clock
    }

    /// Runs a release to its end.
    ///
    /// - Parameters:
    ///   - release: one that is planned, or one that was brought back by ``Journal/resume(at:)``.
    ///   - entries: the number of the journal's last entry.
    ///   - commands: what somebody wants of the release while it runs.
    ///   - holder: by which name the lease is taken; the same after a restart, and no other release's, even of the same revision.
    ///   - waits: whether to stay when somebody has to decide; otherwise that is how the run ends, and it can be taken up again.
    ///   - onEntry: called for each entry after it is on disk and before anything is done about it.
    /// - Throws: ``WorldLost``, or what the journal's file system says.
    public func run(
        _ release: Release, journal: Journal, entries: Int = 0, commands: AsyncStream<Command>, holder: String,
        waits: Bool = false, onEntry: (Journal.Entry) -> Void
    ) async throws -> Outcome {
        var release = release
        var number = entries
        if let outcome = release.outcome { return outcome }
        let (inbox, post) = AsyncStream<Result<Event.Kind, WorldLost>>.makeStream()
        return try await withThrowingTaskGroup(of: Void.self) { group in
            defer { group.cancelAll() }
            post.yield(.success(release.phase == .planned ? .started : .resumed))
            group.addTask { for await command in commands { post.yield(.success(.commanded(command))) } }
            for await message in inbox {
                let event = Event(at: clock.now(), try message.get())
                let reaction = release.handle(event)
                number += 1
                let entry = Journal.Entry(number: number, event: event, records: reaction.records)
                try journal.append(entry)
                onEntry(entry)
                if let outcome = waits ? release.outcome : release.standing { return outcome }
                for effect in reaction.effects { group.addTask { post.yield(await perform(effect, holder)) } }
            }
            throw WorldLost("the release was cancelled")
        }
    }

    private func perform(_ effect: Effect, _ holder: String) async -> Result<Event.Kind, WorldLost> {
        do {
            return .success(try await answer(to: effect, holder))
        } catch let error as WorldLost {
            return .failure(error)
        } catch let error as Fenced {
            return .success(.fenced(by: error.holder, effect: effect.id))
        } catch {
            return .success(.failed("\(error)", effect: effect.id))
        }
    }

    private func answer(to effect: Effect, _ holder: String) async throws -> Event.Kind {
        let fence = effect.fence
        switch effect.action {
        case .acquireLease(let notBefore):
            try await clock.sleep(until: notBefore)
            return .leased(try await world.acquireLease(for: holder), effect: effect.id)
        case .observe(let query, let notBefore):
            try await clock.sleep(until: notBefore)
            return .observed(try await world.observe(query), effect: effect.id)
        case .setWeights(let weights, let expected, let rule):
            let change = try await world.setWeights(weights, expecting: expected, keeping: rule, fence: fence)
            return .weightsSet(change, effect: effect.id)
        case .invoke(let call): return .hookAnswered(try await world.invoke(call), effect: effect.id)
        case .releaseLease: try await world.releaseLease(fence: fence)
        case .deploy(let revision, let colour, let tasks):
            try await world.deploy(revision, to: colour, tasks: tasks, fence: fence)
        case .setScaling(let scaling, let colour): try await world.setScaling(scaling, of: colour, fence: fence)
        case .moveTestRoutes(let colour): try await world.moveTestRoutes(from: colour, fence: fence)
        case .retire(let colour): try await world.retire(colour, fence: fence)
        }
        return .done(effect: effect.id)
    }
}
