import ViridianTemplate

extension Rule {
    /// Users are the first who try it.
    static let noTestRoute = Rule(
        "no-test-route", .medium, .deployment, .practice,
        title: "Weights between two colours, and no way to reach the idle one",
        rationale:
            "A rule for a path, a host, a header or a port that leads to the new version lets it be tried before "
            + "its first user. With weights alone the first request that it serves is a customer's. It is said where "
            + "both groups have a service, or where the template speaks of trying.",
        page: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html",
        failing: [
            """
            Resources:
              Blue:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
              Green:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties:
                  DefaultActions:
                    - ↓Type: forward
                      ForwardConfig: {TargetGroups: [{TargetGroupArn: !Ref Blue, Weight: 100}, {TargetGroupArn: !Ref Green,
                          Weight: 0}]}
              BlueService:
                Type: AWS::ECS::Service
                Properties: {LoadBalancers: [{TargetGroupArn: !Ref Blue}]}
              GreenService:
                Type: AWS::ECS::Service
                Properties: {LoadBalancers: [{TargetGroupArn: !Ref Green}]}
            """,
            """
            Description: shop with a preview of the next version
            Resources:
              Blue:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
              Green:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties:
                  DefaultActions:
                    - ↓Type: forward
                      ForwardConfig: {TargetGroups: [{TargetGroupArn: !Ref Blue, Weight: 100}, {TargetGroupArn: !Ref Green,
                          Weight: 0}]}
            """,
        ],
        passing: [
            """
            Resources:
              Blue:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
              Green:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties:
                  DefaultActions:
                    - Type: forward
                      ForwardConfig: {TargetGroups: [{TargetGroupArn: !Ref Blue, Weight: 100}, {TargetGroupArn: !Ref Green,
                          Weight: 0}]}
              Try:
                Type: AWS::ElasticLoadBalancingV2::ListenerRule
                Properties:
                  ListenerArn: !Ref Listener
                  Priority: 1
                  Conditions: [{Field: path-pattern, PathPatternConfig: {Values: [/green/*]}}]
                  Actions: [{Type: forward, TargetGroupArn: !Ref Green}]
              BlueService:
                Type: AWS::ECS::Service
                Properties: {LoadBalancers: [{TargetGroupArn: !Ref Blue}]}
              GreenService:
                Type: AWS::ECS::Service
                Properties: {LoadBalancers: [{TargetGroupArn: !Ref Green}]}
            """,
            """
            Resources:
              Blue:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
              Green:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties:
                  DefaultActions:
                    - Type: forward
                      ForwardConfig: {TargetGroups: [{TargetGroupArn: !Ref Blue, Weight: 100}, {TargetGroupArn: !Ref Green,
                          Weight: 0}]}
              Service:
                Type: AWS::ECS::Service
                Properties: {LoadBalancers: [{TargetGroupArn: !Ref Blue}]}
            """,
        ]
    ) { subject in
        let forwardings = subject.forwardings
        let alone = forwardings.filter { $0.groups.count == 1 }.compactMap {
            subject.resource(named: $0.groups[0].name)?.logicalID
        }
        let managed = subject.services.contains { $0.controller != "ECS" || $0.strategy != "ROLLING" }
        guard !managed, !subject.hasGeneratedNames else { return [] }
        let served = subject.names(
            in: subject.resourceList.filter { ["AWS::ECS::Service", "AWS::AutoScaling::AutoScalingGroup"].contains($0.type) })
        return forwardings.compactMap { forwarding in
            let groups = forwarding.groups.compactMap { subject.resource(named: $0.name)?.logicalID }
            guard forwarding.groups.count == 2, groups.count == 2, Set(groups).isDisjoint(with: alone),
                served.isSuperset(of: groups) || subject.sentence(speakingOf: wordsOfTrying) != nil
            else { return nil }
            // A second way with the weights the other way round serves the purpose as well.
            let others = forwardings.filter { $0.groups.count > 1 && $0.action.path != forwarding.action.path }
            guard !others.contains(where: { other in other.groups.map(\.weight) != forwarding.groups.map(\.weight) }) else {
                return nil
            }
            return Problem(
                "only the weights decide who meets which colour: the idle one can't be tried", at: forwarding.action.place,
                fix: "Add a rule for a path such as /green/*, or for a header, that forwards to one colour alone.")
        }
    }

    /// What somebody writes who wants to try a version before its users do.
    private static let wordsOfTrying = ["preview", "test traffic", "test route", "test rule", "test listener", "smoke test"]
}
