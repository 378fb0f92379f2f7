import Synchronization
public import ViridianRelease

/// A simulated world that a runner can drive. Its time is advanced by hand. The class owns the world, behind a lock.
public final class SimulatedReleaseWorld: ReleaseWorld {
    private let world: Mutex<SimulatedWorld>
    private let hooks: [HookReply]

    /// The world that a seed draws, before anything was done to it, and what its hooks answer.
    public init(seed: UInt64, hooks: [HookReply]) {
        self.hooks = hooks
        var dice = Dice(seed: seed)
        let plan = Plan(.canary, bake: .zero, gates: [])
        world = Mutex(SimulatedWorld(&dice, plan))
    }

    /// Lets time go by.
    public func advance(by duration: Duration) {
        world.withLock { $0.advance(to: $0.now + duration.wholeMilliseconds) }
    }

    /// Gives the lease of the simulated service.
    public func acquireLease(for holder: String) async throws -> LeaseReply { world.withLock { $0.lease.acquire(for: holder) } }

    /// Takes it back.
    public func releaseLease(fence: Int) async throws { world.withLock { $0.lease.release(fence: fence) } }

    /// Reads the world as it is; requests are counted from the query's instant on.
    public func observe(_ query: Query) async throws -> Reading {
        world.withLock { world in
            world.beginWindow(at: query.since.milliseconds)
            return world.reading(query)
        }
    }

    /// Starts tasks at once; they are healthy after the colour's start-up time.
    public func deploy(_ revision: Revision, to colour: Colour, tasks: Int, fence: Int) async throws {
        _ = try perform(.deploy(revision, to: colour, tasks: tasks), fence)
    }

    /// Compares and sets; the balancer follows after its propagation time.
    public func setWeights(
        _ weights: Weights, expecting: Weights, keeping: RuleSettings, fence: Int
    ) async throws -> WeightChange {
        guard case .weightsSet(let change, _) = try perform(.setWeights(weights, expecting: expecting, keeping: keeping), fence)
        else { return .changed }
        return change
    }

    /// Sets what autoscaling may do.
    public func setScaling(_ scaling: Scaling, of colour: Colour, fence: Int) async throws {
        _ = try perform(.setScaling(scaling, of: colour), fence)
    }

    /// Moves the routes at once.
    public func moveTestRoutes(from colour: Colour, fence: Int) async throws {
        _ = try perform(.moveTestRoutes(from: colour), fence)
    }

    /// Stops the tasks, which drain for five seconds.
    public func retire(_ colour: Colour, fence: Int) async throws { _ = try perform(.retire(colour), fence) }

    /// Each hook always says the same.
    public func invoke(_ call: HookCall) async throws -> HookReply {
        guard hooks.indices.contains(call.hook) else { throw UnknownHook(number: call.hook) }
        return hooks[call.hook]
    }

    private struct UnknownHook: Error, CustomStringConvertible {
        var number: Int
        var description: String { "there is no hook \(number)" }
    }

    private func perform(_ action: Effect.Action, _ fence: Int) throws -> Event.Kind {
        let reply = world.withLock { $0.perform(Effect(id: 0, fence: fence, action: action), holder: "") }
        if case .fenced(let holder, _) = reply { throw Fenced(by: holder) }
        return reply
    }
}
