import ViridianTemplate

extension Rule {
    /// A strategy that places no task anywhere.
    static let capacityProviderWeights = Rule(
        "capacity-provider-weights", .critical, .deployment, .aws,
        title: "Capacity provider strategy in which no weight is above zero",
        rationale:
            "A capacity provider with the weight 0, which is also the default, gets no tasks beyond its base. Where all have it, "
            + "ECS refuses the service: there are no capacity providers with a weight value greater than zero.",
        page: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html",
        failing: [
            """
            Resources:
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  ↓CapacityProviderStrategy: [{CapacityProvider: !Ref Spot, Weight: 0}, {CapacityProvider: !Ref Own, Base: 2}]
            """,
            """
            Parameters:
              Share: {Type: Number, Default: 0}
            Resources:
              Web:
                Type: AWS::ECS::TaskSet
                Properties:
                  Cluster: main
                  Service: web
                  TaskDefinition: web
                  ↓CapacityProviderStrategy: [{CapacityProvider: FARGATE, Weight: !Ref Share}]
            """,
        ],
        passing: [
            """
            Parameters:
              Stage: {Type: String}
            Conditions:
              IsSpot: !Equals [!Ref Stage, development]
            Resources:
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  CapacityProviderStrategy:
                    - {CapacityProvider: FARGATE, Weight: !If [IsSpot, 0, 1], Base: 1}
                    - {CapacityProvider: FARGATE_SPOT, Weight: !If [IsSpot, 1, 0]}
              Other:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  CapacityProviderStrategy: [{CapacityProvider: FARGATE, Weight: 0}, {CapacityProvider: FARGATE_SPOT, Weight: 1}]
            """
        ]
    ) { subject in
        subject.resources(ofType: "AWS::ECS::Service", "AWS::ECS::TaskSet").compactMap { spot, properties in
            guard let strategy = properties?["CapacityProviderStrategy"] else { return nil }
            let entries = subject.items("CapacityProviderStrategy", in: properties)
            let isWhole = subject.values("CapacityProviderStrategy", in: properties).allSatisfy { $0.spot.node.list != nil }
            let isIdle = entries.allSatisfy { entry in
                guard let entry = entry.spot.node.object == nil ? nil : entry.spot else { return false }
                return subject.lacks("Weight", in: entry) || subject.number("Weight", in: entry) == 0
            }
            guard !entries.isEmpty, isWhole, isIdle else { return nil }
            return strategy.problem(
                "no capacity provider of \"\(spot.key)\" has a weight above 0",
                fix: "Give the provider that is to run the tasks a Weight of 1 or more.")
        }
    }
}
