import ViridianTemplate

extension Rule {
    /// A service behind a load balancer whose tasks may be stopped while they still start.
    static let missingGracePeriod = Rule(
        "missing-grace-period", .medium, .deployment, .practice,
        title: "Service behind a load balancer without a health-check grace period",
        rationale:
            "From the first second a task counts as unhealthy when the load balancer says so. An application that "
            + "needs longer to "
            + "start than its first checks allow is stopped and started again without end, and the deployment fails.",
        page: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_definition_parameters.html",
        failing: [
            """
            Resources:
              ↓Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Group}]
            """
        ],
        passing: [
            """
            Resources:
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  HealthCheckGracePeriodSeconds: 60
                  LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Group}]
              Worker:
                Type: AWS::ECS::Service
                Properties: {TaskDefinition: worker}
            """
        ]
    ) { subject in
        subject.services.filter {
            !$0.loadBalancers.isEmpty && subject.lacks("HealthCheckGracePeriodSeconds", in: $0.properties)
        }.map { service in
            service.spot.problem(
                "\"\(service.spot.key)\" is behind a load balancer and has no health-check grace period",
                fix: "Add HealthCheckGracePeriodSeconds, as long as the application needs to start, for instance 60.")
        }
    }
}
