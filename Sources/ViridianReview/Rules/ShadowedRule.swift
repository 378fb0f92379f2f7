import ViridianTemplate

extension Rule {
    /// A rule that no request reaches.
    static let shadowedRule = Rule(
        "shadowed-rule", .high, .deployment, .practice,
        title: "Listener rule that no request reaches",
        rationale:
            "Rules are tried from the lowest priority number upwards and the first that matches decides. A rule for all paths, "
            + "or one with the same condition and a lower number, takes every request before. It is told where it is mended: at "
            + "the rule for all paths, otherwise at the rule that nothing reaches.",
        page: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html",
        failing: [
            """
            Resources:
              All:
                Type: AWS::ElasticLoadBalancingV2::ListenerRule
                Properties:
                  ListenerArn: !Ref Listener
                  ↓Priority: 1
                  Conditions: [{Field: path-pattern, Values: ["/*"]}]
                  Actions: [{Type: forward, TargetGroupArn: !Ref Blue}]
              Test:
                Type: AWS::ElasticLoadBalancingV2::ListenerRule
                Properties:
                  ListenerArn: !Ref Listener
                  Priority: 10
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
        let hidden = subject.hiddenRules
        let narrow = hidden.filter { !$0.shadow.matchesEverything }.compactMap { rule, shadow in
            problem(with: rule, behind: shadow, subject)
        }
        let wide = Dictionary(grouping: hidden.filter(\.shadow.matchesEverything)) { $0.shadow.logicalID }
        return narrow
            + subject.listenerRules.compactMap { shadow in
                wide[shadow.logicalID].flatMap { problem(with: shadow, before: $0.map(\.rule), subject) }
            }
    }

    /// A rule behind one with the same condition, or a wider one.
    private static func problem(with rule: ListenerRule, behind shadow: ListenerRule, _ subject: Subject) -> Problem? {
        rule.properties["Priority"]?.problem(
            "no request reaches this rule: \"\(shadow.logicalID)\" takes all of them at priority \(shadow.priority)",
            fix: "Give \"\(shadow.logicalID)\" a higher number than \(rule.priority), or leave one of the two out."
        ).mended(
            by: shadow.properties["Actions"]?.node == rule.properties["Actions"]?.node && shadow.conditions == rule.conditions
                ? subject.removing(rule.spot, for: shadow.logicalID) : [],
            consequence: "The rule is deleted; \"\(shadow.logicalID)\" does the same with the same requests.")
    }

    /// A rule for all paths before others.
    private static func problem(with shadow: ListenerRule, before rules: [ListenerRule], _ subject: Subject) -> Problem? {
        let names = rules.map { "\"\($0.logicalID)\"" }.joined(separator: ", ")
        let last = rules.map(\.priority).max() ?? shadow.priority
        let listener = subject.listenerRepeated(by: shadow)
        return shadow.properties["Priority"]?.problem(
            "no request reaches \(names): this rule takes every path at priority \(shadow.priority)",
            fix: listener == nil
                ? "Give \"\(shadow.logicalID)\" a higher number than \(last)."
                : "Leave \"\(shadow.logicalID)\" out: the listener does the same by default."
        ).mended(
            by: listener.map { subject.removing(shadow.spot, for: $0.logicalID) } ?? [],
            consequence: "The rule is deleted: the rules behind it take their requests, and all others go where they went.")
    }
}

extension Subject {
    /// The rules that no request reaches, each with one that takes all of its requests.
    var hiddenRules: [(rule: ListenerRule, shadow: ListenerRule)] {
        let rules = listenerRules
        return rules.compactMap { rule in
            let shadow = rules.first { other in
                other.listener == rule.listener && other.priority < rule.priority && other.condition == nil
                    && (other.matchesEverything || other.conditions == rule.conditions || covers(other, rule))
            }
            return shadow.map { (rule, $0) }
        }
    }

    /// Whether one rule certainly takes all that another would: each of its conditions is met wherever the other's are.
    private func covers(_ wide: ListenerRule, _ narrow: ListenerRule) -> Bool {
        guard let wide = RequestCondition.all(of: wide, self), let narrow = RequestCondition.all(of: narrow, self),
            !wide.isEmpty
        else { return false }
        return wide.allSatisfy { outer in narrow.contains { outer.covers($0) } }
    }
}
