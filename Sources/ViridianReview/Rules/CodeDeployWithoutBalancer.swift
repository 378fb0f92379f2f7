import ViridianTemplate

extension Rule {
    /// CodeDeploy moves traffic, and here is none to move.
    static let codeDeployWithoutBalancer = Rule(
        "code-deploy-without-balancer", .critical, .deployment, .aws,
        title: "Service with the CODE_DEPLOY controller and no load balancer",
        rationale:
            "ECS refuses it: \"When specifying the CODE_DEPLOY deployment controller type, the service requires an "
            + "Application Load "
            + "Balancer or Network Load Balancer.\"",
        page: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-bluegreen.html",
        failing: [
            """
            Resources:
              ↓Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  DeploymentController: {Type: CODE_DEPLOY}
            """
        ],
        passing: [
            """
            Resources:
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  DeploymentController: {Type: CODE_DEPLOY}
                  LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Blue}]
            """
        ]
    ) { subject in
        subject.services.filter { $0.controller == "CODE_DEPLOY" && $0.hasNoBalancer }.map { service in
            service.spot.problem(
                "\"\(service.spot.key)\" is deployed by CodeDeploy and has no load balancer",
                fix: "Add LoadBalancers with the container, its port and the blue target group.")
        }
    }
}
