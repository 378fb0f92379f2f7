/// Something that should become true, with a number that its reply carries.
public struct Effect: Hashable, Sendable, Codable {
    /// What should become true; all of it may be asked for twice.
    public enum Action: Hashable, Sendable, Codable {
        /// Become the one release of the service (rule 13), not before an instant.
        case acquireLease(notBefore: Instant)
        case releaseLease
        /// Read the world, not before an instant.
        case observe(Query, notBefore: Instant)
        case deploy(Revision, to: Colour, tasks: Int)
        /// Write weights over those that are expected, and leave everything else of the rule as it was read (rule 15).
        case setWeights(Weights, expecting: Weights, keeping: RuleSettings)
        case setScaling(Scaling, of: Colour)
        /// Point every test route that names a colour at the other one (rule 25).
        case moveTestRoutes(from: Colour)
        case retire(Colour)
        case invoke(HookCall)
    }

    /// Counts from 1 in each release, so that a replay gives the same numbers.
    public var id: Int
    /// The number of the lease under which it is asked for. A world refuses what comes under an older one (rule 13).
    public var fence: Int
    /// What should become true.
    public var action: Action

    /// An effect with the number that its reply carries.
    public init(id: Int, fence: Int, action: Action) {
        self.id = id
        self.fence = fence
        self.action = action
    }
}

/// A hook that is asked about a stage. Asked again, it gets the same key, so that it can tell (rule 19).
public struct HookCall: Hashable, Sendable, Codable {
    /// Which of the plan's hooks, counted from 0.
    public var hook: Int
    /// The stage that it is asked about.
    public var stage: Stage
    /// The same for every invocation that means the same question. It tells the questions of one release from each other; a world
    /// puts its name of the release before it, so that another release of the same revision has other keys.
    public var idempotencyKey: String

    /// A question to a hook.
    public init(hook: Int, stage: Stage, idempotencyKey: String) {
        self.hook = hook
        self.stage = stage
        self.idempotencyKey = idempotencyKey
    }
}

/// Something that happened, and when. Replies carry the number of their effect; a reply nobody waits for is ignored.
public struct Event: Hashable, Sendable, Codable {
    /// What may happen to a release: somebody wants something of it, or a call is answered.
    public enum Kind: Hashable, Sendable, Codable {
        case started
        /// A runner took the release up again from its journal.
        case resumed
        case leased(LeaseReply, effect: Int)
        case observed(Reading, effect: Int)
        /// A call that has nothing to say took effect.
        case done(effect: Int)
        case weightsSet(WeightChange, effect: Int)
        case hookAnswered(HookReply, effect: Int)
        /// The call failed; whether it took effect is not known.
        case failed(String, effect: Int)
        /// The call was refused, because somebody holds a newer lease.
        case fenced(by: String, effect: Int)
        case commanded(Command)
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
    public var effect: Int? {
        switch kind {
        case .leased(_, let effect), .observed(_, let effect), .done(let effect), .weightsSet(_, let effect),
            .hookAnswered(_, let effect), .failed(_, let effect), .fenced(_, let effect):
            effect
        case .started, .resumed, .commanded: nil
        }
    }
}

/// What somebody wants of a running release. What a phase has no use for is recorded and changes nothing.
public enum Command: Hashable, Sendable, Codable {
    /// Nothing moves on until `resume`; gates are still asked, and a failure still goes back.
    case pause
    case resume
    /// Skip what is left of this hold, also where a gate has no verdict.
    case promote
    /// Go to 100 % and skip every hold on the way; capacity is still waited for.
    case promoteFully
    case abort
    /// Hold this step once more from its beginning, after a verdict that was inconclusive.
    case retry
    case approve(by: String)
    case reject(by: String)
    /// A newer revision is wanted: go back, and make room for it (rule 13).
    case supersede(by: Revision)
}
