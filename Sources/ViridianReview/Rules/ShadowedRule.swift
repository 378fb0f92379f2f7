import ViridianTemplate

extension Rule {
    /// A rule that no request reaches.
    static let shadowedRule = Rule(
        "shadowed-rule", .high, .deployment, .practice,
        title: "Listener rule that no request reaches",
        rationale:
            "Rules are tried from the lowest priority number upwards and the first that matches decides. A rule for "
            + "all paths, or "
            + "one with the same condition and a lower number, takes every request before.",
        page: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html",
        failing: [
            """
            Resources:
              All:
                Type: AWS::ElasticLoadBalancingV2::ListenerRule
                Properties:
                  ListenerArn: !Ref Listener
                  Priority: 1
                  Conditions: [{Field: path-pattern, Values: ["/*"]}]
                  Actions: [{Type: forward, TargetGroupArn: !Ref Blue}]
              Test:
                Type: AWS::ElasticLoadBalancingV2::ListenerRule
                Properties:
                  ListenerArn: !Ref Listener
                  ↓Priority: 10
                  Conditions: [{Field: path-pattern, Values: ["/green/*"]}]
                  Actions: [{Type: forward, TargetGroupArn: !Ref Green}]
            """,
            """
            Resources:
              Api:
                Type: AWS::ElasticLoadBalancingV2::ListenerRule
                Properties:
                  ListenerArn: !Ref Listener
                  Priority: 1
                  Conditions: [{Field: path-pattern, PathPatternConfig: {Values: [/api, /api/*]}}]
                  Actions: [{Type: forward, TargetGroupArn: !Ref Blue}]
              Admin:
                Type: AWS::ElasticLoadBalancingV2::ListenerRule
                Properties:
                  ListenerArn: !Ref Listener
                  ↓Priority: 10
                  Conditions:
                    - {Field: path-pattern, Values: [/api/admin/*]}
                    - {Field: source-ip, SourceIpConfig: {Values: [10.0.0.0/8]}}
                  Actions: [{Type: forward, TargetGroupArn: !Ref Green}]
            """,
        ],
        passing: [
            """
            Resources:
              Test:
                Type: AWS::ElasticLoadBalancingV2::ListenerRule
                Properties:
                  ListenerArn: !Ref Listener
                  Priority: 1
                  Conditions: [{Field: path-pattern, Values: ["/green/*"]}]
                  Actions: [{Type: forward, TargetGroupArn: !Ref Green}]
              Host:
                Type: AWS::ElasticLoadBalancingV2::ListenerRule
                Properties:
                  ListenerArn: !Ref Listener
                  Priority: 5
                  Conditions:
                    - {Field: path-pattern, Values: ["/*"]}
                    - {Field: host-header, Values: [shop.example.com]}
                  Actions: [{Type: forward, TargetGroupArn: !Ref Green}]
              All:
                Type: AWS::ElasticLoadBalancingV2::ListenerRule
                Properties:
                  ListenerArn: !Ref Listener
                  Priority: 10
                  Conditions: [{Field: path-pattern, PathPatternConfig: {Values: ["/*"]}}]
                  Actions: [{Type: forward, TargetGroupArn: !Ref Blue}]
              Other:
                Type: AWS::ElasticLoadBalancingV2::ListenerRule
                Properties:
                  ListenerArn: !Ref TestListener
                  Priority: 20
                  Conditions: [{Field: path-pattern, Values: ["/*"]}]
                  Actions: [{Type: forward, TargetGroupArn: !Ref Green}]
            """,
            """
            Resources:
              Header:
                Type: AWS::ElasticLoadBalancingV2::ListenerRule
                Properties:
                  ListenerArn: !Ref Listener
                  Priority: 1
                  Conditions:
                    - {Field: path-pattern, Values: [/api/*]}
                    - {Field: http-header, HttpHeaderConfig: {HttpHeaderName: X-Test, Values: ["1"]}}
                  Actions: [{Type: forward, TargetGroupArn: !Ref Green}]
              Images:
                Type: AWS::ElasticLoadBalancingV2::ListenerRule
                Properties:
                  ListenerArn: !Ref Listener
                  Priority: 2
                  Conditions: [{Field: path-pattern, Values: [/api/*/images]}]
                  Actions: [{Type: forward, TargetGroupArn: !Ref Green}]
              Api:
                Type: AWS::ElasticLoadBalancingV2::ListenerRule
                Properties:
                  ListenerArn: !Ref Listener
                  Priority: 10
                  Conditions: [{Field: path-pattern, Values: [/api/*, /v2/*]}]
                  Actions: [{Type: forward, TargetGroupArn: !Ref Blue}]
            """,
        ]
    ) { subject in
        let rules = subject.listenerRules
        return rules.compactMap { rule in
            let shadow = rules.first { other in
                other.listener == rule.listener && other.priority < rule.priority && other.condition == nil
                    && (other.matchesEverything || other.conditions == rule.conditions || covers(other, rule, subject))
            }
            guard let shadow, let priority = rule.properties["Priority"] else { return nil }
            return priority.problem(
                "no request reaches this rule: \"\(shadow.logicalID)\" takes all of them at priority \(shadow.priority)",
                fix: "Give \"\(shadow.logicalID)\" a higher number than \(rule.priority), or leave one of the two out."
            ).mended(
                by: shadow.properties["Actions"]?.node == rule.properties["Actions"]?.node && shadow.conditions == rule.conditions
                    ? subject.removing(rule.spot, for: shadow.logicalID) : [],
                consequence: "The rule is deleted; \"\(shadow.logicalID)\" does the same with the same requests.")
        }
    }

    /// Whether one rule certainly takes all that another would: each of its conditions is met wherever the other's are.
    private static func covers(_ wide: ListenerRule, _ narrow: ListenerRule, _ subject: Subject) -> Bool {
        guard let wide = RequestCondition.all(of: wide, subject), let narrow = RequestCondition.all(of: narrow, subject),
            !wide.isEmpty
        else { return false }
        return wide.allSatisfy { outer in narrow.contains { outer.covers($0) } }
    }
}
