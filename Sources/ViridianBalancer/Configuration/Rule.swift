public import ViridianBehaviour

/// A rule of the listener: requests whose path matches one of the patterns take the action.
public struct Rule: Hashable, Sendable {
    /// Where the rule stands: the lowest number is asked first, and the first match decides.
    public var priority: Int
    /// The patterns, of which one must match.
    public var pathPatterns: [PathPattern]
    /// What happens to a request that matches.
    public var action: Action

    /// A rule.
    public init(priority: Int, pathPatterns: [PathPattern], action: Action) {
        self.priority = priority
        self.pathPatterns = pathPatterns
        self.action = action
    }
}

/// What happens to a request.
///
/// Source: <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-action-types.html>
public enum Action: Hashable, Sendable {
    /// It goes to one of the groups, chosen by weight alone: a group that is empty or ill keeps its share. With stickiness a user
    /// stays with the group for so long.
    case forward([WeightedGroup], stickiness: Duration? = nil)
    /// It gets this answer.
    case fixedResponse(FixedResponse)
    /// It is sent elsewhere.
    case redirect(Redirect)

    var groups: [WeightedGroup] {
        if case .forward(let groups, _) = self { groups } else { [] }
    }
}

/// A target group and its weight in a forward action.
public struct WeightedGroup: Hashable, Sendable {
    /// The `id` of the target group.
    public var id: String
    /// 0 to 999; 0 gets no request.
    public var weight: Int

    /// The group `id` with a weight.
    public init(id: String, weight: Int) {
        self.id = id
        self.weight = weight
    }
}

/// An answer that the balancer gives by itself.
public struct FixedResponse: Hashable, Sendable {
    /// The status, for example 404.
    public var status: Int
    /// The content type of the body; nil without a body.
    public var contentType: String?
    /// The body.
    public var body: String

    /// An answer.
    public init(status: Int, contentType: String? = nil, body: String = "") {
        self.status = status
        self.contentType = contentType
        self.body = body
    }
}
