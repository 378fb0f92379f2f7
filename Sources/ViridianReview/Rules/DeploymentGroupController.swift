import ViridianTemplate

extension Rule {
    /// CodeDeploy is to deploy a service that deploys itself.
    static let deploymentGroupController = Rule(
        "deployment-group-controller", .critical, .deployment, .aws,
        title: "Service of a deployment group whose controller isn't CODE_DEPLOY",
        rationale:
            "CodeDeploy refuses the group: \"Deployment group's ECS service must be configured for a CODE_DEPLOY deployment "
            + "controller.\"",
        page: "https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-groups-create-ecs.html",
        failing: [
            """
            Resources:
              Web:
                Type: AWS::ECS::Service
                Properties: {TaskDefinition: web}
              Group:
                Type: AWS::CodeDeploy::DeploymentGroup
                Properties:
                  ApplicationName: shop
                  ServiceRoleArn: arn
                  ECSServices:
                    - {ClusterName: shop, ServiceName: ↓!GetAtt Web.Name}
            """
        ],
        passing: [
            """
            Resources:
              Web:
                Type: AWS::ECS::Service
                Properties: {TaskDefinition: web, DeploymentController: {Type: CODE_DEPLOY}}
              Group:
                Type: AWS::CodeDeploy::DeploymentGroup
                Properties:
                  ApplicationName: shop
                  ServiceRoleArn: arn
                  ECSServices:
                    - {ClusterName: shop, ServiceName: !GetAtt Web.Name}
                    - {ClusterName: shop, ServiceName: elsewhere}
            """
        ]
    ) { subject in
        let services = Dictionary(subject.services.map { ($0.spot.key, $0) }) { first, _ in first }
        return subject.ecsDeploymentGroups.flatMap { group in
            subject.items("ECSServices", in: group.properties).compactMap { entry -> Problem? in
                guard let name = entry.spot["ServiceName"],
                    let service = subject.resource(named: name.node).flatMap({ services[$0.logicalID] }),
                    let controller = service.controller, controller != "CODE_DEPLOY"
                else { return nil }
                return Problem(
                    "\"\(service.spot.key)\" is deployed by the controller \(controller)", at: name.place,
                    fix: "Give the service DeploymentController: {Type: CODE_DEPLOY}.")
            }
        }
    }
}
