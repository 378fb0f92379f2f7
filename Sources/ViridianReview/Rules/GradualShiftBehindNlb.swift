import ViridianTemplate

extension Rule {
    /// Weights for a balancer that has none.
    static let gradualShiftBehindNlb = Rule(
        "gradual-shift-behind-nlb", .high, .deployment, .practice,
        title: "CodeDeploy told to move traffic in steps behind a Network Load Balancer",
        rationale:
            "Behind a Network Load Balancer CodeDeploy moves all traffic at once and takes CodeDeployDefault.ECSAllAtOnce only: "
            + "a deployment with a linear or canary configuration fails. ECS's own linear and canary strategies know both "
            + "balancers.",
        page: "https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html",
        failing: [
            """
            Resources:
              Balancer:
                Type: AWS::ElasticLoadBalancingV2::LoadBalancer
                Properties: {Type: network, Subnets: [a, b]}
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties: {LoadBalancerArn: !Ref Balancer, Port: 443, Protocol: TCP}
              Group:
                Type: AWS::CodeDeploy::DeploymentGroup
                Properties:
                  ApplicationName: shop
                  ServiceRoleArn: arn
                  DeploymentConfigName: ↓CodeDeployDefault.ECSLinear10PercentEvery1Minutes
                  ECSServices: [{ClusterName: shop, ServiceName: web}]
                  LoadBalancerInfo:
                    TargetGroupPairInfoList:
                      - {TargetGroups: [{Name: blue}, {Name: green}], ProdTrafficRoute: {ListenerArns: [!Ref Listener]}}
              Own:
                Type: AWS::CodeDeploy::DeploymentConfig
                Properties:
                  ComputePlatform: ECS
                  TrafficRoutingConfig: {Type: TimeBasedCanary, TimeBasedCanary: {CanaryPercentage: 10, CanaryInterval: 5}}
              Second:
                Type: AWS::CodeDeploy::DeploymentGroup
                Properties:
                  ApplicationName: shop
                  ServiceRoleArn: arn
                  DeploymentConfigName: ↓!Ref Own
                  ECSServices: [{ClusterName: shop, ServiceName: api}]
                  LoadBalancerInfo:
                    TargetGroupPairInfoList:
                      - {TargetGroups: [{Name: blue}, {Name: green}], ProdTrafficRoute: {ListenerArns: [!Ref Listener]}}
            """
        ],
        passing: [
            """
            Resources:
              Balancer:
                Type: AWS::ElasticLoadBalancingV2::LoadBalancer
                Properties: {Type: network, Subnets: [a, b]}
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties: {LoadBalancerArn: !Ref Balancer, Port: 443, Protocol: TCP}
              Web:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties: {LoadBalancerArn: arn, Port: 443, Protocol: HTTPS}
              Group:
                Type: AWS::CodeDeploy::DeploymentGroup
                Properties:
                  ApplicationName: shop
                  ServiceRoleArn: arn
                  DeploymentConfigName: CodeDeployDefault.ECSAllAtOnce
                  ECSServices: [{ClusterName: shop, ServiceName: web}]
                  LoadBalancerInfo:
                    TargetGroupPairInfoList:
                      - {TargetGroups: [{Name: blue}, {Name: green}], ProdTrafficRoute: {ListenerArns: [!Ref Listener]}}
              Second:
                Type: AWS::CodeDeploy::DeploymentGroup
                Properties:
                  ApplicationName: shop
                  ServiceRoleArn: arn
                  DeploymentConfigName: CodeDeployDefault.ECSCanary10Percent5Minutes
                  ECSServices: [{ClusterName: shop, ServiceName: api}]
                  LoadBalancerInfo:
                    TargetGroupPairInfoList:
                      - {TargetGroups: [{Name: blue}, {Name: green}], ProdTrafficRoute: {ListenerArns: [!Ref Web]}}
            """
        ]
    ) { subject in
        subject.ecsDeploymentGroups.compactMap { group in
            guard let name = group.properties["DeploymentConfigName"], isGradual(group.properties, subject) else { return nil }
            let listeners = subject.items("LoadBalancerInfo.TargetGroupPairInfoList", in: group.properties)
                .flatMap { subject.items("ProdTrafficRoute.ListenerArns", in: $0.spot) }
                .compactMap { subject.resource(named: $0.spot.node) }
            guard let listener = listeners.first(where: { isOfNetwork($0, subject) }) else { return nil }
            return Problem(
                "\"\(listener.logicalID)\" is a Network Load Balancer's, behind which CodeDeploy moves traffic all at once",
                at: name.place,
                fix: "Take CodeDeployDefault.ECSAllAtOnce, an Application Load Balancer, or the strategies of ECS itself.")
        }
    }

    /// Whether the configuration moves traffic in steps.
    private static func isGradual(_ group: Spot, _ subject: Subject) -> Bool {
        if let name = subject.text("DeploymentConfigName", in: group) {
            return ["CodeDeployDefault.ECSLinear", "CodeDeployDefault.ECSCanary"].contains(where: name.hasPrefix)
        }
        guard let own = subject.resource(at: "DeploymentConfigName", in: group) else { return false }
        return subject.text("Properties.TrafficRoutingConfig.Type", in: subject.spot(own))?.hasPrefix("TimeBased") == true
    }

    private static func isOfNetwork(_ listener: Resource, _ subject: Subject) -> Bool {
        let properties = subject.spot(listener)["Properties"]
        if ["TCP", "TLS", "UDP", "TCP_UDP"].contains(subject.text("Protocol", in: properties)) { return true }
        guard let balancer = subject.resource(at: "LoadBalancerArn", in: properties) else { return false }
        return subject.text("Properties.Type", in: subject.spot(balancer)) == "network"
    }
}
