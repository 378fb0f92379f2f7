import ViridianTemplate

extension Rule {
    /// A container without a limit.
    static let containerMemory = Rule(
        "container-memory", .critical, .deployment, .aws,
        title: "Container without memory in a task definition without memory",
        rationale:
            "On EC2 the memory of a task may be left out only if each container says its own. Otherwise ECS "
            + "refuses the task definition: \"At least one of 'memory' or 'memoryReservation' must be specified.\"",
        page: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html",
        failing: [
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  NetworkMode: bridge
                  ContainerDefinitions:
                    - ↓{Name: web, Image: "shop:1"}
                    - {Name: agent, Image: "agent:1", MemoryReservation: 64}
            """
        ],
        passing: [
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  NetworkMode: awsvpc
                  Memory: "512"
                  ContainerDefinitions: [{Name: web, Image: "shop:1"}]
              Fargate:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  RequiresCompatibilities: [FARGATE]
                  ContainerDefinitions: [{Name: web, Image: "shop:1"}]
            """
        ]
    ) { subject in
        subject.resources(ofType: "AWS::ECS::TaskDefinition").flatMap { _, properties -> [Problem] in
            let isForFargate = subject.items("RequiresCompatibilities", in: properties).contains { $0.spot.node.text != "EC2" }
            guard let properties, properties["Fn::Transform"] == nil, !isForFargate, subject.lacks("Memory", in: properties),
                subject.networkMode(of: properties) != nil
            else { return [] }
            return subject.items("ContainerDefinitions", in: properties).filter { container in
                container.spot.node.object != nil && subject.lacks("Memory", in: container.spot)
                    && subject.lacks("MemoryReservation", in: container.spot)
            }.map { container in
                Problem(
                    "neither the task nor this container says how much memory it may take", at: container.spot.place,
                    fix: "Add Memory or MemoryReservation to the container, or Memory to the task definition.")
            }
        }
    }
}
