import ViridianTemplate

extension Rule {
    /// A container that says nothing.
    static let missingLogConfiguration = Rule(
        "missing-log-configuration", .medium, .operations, .practice,
        title: "Container without a log configuration",
        rationale:
            "What the container writes is lost with it. When a release fails because its tasks stop, there is "
            + "nothing in which to read why.",
        page: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html",
        failing: [
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - ↓{Name: web, Image: "shop:1", Memory: 512}
            """
        ],
        passing: [
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      Image: shop:1
                      Memory: 512
                      LogConfiguration: {LogDriver: awslogs, Options: {awslogs-group: shop, awslogs-region: !Ref "AWS::Region"}}
                    - {Name: wait, Image: "busybox:1", Memory: 16, Essential: false}
            """
        ]
    ) { subject in
        subject.resources(ofType: "AWS::ECS::TaskDefinition").flatMap { _, properties in
            subject.items("ContainerDefinitions", in: properties).filter { container in
                container.spot.node.object != nil && subject.lacks("LogConfiguration", in: container.spot)
                    && subject.lacks("FirelensConfiguration", in: container.spot) && container.spot["Fn::Transform"] == nil
                    && subject.text("Essential", in: container.spot) != "false"
            }.map { container in
                let name = subject.text("Name", in: container.spot).map { "\"\($0)\"" } ?? "this container"
                return Problem(
                    "nobody keeps what \(name) writes", at: container.spot.place,
                    fix: "Add LogConfiguration with the driver awslogs and a log group with a retention.")
            }
        }
    }
}
