import ViridianTemplate

extension Rule {
    /// A check that always fails.
    static let healthCheckTool = Rule(
        "health-check-tool", .medium, .deployment, .practice,
        title: "Container health check that calls a program which the image doesn't have",
        rationale:
            "The command runs inside the container. Where curl or wget is missing it fails each time: the tasks "
            + "are unhealthy, are replaced without end, and the deployment never succeeds.",
        page: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/healthcheck.html",
        failing: [
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      Image: python:3.13-slim
                      HealthCheck:
                        ↓Command: [CMD-SHELL, "curl -f http://localhost:8080/health || exit 1"]
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
                      Image: nginx:1.29
                      HealthCheck: {Command: [CMD-SHELL, "curl -f http://localhost/ || exit 1"]}
                    - Name: api
                      Image: node:24-alpine
                      HealthCheck: {Command: [CMD-SHELL, "wget -q --spider http://localhost:3000/ || exit 1"]}
                    - Name: own
                      Image: registry.example.com/shop:1
                      HealthCheck: {Command: [CMD-SHELL, "curl -f http://localhost/ || exit 1"]}
            """
        ]
    ) { subject in
        subject.resources(ofType: "AWS::ECS::TaskDefinition").flatMap { _, properties in
            subject.items("ContainerDefinitions", in: properties).compactMap { container -> Problem? in
                guard let text = subject.text("Image", in: container.spot), let image = ImageReference(text),
                    let command = subject.values("HealthCheck.Command", in: container.spot).first?.spot
                else { return nil }
                var words = ""
                command.forEach { words += (($0.node.string ?? "") + " ") }
                let missing = StockImage.missingTools(in: image).first { tool in
                    words.contains("\(tool) ") || words.contains("/\(tool) ")
                }
                guard let missing else { return nil }
                return command.problem(
                    "the image \(text) has no \(missing)",
                    fix: "Ask with a program that the image has, or leave the check to the load balancer.")
            }
        }
    }
}
