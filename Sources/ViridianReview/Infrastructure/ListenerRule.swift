import ViridianTemplate

/// A listener rule whose priority is known.
struct ListenerRule {
    let logicalID: String
    let spot: Spot
    let properties: Spot
    let listener: Node
    let priority: Int
    let conditions: Node
    /// The condition under which it is made.
    let condition: String?
    /// Whether its only condition is a path pattern that every path matches.
    let matchesEverything: Bool
}

extension Subject {
    /// The rules of listeners, in the order in which they are written.
    var listenerRules: [ListenerRule] {
        resources(ofType: "AWS::ElasticLoadBalancingV2::ListenerRule").compactMap { spot, properties in
            guard let properties, let listener = properties["ListenerArn"]?.node, let conditions = properties["Conditions"]?.node,
                let priority = number("Priority", in: properties)
            else { return nil }
            return ListenerRule(
                logicalID: spot.key, spot: spot, properties: properties, listener: listener, priority: priority,
                conditions: conditions, condition: resources[spot.key]?.condition,
                matchesEverything: matchesEverything(items("Conditions", in: properties).map(\.spot)))
        }
    }

    private func matchesEverything(_ conditions: [Spot]) -> Bool {
        guard conditions.count == 1, text("Field", in: conditions[0]) == "path-pattern" else { return false }
        let patterns = items("Values", in: conditions[0]) + items("PathPatternConfig.Values", in: conditions[0])
        return patterns.contains { ["*", "/*"].contains($0.spot.node.text) }
    }
}
