import ViridianTemplate

extension Rule {
    /// A rule that says what the listener says anyway.
    static let catchAllRule = Rule(
        "catch-all-rule", .medium, .operations, .practice,
        title: "Listener rule for all paths that repeats the default action",
        rationale:
            "`/*` matches every path, so the default action is never used, and whoever changes it wonders why nothing happens. A "
            + "rule that ECS moves as its production rule is left alone; one that hides others is told as that.",
        page: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html",
        failing: [
            """
            Resources:
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties:
                  DefaultActions: [{Type: forward, TargetGroupArn: !Ref Group}]
              ↓All:
                Type: AWS::ElasticLoadBalancingV2::ListenerRule
                Properties:
                  ListenerArn: !Ref Listener
                  Priority: 100
                  Conditions: [{Field: path-pattern, Values: ["/*"]}]
                  Actions: [{Type: forward, TargetGroupArn: !Ref Group}]
            """
        ],
        passing: [
            """
            Resources:
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties:
                  DefaultActions: [{Type: fixed-response, FixedResponseConfig: {StatusCode: "503"}}]
              All:
                Type: AWS::ElasticLoadBalancingV2::ListenerRule
                Properties:
                  ListenerArn: !Ref Listener
                  Priority: 100
                  Conditions: [{Field: path-pattern, Values: ["/*"]}]
                  Actions: [{Type: forward, TargetGroupArn: !Ref Group}]
            """,
            """
            Resources:
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties:
                  DefaultActions: [{Type: forward, TargetGroupArn: !Ref Group}]
              All:
                Type: AWS::ElasticLoadBalancingV2::ListenerRule
                Properties:
                  ListenerArn: !Ref Listener
                  Priority: 1
                  Conditions: [{Field: path-pattern, Values: ["/*"]}]
                  Actions: [{Type: forward, TargetGroupArn: !Ref Group}]
              Hidden:
                Type: AWS::ElasticLoadBalancingV2::ListenerRule
                Properties:
                  ListenerArn: !Ref Listener
                  Priority: 2
                  Conditions: [{Field: path-pattern, Values: [/api/*]}]
                  Actions: [{Type: forward, TargetGroupArn: !Ref Other}]
            """,
        ]
    ) { subject in
        let hiding = Set(subject.hiddenRules.map(\.shadow.logicalID))
        return subject.listenerRules.compactMap { rule in
            guard let listener = subject.listenerRepeated(by: rule), !hiding.contains(rule.logicalID) else { return nil }
            return rule.spot.problem(
                "\"\(rule.logicalID)\" matches every path and does what the listener does by default",
                fix: "Leave the rule out."
            ).mended(
                by: subject.removing(rule.spot, for: listener.logicalID),
                consequence: "The rule is deleted; its requests take the default action, which is the same.")
        }
    }
}

extension Subject {
    /// The listener whose default action a rule for all paths repeats; none for a rule that ECS moves.
    func listenerRepeated(by rule: ListenerRule) -> Resource? {
        guard rule.matchesEverything, let listener = resource(named: rule.listener),
            let defaults = listener.properties["DefaultActions"], let actions = rule.properties["Actions"]?.node,
            isSameForward(defaults, actions),
            !services.contains(where: { names(in: $0.properties).contains(rule.logicalID) })
        else { return nil }
        return listener
    }

    private func isSameForward(_ left: Node, _ right: Node) -> Bool {
        if left == right { return true }
        func group(_ actions: Node) -> String? {
            guard let action = actions.list?.first, actions.list?.count == 1,
                let forwarding = forwarding(Spot(action, path: [])), forwarding.groups.count == 1
            else { return nil }
            return resource(named: forwarding.groups[0].name)?.logicalID
        }
        return group(left) != nil && group(left) == group(right)
    }
}
