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
    ///   - entries: how many entries the journal has already.
    ///   - aborts: yields whenever somebody wants the release to go back.
    ///   - onEntry: called for each entry after it is on disk and before anything is done about it.
    /// - Throws: ``WorldLost``, or what the journal's file system says.
    public func run(
        _ release: Release, journal: Journal, entries: Int = 0, aborts: AsyncStream<Void>,
        onEntry: (Journal.Entry) -> Void
    ) async throws -> Outcome {
        var release = release
        var number = entries
        if let outcome = release.outcome { return outcome }
        let (inbox, post) = AsyncStream<Result<Event.Kind, WorldLost>>.makeStream()
        return try await withThrowingTaskGroup(of: Void.self) { group in
            defer { group.cancelAll() }
            group.addTask { for await _ in aborts { post.yield(.success(.abortRequested)) } }
            if release.phase == .planned { post.yield(.success(.started)) }
            for effect in release.pending { group.addTask { post.yield(await perform(effect)) } }
            for await message in inbox {
                let event = Event(at: clock.now(), try message.get())
                let reaction = release.handle(event)
                number += 1
                let entry = Journal.Entry(number: number, event: event, records: reaction.records)
                try journal.append(entry)
                onEntry(entry)
                if let outcome = release.outcome { return outcome }
                for effect in reaction.effects { group.addTask { post.yield(await perform(effect)) } }
            }
            throw WorldLost("the release was cancelled")
        }
    }

    private func perform(_ effect: Effect) async -> Result<Event.Kind, WorldLost> {
        do {
            switch effect.action {
            case .observe(let query, let notBefore):
                try await clock.sleep(until: notBefore)
                return .success(.observed(try await world.observe(query), effect: effect.id))
            case .deploy(let revision, let colour, let tasks):
                try await world.deploy(revision, to: colour, tasks: tasks)
                return .success(.deployed(effect: effect.id))
            case .setWeights(let weights, let expected):
                return .success(.weightsSet(try await world.setWeights(weights, expecting: expected), effect: effect.id))
            case .retire(let colour):
                try await world.retire(colour)
                return .success(.retired(effect: effect.id))
            }
        } catch let error as WorldLost {
            return .failure(error)
        } catch {
            return .success(.failed("\(error)", effect: effect.id))
        }
    }
}
