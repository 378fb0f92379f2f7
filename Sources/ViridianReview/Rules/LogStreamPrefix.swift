import ViridianTemplate

extension Rule {
    /// Logs that Fargate can't name.
    static let logStreamPrefix = Rule(
        "log-stream-prefix", .critical, .deployment, .aws,
        title: "Container on Fargate with the log driver awslogs and no prefix for its streams",
        rationale:
            "On Fargate the driver names each log stream by a prefix, the container and the task, and ECS refuses a task "
            + "definition for Fargate without awslogs-stream-prefix.",
        page: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-log-config.html",
        failing: [
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  RequiresCompatibilities: [FARGATE]
                  ContainerDefinitions:
                    - Name: web
                      Image: nginx:1.27
                      LogConfiguration: {LogDriver: awslogs, ↓Options: {awslogs-group: web, awslogs-region: eu-central-1}}
            """
        ],
        passing: [
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  RequiresCompatibilities: [FARGATE]
                  ContainerDefinitions:
                    - Name: web
                      Image: nginx:1.27
                      LogConfiguration:
                        LogDriver: awslogs
                        Options: {awslogs-group: web, awslogs-region: eu-central-1, awslogs-stream-prefix: web}
                    - Name: router
                      Image: router:1
                      LogConfiguration: {LogDriver: splunk, Options: {splunk-url: "https://example.com"}}
              OnInstances:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  RequiresCompatibilities: [EC2]
                  ContainerDefinitions:
                    - Name: web
                      Image: nginx:1.27
                      LogConfiguration: {LogDriver: awslogs, Options: {awslogs-group: web, awslogs-region: eu-central-1}}
            """
        ]
    ) { subject in
        subject.resources(ofType: "AWS::ECS::TaskDefinition").flatMap { _, properties -> [Problem] in
            let kinds = subject.items("RequiresCompatibilities", in: properties).map(\.spot.node.text)
            guard kinds.contains("FARGATE") else { return [] }
            return subject.items("ContainerDefinitions", in: properties).compactMap { container in
                guard let options = container.spot["LogConfiguration"]?["Options"], options.node.object != nil,
                    subject.text("LogConfiguration.LogDriver", in: container.spot) == "awslogs",
                    subject.lacks("awslogs-stream-prefix", in: options)
                else { return nil }
                return options.problem(
                    "on Fargate the driver awslogs needs a prefix",
                    fix: "Add awslogs-stream-prefix with the name of the service.")
            }
        }
    }
}
