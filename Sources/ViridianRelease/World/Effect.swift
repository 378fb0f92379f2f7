/// Something that should become true, with a number that its reply carries.
public struct Effect: Hashable, Sendable, Codable {
    /// What should become true; all of it may be asked for twice.
    public enum Action: Hashable, Sendable, Codable {
        /// Read the world, not before an instant.
        case observe(Query, notBefore: Instant)
        case deploy(Revision, to: Colour, tasks: Int)
        case setWeights(Weights, expecting: Weights)
        case retire(Colour)
    }

    /// Counts from 1 in each release, so that a replay gives the same numbers.
    public var id: Int
    /// What should become true.
    public var action: Action

    /// An effect with the number that its reply carries.
    public init(id: Int, action: Action) {
        self.id = id
        self.action = action
    }
}

/// Something that happened, and when. Replies carry the number of their effect; a reply nobody waits for is ignored.
public struct Event: Hashable, Sendable, Codable {
    /// What may happen to a release: somebody wants something of it, or a call is answered.
    public enum Kind: Hashable, Sendable, Codable {
        case started
        case observed(Reading, effect: Int)
        case deployed(effect: Int)
        case weightsSet(WeightChange, effect: Int)
        case retired(effect: Int)
        /// The call failed; whether it took effect is not known.
        case failed(String, effect: Int)
        case abortRequested
    }

    /// When it happened, on the clock of the runner.
    public var at: Instant
    /// What happened.
    public var kind: Kind

    /// Something that happened at an instant.
    public init(at instant: Instant, _ kind: Kind) {
        at = instant
        self.kind = kind
    }

    /// The number of the effect to which this is the reply.
    var effect: Int? {
        switch kind {
        case .observed(_, let effect), .deployed(let effect), .weightsSet(_, let effect), .retired(let effect),
            .failed(_, let effect):
            effect
        case .started, .abortRequested: nil
        }
    }
}
