/// The only thing a release acts on: this machine in a rehearsal, AWS in production, a model in simulation.
///
/// Every call says what should be true afterwards, so that making it twice is harmless (rule 6). A call that throws may have
/// taken effect all the same: the release reads the world before it believes either. What comes under an older lease than the
/// newest one is refused with ``Fenced``.
public protocol ReleaseWorld: Sendable {
    /// Takes the lease of the service for a release. A holder that has it already gets it anew, with a higher number.
    func acquireLease(for holder: String) async throws -> LeaseReply

    /// Gives the lease back.
    func releaseLease(fence: Int) async throws

    /// Reads the live weights, tasks and requests.
    func observe(_ query: Query) async throws -> Reading

    /// Lets a colour run a revision with so many tasks.
    func deploy(_ revision: Revision, to colour: Colour, tasks: Int, fence: Int) async throws

    /// Sets the weights if they are what was expected, or what is wanted already; otherwise says what they are.
    func setWeights(_ weights: Weights, expecting: Weights, keeping: RuleSettings, fence: Int) async throws -> WeightChange

    /// Lets a colour's autoscaling do as much as is said.
    func setScaling(_ scaling: Scaling, of colour: Colour, fence: Int) async throws

    /// Points the test routes that name a colour at the other one.
    func moveTestRoutes(from colour: Colour, fence: Int) async throws

    /// Deregisters a colour's targets, drains them and stops its tasks.
    func retire(_ colour: Colour, fence: Int) async throws

    /// Asks a hook.
    func invoke(_ call: HookCall) async throws -> HookReply
}

/// What came of asking for the lease.
public enum LeaseReply: Hashable, Sendable, Codable {
    /// Ours, with a number higher than any before it.
    case acquired(fence: Int)
    case held(by: String)
}

/// What came of a compare-and-set on the weights.
public enum WeightChange: Hashable, Sendable, Codable {
    case changed
    /// Somebody else's weights were found; nothing was written.
    case refused(live: Weights)
}

/// What a hook said. A call that failed or timed out is an event of its own.
public enum HookReply: Hashable, Sendable, Codable {
    case succeeded
    case failed(reason: String)
    /// Ask again, with the same key.
    case inProgress(afterSeconds: Int)
    /// Anything else, which counts as a failure, as it does in ECS.
    case invalid(reply: String)
}

/// Thrown by a world when a newer release holds the lease.
public struct Fenced: Error, Hashable, Sendable {
    /// Who holds it.
    public var holder: String

    /// An error that says who holds the lease.
    public init(by holder: String) { self.holder = holder }
}

/// Thrown by a world that is gone for good, so that no retry can help: the runner stops with it.
public struct WorldLost: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was lost, for whoever started the release.
    public var description: String

    /// An error that says what was lost.
    public init(_ description: String) { self.description = description }
}
