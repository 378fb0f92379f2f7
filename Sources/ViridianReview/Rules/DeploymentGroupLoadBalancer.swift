import ViridianTemplate

extension Rule {
    /// CodeDeploy isn't told which target groups and listener it moves.
    static let deploymentGroupLoadBalancer = Rule(
        "deployment-group-load-balancer", .critical, .deployment, .aws,
        title: "Deployment group for ECS without a pair of target groups",
        rationale:
            "CodeDeploy refuses the group: \"For ECS deployment group, loadBalancerInfo must be specified.\" It needs one "
            + "TargetGroupPairInfoList entry with two target groups by name and a production listener.",
        page: "https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_LoadBalancerInfo.html",
        failing: [
            """
            Resources:
              ↓Web:
                Type: AWS::CodeDeploy::DeploymentGroup
                Properties:
                  ApplicationName: shop
                  ServiceRoleArn: arn
                  ECSServices: [{ClusterName: shop, ServiceName: web}]
            """,
            """
            Resources:
              Web:
                Type: AWS::CodeDeploy::DeploymentGroup
                Properties:
                  ApplicationName: shop
                  ServiceRoleArn: arn
                  ECSServices: [{ClusterName: shop, ServiceName: web}]
                  ↓LoadBalancerInfo: {TargetGroupInfoList: [{Name: blue}]}
              One:
                Type: AWS::CodeDeploy::DeploymentGroup
                Properties:
                  ApplicationName: shop
                  ServiceRoleArn: arn
                  ECSServices: [{ClusterName: shop, ServiceName: web}]
                  LoadBalancerInfo:
                    TargetGroupPairInfoList:
                      - ↓TargetGroups: [{Name: blue}]
                        ProdTrafficRoute: {ListenerArns: [arn]}
            """,
        ],
        passing: [
            """
            Resources:
              Web:
                Type: AWS::CodeDeploy::DeploymentGroup
                Properties:
                  ApplicationName: shop
                  ServiceRoleArn: arn
                  ECSServices: [{ClusterName: shop, ServiceName: web}]
                  LoadBalancerInfo:
                    TargetGroupPairInfoList:
                      - TargetGroups: [{Name: blue}, {Name: green}]
                        ProdTrafficRoute: {ListenerArns: [arn]}
              Servers:
                Type: AWS::CodeDeploy::DeploymentGroup
                Properties: {ApplicationName: shop, ServiceRoleArn: arn}
            """
        ]
    ) { subject in
        subject.ecsDeploymentGroups.compactMap { group in
            let fix = "Add LoadBalancerInfo with TargetGroupPairInfoList: two target groups by name, and ProdTrafficRoute."
            if subject.lacks("LoadBalancerInfo", in: group.properties) {
                return group.spot.problem("\"\(group.spot.key)\" says no target groups and no listener", fix: fix)
            }
            if subject.lacks("LoadBalancerInfo.TargetGroupPairInfoList", in: group.properties) {
                return group.properties["LoadBalancerInfo"]?.problem(
                    "for ECS the target groups come as TargetGroupPairInfoList", fix: fix)
            }
            let pairs = subject.items("LoadBalancerInfo.TargetGroupPairInfoList", in: group.properties)
            let incomplete = pairs.first { pair in
                subject.lacks("ProdTrafficRoute", in: pair.spot) || subject.lacks("TargetGroups", in: pair.spot)
                    || (pair.spot["TargetGroups"]?.node.list).map { list in
                        list.count != 2 && list.allSatisfy { $0.function == nil }
                    } ?? false
            }
            return incomplete.map {
                Problem("a pair is two target groups and a production listener", at: $0.spot.place, fix: fix)
            }
        }
    }
}
