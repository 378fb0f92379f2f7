/// What a balancer needs to know before it starts. All durations are taken as they are: scale them before.
public struct BalancerConfiguration: Hashable, Sendable {
    /// The port to listen on; 0 takes any free one.
    public var port: Int
    /// The target groups, each with an `id` of its own.
    public var targetGroups: [TargetGroup]
    /// The rules of the listener; the lowest priority number is asked first.
    public var rules: [Rule]
    /// What happens to a request that no rule matches.
    public var defaultAction: Action
    /// How long a connection may stay silent (`idle_timeout.timeout_seconds`).
    public var idleTimeout: Duration
    /// How long connecting to a target may take; fixed on AWS.
    public var connectTimeout: Duration
    /// The name of a header in which answers say which target group they came from; an ALB has none, and neither has this by
    /// default.
    public var groupHeader: String?

    /// A configuration; the two timeouts default to those of a load balancer in real time.
    public init(
        port: Int, targetGroups: [TargetGroup], rules: [Rule] = [], defaultAction: Action,
        idleTimeout: Duration = .seconds(60), connectTimeout: Duration = .seconds(10), groupHeader: String? = nil
    ) {
        self.port = port
        self.targetGroups = targetGroups
        self.rules = rules
        self.defaultAction = defaultAction
        self.idleTimeout = idleTimeout
        self.connectTimeout = connectTimeout
        self.groupHeader = groupHeader
    }

    /// What an answer carries so that its reader can tell the target group.
    func marks(ofGroup index: Int) -> [(String, String)] {
        groupHeader.map { [($0, targetGroups[index].id)] } ?? []
    }
}
