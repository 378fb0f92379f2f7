import ViridianTemplate

extension Rule {
    /// Two opinions on one question.
    static let healthPathsDiffer = Rule(
        "health-paths-differ", .low, .deployment, .practice,
        title: "Container check and target group that ask for different paths",
        rationale:
            "ECS stops a task when either says that it is unhealthy. When they ask for different paths, one of "
            + "the two is usually the one that the application doesn't serve.",
        page: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/healthcheck.html",
        failing: [
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      Image: shop:1
                      HealthCheck: {↓Command: [CMD-SHELL, "curl -f http://localhost:8080/healthz || exit 1"]}
              Group:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {HealthCheckPath: /health}
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: !Ref Task
                  LoadBalancers: [{ContainerName: web, ContainerPort: 8080, TargetGroupArn: !Ref Group}]
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
                      HealthCheck: {Command: [CMD-SHELL, "curl -f http://localhost:8080/health || exit 1"]}
              Group:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {HealthCheckPath: /health}
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: !Ref Task
                  LoadBalancers: [{ContainerName: web, ContainerPort: 8080, TargetGroupArn: !Ref Group}]
            """
        ]
    ) { subject in
        var reported: Set<[String]> = []
        return subject.services.flatMap { service in
            service.loadBalancers.compactMap { entry -> Problem? in
                guard let name = subject.text("ContainerName", in: entry.spot),
                    let container = subject.items("ContainerDefinitions", in: service.taskDefinition).first(where: {
                        subject.text("Name", in: $0.spot) == name
                    }), let command = subject.values("HealthCheck.Command", in: container.spot).first?.spot,
                    let asked = path(in: command, subject), let group = subject.resource(at: "TargetGroupArn", in: entry.spot)
                else { return nil }
                let properties = subject.spot(group)["Properties"]
                let standard = subject.lacks("HealthCheckPath", in: properties) ? "/" : nil
                guard let other = standard ?? subject.text("HealthCheckPath", in: properties), other != asked,
                    reported.insert(command.path).inserted
                else { return nil }
                return command.problem(
                    "the container is asked for \(asked), and \"\(group.logicalID)\" asks for \(other)",
                    fix: "Ask for the same path in both, from one parameter.")
            }
        }
    }

    /// The path of the address that a command asks, where the whole of it is known.
    private static func path(in command: Spot, _ subject: Subject) -> String? {
        var words = ""
        command.forEach { if $0.node.list == nil { words += subject.knownText(of: $0.node) + " " } }
        guard let match = words.firstMatch(of: #/https?:\/\/(?:localhost|127\.0\.0\.1)[^\/\s"']*(\/[^\s"'|;]*)?/#) else {
            return nil
        }
        let path = match.output.1.map(String.init) ?? "/"
        return path.contains(Subject.unknownText) ? nil : path
    }
}
