/// The only thing a release acts on: this machine in a rehearsal, AWS in production, a model in simulation.
///
/// Every call says what should be true afterwards, so that making it twice is harmless (rule 6). A call that throws may have
/// taken effect all the same: the release reads the world before it believes either.
public protocol ReleaseWorld: Sendable {
    /// Reads the live weights, tasks and requests.
    func observe(_ query: Query) async throws -> Reading

    /// Lets a colour run a revision with so many tasks.
    func deploy(_ revision: Revision, to colour: Colour, tasks: Int) async throws

    /// Sets the weights if they are what was expected, or what is wanted already; otherwise says what they are.
    func setWeights(_ weights: Weights, expecting: Weights) async throws -> WeightChange

    /// Points the test routes of a colour at the other one (rule 25), deregisters its targets, drains them and stops its tasks.
    func retire(_ colour: Colour) async throws
}

/// What came of a compare-and-set on the weights.
public enum WeightChange: Hashable, Sendable, Codable {
    case changed
    /// Somebody else's weights were found; nothing was written.
    case refused(live: Weights)
}

/// Thrown by a world that is gone for good, so that no retry can help: the runner stops with it.
public struct WorldLost: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was lost, for whoever started the release.
    public var description: String

    /// An error that says what was lost.
    public init(_ description: String) { self.description = description }
}
