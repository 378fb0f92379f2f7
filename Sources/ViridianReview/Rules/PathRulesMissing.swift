import ViridianTemplate

extension Rule {
    /// Asked for paths, given weights.
    static let pathRulesMissing = Rule(
        "path-rules-missing", .medium, .deployment, .practice,
        title: "Path routing that is spoken of and not there",
        rationale:
            "The template says that requests are routed by their path, and no rule of a listener has a path "
            + "pattern: every path is served by the default action.",
        page: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html",
        failing: [
            """
            ↓Description: Blue/green service with path-based routing
            Resources:
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties: {DefaultActions: [{Type: forward, TargetGroupArn: !Ref Blue}]}
            """
        ],
        passing: [
            """
            Description: Blue/green service with path-based routing
            Resources:
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties: {DefaultActions: [{Type: forward, TargetGroupArn: !Ref Blue}]}
              Rule:
                Type: AWS::ElasticLoadBalancingV2::ListenerRule
                Properties:
                  ListenerArn: !Ref Listener
                  Priority: 1
                  Conditions: [{Field: path-pattern, PathPatternConfig: {Values: [/green/*]}}]
                  Actions: [{Type: forward, TargetGroupArn: !Ref Green}]
            """
        ]
    ) { subject in
        let words = [
            "path-based", "path based", "path routing", "path-routing", "routing by path", "routed by path", "path-pattern",
        ]
        guard subject.has("AWS::ElasticLoadBalancingV2::Listener"), !subject.hasNestedStacks, !subject.hasGeneratedNames,
            let asked = subject.sentence(speakingOf: words)
        else { return [] }
        let hasPaths = subject.resources(ofType: "AWS::ElasticLoadBalancingV2::ListenerRule").contains { _, properties in
            subject.items("Conditions", in: properties).contains { condition in
                subject.text("Field", in: condition.spot).map { $0 == "path-pattern" } ?? true
            }
        }
        guard !hasPaths else { return [] }
        return [
            asked.problem(
                "routing by path is spoken of here, and no listener rule has a path pattern",
                fix: "Add a ListenerRule with Field: path-pattern for each path, or correct the sentence.")
        ]
    }
}
