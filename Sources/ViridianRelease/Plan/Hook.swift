/// A question that is put to a program of the user's at a stage. The stage does not end before it was answered (rule 19).
public struct Hook: Hashable, Sendable, Codable {
    /// Where the question goes.
    public enum Target: Hashable, Sendable, Codable {
        /// An address that is asked by POST.
        case http(url: String)
        /// A Lambda function, as ECS asks it.
        case lambda(arn: String)
        /// A command, as a list of words; it runs only where hooks are allowed.
        case command([String])
    }

    /// At which stages a hook is asked.
    public enum Moment: String, Hashable, Sendable, Codable {
        /// Before the candidate gets tasks.
        case beforeScaleUp
        /// When its tasks are healthy, and nobody is sent to them yet.
        case afterScaleUp
        case test
        /// Before a step's weights are written.
        case beforeEveryStep
        case everyStep
        case lastStep
        case bake
    }

    /// What follows when the answer took too long.
    public enum TimeoutAction: String, Hashable, Sendable, Codable {
        case rollBack
        case goOn
    }

    /// What reports call it.
    public var name: String
    /// Where the question goes.
    public var target: Target
    /// When it is asked.
    public var moment: Moment
    /// How long it may take, all invocations together.
    @Milliseconds public var timeout: Duration
    /// What follows when it took longer. A failure always goes back.
    public var onTimeout: TimeoutAction

    /// A hook that is asked at a moment.
    public init(
        _ name: String, _ target: Target, at moment: Moment, timeout: Duration, onTimeout: TimeoutAction = .rollBack
    ) {
        self.name = name
        self.target = target
        self.moment = moment
        self.timeout = timeout
        self.onTimeout = onTimeout
    }
}

/// What is known of a hook in this stage.
enum HookState: Hashable, Sendable, Codable {
    /// The state while it has not been asked, or is to be asked again.
    case waiting(notBefore: Instant)
    case asked
    case answered
}
