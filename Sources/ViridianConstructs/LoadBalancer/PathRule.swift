public import ViridianResources

/// Sends requests for some paths to targets of their own.
///
/// ```swift
/// stack.add("Images", PathRule(["/img/*"], on: balancer, to: images, priority: 100))
/// ```
/// Rules count in the order of their priorities, and before what the listener does by default.
/// Source: Elastic Load Balancing, "Listener rules for your Application Load Balancer".
public struct PathRule: Construct {
    /// The patterns, of which one must match; `*` stands for any text and `?` for one character.
    public var patterns: [String]
    /// Whose requests are looked at.
    public var balancer: LoadBalancer.Parts
    /// Where they go.
    public var group: Handle<ElasticLoadBalancingV2.TargetGroup>
    /// When the rule is asked: the lowest number first.
    public var priority: Int

    /// A rule for paths.
    public init(
        _ patterns: [String], on balancer: LoadBalancer.Parts, to group: Handle<ElasticLoadBalancingV2.TargetGroup>,
        priority: Int
    ) {
        self.patterns = patterns
        self.balancer = balancer
        self.group = group
        self.priority = priority
    }

    /// Adds the rule.
    @discardableResult
    public func define(in stack: inout Stack) -> Handle<ElasticLoadBalancingV2.ListenerRule> {
        if patterns.isEmpty || patterns.count > 5 || patterns.contains(where: { $0.count > 128 || !$0.hasPrefix("/") }) {
            stack.report(
                .invalidValue, "\(patterns) can't be the paths of a rule",
                advice: "Give 1 to 5 patterns that begin with / and have at most 128 characters.")
        }
        if patterns.contains("/*") {
            stack.report(
                .invalidValue, "the pattern /* takes every request, and leaves the listener's default without any",
                advice: "Leave the rule out, and set what the listener does by default.")
        }
        if !(1...50000).contains(priority) {
            stack.report(.invalidValue, "\(priority) is no priority of a rule", advice: "Priorities are 1 to 50000.")
        }
        return stack.add(
            "Rule",
            ElasticLoadBalancingV2.ListenerRule(
                actions: [.forward([.init(targetGroupARN: group.arn, weight: 1)])],
                conditions: [.init(field: .pathPattern, pathPatternConfig: .init(values: Input(patterns)))],
                listenerARN: balancer.listener.arn, priority: Input(priority)),
            purpose: "Sends \(patterns.joined(separator: ", ")) to targets of their own.")
    }
}
