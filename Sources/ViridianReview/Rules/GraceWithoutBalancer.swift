import ViridianTemplate

extension Rule {
    /// A grace period of health checks that nobody makes.
    static let graceWithoutBalancer = Rule(
        "grace-without-balancer", .high, .deployment, .practice,
        title: "Health-check grace period on a service without a load balancer",
        rationale:
            "ECS has answered \"Health check grace period is only valid for services configured to use load balancers\", and the "
            + "service is not created. Often the load balancer itself was forgotten.",
        page: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html",
        failing: [
            """
            Resources:
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  ↓HealthCheckGracePeriodSeconds: 60
            """
        ],
        passing: [
            """
            Parameters:
              Behind: {Type: String}
            Conditions:
              Balanced: !Equals [!Ref Behind, "yes"]
            Resources:
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  HealthCheckGracePeriodSeconds: 60
                  LoadBalancers: !If [Balanced, [{ContainerName: web, ContainerPort: 80, TargetGroupArn: arn}], []]
              Idle:
                Type: AWS::ECS::Service
                Properties: {TaskDefinition: idle, HealthCheckGracePeriodSeconds: 0}
            """,
            """
            Resources:
              Group:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {TargetType: ip}
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties: {DefaultActions: [{Type: forward, TargetGroupArn: !Ref Group}]}
              Web:
                Type: AWS::ECS::Service
                Properties: {TaskDefinition: web, HealthCheckGracePeriodSeconds: 60}
            """,
        ]
    ) { subject in
        // Where a target group waits for the service, the balancer was forgotten, and that is told.
        let forgotten = Set(subject.servicesWithoutBalancer.map(\.service.spot.key))
        return subject.services.compactMap { service in
            guard service.hasNoBalancer, service.controller == "ECS", !forgotten.contains(service.spot.key),
                subject.lacks("VpcLatticeConfigurations", in: service.properties),
                let seconds = subject.number("HealthCheckGracePeriodSeconds", in: service.properties), seconds > 0,
                !subject.taskDefinitionHasHealthCheck(service)
            else { return nil }
            return service.properties["HealthCheckGracePeriodSeconds"]?.problem(
                "\"\(service.spot.key)\" has a health-check grace period and no load balancer",
                fix: "Add LoadBalancers with the target group, or leave HealthCheckGracePeriodSeconds out.")
        }
    }
}

extension Subject {
    /// Today's documentation says that the period covers checks in containers as well.
    fileprivate func taskDefinitionHasHealthCheck(_ service: ECSService) -> Bool {
        items("ContainerDefinitions", in: service.taskDefinition).contains { !lacks("HealthCheck", in: $0.spot) }
    }
}
