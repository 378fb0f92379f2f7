import ViridianTemplate

/// A `forward` of a listener or a listener rule: the target groups among which it chooses.
struct Forwarding {
    struct Group {
        let spot: Spot
        let name: Node
        /// Its weight, where one is written and known.
        let weight: Int?
        let hasNoWeight: Bool
    }

    let action: Spot
    let groups: [Group]
    /// Whether a client is certainly not kept at the group that it met first.
    let hasNoGroupStickiness: Bool
}

extension Subject {
    /// All forwards of listeners and rules, those with one target group as well.
    var forwardings: [Forwarding] {
        let listeners = resources(ofType: "AWS::ElasticLoadBalancingV2::Listener").flatMap {
            items("DefaultActions", in: $0.properties)
        }
        let rules = resources(ofType: "AWS::ElasticLoadBalancingV2::ListenerRule").flatMap { items("Actions", in: $0.properties) }
        return (listeners + rules).compactMap { forwarding($0.spot) }
    }

    /// The forward of one action; none where it does something else.
    func forwarding(_ action: Spot) -> Forwarding? {
        guard text("Type", in: action) == "forward" else { return nil }
        let tuples = items("ForwardConfig.TargetGroups", in: action)
        let several = tuples.compactMap { tuple -> Forwarding.Group? in
            guard let name = tuple.spot["TargetGroupArn"]?.node else { return nil }
            return Forwarding.Group(
                spot: tuple.spot, name: name, weight: number("Weight", in: tuple.spot),
                hasNoWeight: lacks("Weight", in: tuple.spot))
        }
        let single = values("TargetGroupArn", in: action).map {
            Forwarding.Group(spot: $0.spot, name: $0.spot.node, weight: nil, hasNoWeight: true)
        }
        let stickiness = "ForwardConfig.TargetGroupStickinessConfig.Enabled"
        return Forwarding(
            action: action, groups: several.isEmpty ? single : several,
            hasNoGroupStickiness: lacks(stickiness, in: action) || text(stickiness, in: action) == "false")
    }

    /// The value of an attribute of a load balancer, a listener or a target group, which are lists of keys and values.
    func attribute(_ key: String, in properties: Spot?, list: String = "TargetGroupAttributes") -> Spot? {
        items(list, in: properties).first { text("Key", in: $0.spot) == key }.flatMap { $0.spot["Value"] }
    }

    /// Whether certainly no attribute of this key is written.
    func lacksAttribute(_ key: String, in properties: Spot?, list: String = "TargetGroupAttributes") -> Bool {
        if lacks(list, in: properties) { return true }
        guard values(list, in: properties).allSatisfy({ $0.spot.node.list != nil }) else { return false }
        return items(list, in: properties).allSatisfy { entry in
            text("Key", in: entry.spot).map { $0 != key } ?? false
        }
    }
}
