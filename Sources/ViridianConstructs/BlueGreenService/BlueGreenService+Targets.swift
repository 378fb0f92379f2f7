import ViridianResources
import ViridianTemplate

extension BlueGreenService {
    typealias TargetGroups = [Colour: Handle<ElasticLoadBalancingV2.TargetGroup>]

    func addTargetGroups(to stack: inout Stack) -> TargetGroups {
        var groups: TargetGroups = [:]
        for colour in Colour.allCases {
            groups[colour] = addTargetGroup("\(colour.rawValue)TargetGroup", word: colour.word, to: &stack)
        }
        return groups
    }

    /// The listener's default action divides requests by weight. A weight is all that a release changes of it.
    func forward(to groups: TargetGroups, _ live: [Colour: LiveParameters], in stack: inout Stack) {
        let weighted = Colour.allCases.compactMap { colour -> ElasticLoadBalancingV2.WeightedTargetGroup? in
            guard let group = groups[colour], let live = live[colour] else { return nil }
            return .init(targetGroupARN: group.arn, weight: live.weight.value)
        }
        balancer.setDefault([.forward(weighted)], of: balancer.listener, in: &stack)
    }

    /// Paths that lead to one colour whatever the weights: a new version can be looked at before anybody gets it.
    func addTestRoutes(to groups: TargetGroups, in stack: inout Stack) {
        for (index, colour) in Colour.allCases.enumerated() {
            guard let group = groups[colour] else { continue }
            stack.add(
                "\(colour.rawValue)TestRoute",
                ElasticLoadBalancingV2.ListenerRule(
                    actions: [.forward([.init(targetGroupARN: group.arn, weight: 1)])],
                    conditions: [.init(field: .pathPattern, pathPatternConfig: .init(values: ["/\(colour.word)/*"]))],
                    listenerARN: balancer.listener.arn, priority: Input(10 * (index + 1))),
                purpose: "Leads testers to \(colour.word), whatever the weights.")
        }
    }
}
