import ViridianTemplate

extension Rule {
    /// Two answers to one question.
    static let launchTypeWithStrategy = Rule(
        "launch-type-with-strategy", .critical, .deployment, .aws,
        title: "Service with both LaunchType and CapacityProviderStrategy",
        rationale:
            "A launch type and a capacity provider strategy exclude each other, and ECS refuses a service that has both. Without "
            + "the strategy no capacity provider scales for the service.",
        page: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html",
        failing: [
            """
            Resources:
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  ↓LaunchType: EC2
                  CapacityProviderStrategy: [{CapacityProvider: !Ref Blue, Weight: 1}]
            """
        ],
        passing: [
            """
            Parameters:
              Spot: {Type: String}
            Conditions:
              IsSpot: !Equals [!Ref Spot, "yes"]
            Resources:
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  LaunchType: !If [IsSpot, !Ref "AWS::NoValue", FARGATE]
                  CapacityProviderStrategy: !If [IsSpot, [{CapacityProvider: FARGATE_SPOT, Weight: 1}], !Ref "AWS::NoValue"]
            """
        ]
    ) { subject in
        subject.services.compactMap { service in
            guard let type = service.properties["LaunchType"], let strategy = service.properties["CapacityProviderStrategy"],
                type.node.string != nil, strategy.node.list?.isEmpty == false
            else { return nil }
            return type.problem(
                "\"\(service.spot.key)\" has both a launch type and a capacity provider strategy",
                fix: "Leave LaunchType out: the capacity provider decides where the tasks run.")
        }
    }
}
