/// Something that should become true, with a number that its reply carries.
public struct Effect: Hashable, Sendable, Codable {
    public enum Action: Hashable, Sendable, Codable {
        /// Read the world, not before an instant.
        case observe(Query, notBefore: Instant)
        case deploy(Revision, to: Colour, tasks: Int)
        case setWeights(Weights, expecting: Weights)
        case retire(Colour)
    }

    public var id: Int
    public var action: Action

    public init(id: Int, action: Action) {
        self.id = id
        self.action = action
    }
}

/// Something that happened, and when. Replies carry the number of their effect; a reply nobody waits for is ignored.
public struct Event: Hashable, Sendable, Codable {
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

    public var at: Instant
    public var kind: Kind

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
