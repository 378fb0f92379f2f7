import ViridianTemplate

extension Rule {
    /// Two opinions on one question.
    static let healthPathsDiffer = Rule(
        "health-paths-differ", .medium, .deployment, .practice,
        title: "Container check and target group that ask for different paths",
        rationale:
            "ECS stops a task when either says that it is unhealthy. When they ask for different paths, one of the two is "
            + "usually the one that the application doesn't serve. That a container is asked whether it lives, and a target "
            + "whether it is ready, is meant so.",
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
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      Image: shop:1
                      HealthCheck: {Command: [CMD-SHELL, "curl -f http://localhost:8080/health || exit 1"]}
              Blue:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {HealthCheckPath: /health}
              Green:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {HealthCheckPath: ↓/helth}
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: !Ref Task
                  LoadBalancers:
                    - ContainerName: web
                      ContainerPort: 8080
                      TargetGroupArn: !Ref Blue
                      AdvancedConfiguration: {AlternateTargetGroupArn: !Ref Green, ProductionListenerRule: arn, RoleArn: arn}
            """,
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
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      Image: shop:1
                      HealthCheck: {Command: [CMD-SHELL, "curl -f http://localhost:8080/health/live || exit 1"]}
              Group:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {HealthCheckPath: /health/ready}
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: !Ref Task
                  LoadBalancers: [{ContainerName: web, ContainerPort: 8080, TargetGroupArn: !Ref Group}]
            """,
        ]
    ) { subject in
        var reported: Set<[String]> = []
        return subject.services.flatMap { service -> [Problem] in
            let groups = subject.targetGroups(of: service)
            let containers = subject.items("ContainerDefinitions", in: service.taskDefinition).map(\.spot)
            return containers.flatMap { container -> [Problem] in
                guard let name = subject.text("Name", in: container),
                    let command = subject.values("HealthCheck.Command", in: container).first?.spot,
                    let asked = path(in: command, subject)
                else { return [] }
                let own = groups.filter { subject.text("ContainerName", in: $0.entry) == name }
                let others = own.map { ($0, path(of: $0, subject)) }.filter { _, path in
                    path.map { $0 != asked && !isLiveness(asked, beside: $0) } ?? false
                }
                return problems(others.map { ($0, $1 ?? "") }, of: own.count, command, asked, subject)
                    .filter { reported.insert($0.path).inserted }
            }
        }
    }

    /// Where all groups agree against the container, that is at fault; otherwise the group that stands alone.
    private static func problems(
        _ others: [(group: ServiceTargetGroup, path: String)], of count: Int, _ command: Spot, _ asked: String,
        _ subject: Subject
    ) -> [Problem] {
        let fix = "Ask for the same path in both, from one parameter."
        if let first = others.first, others.count == count {
            return [
                command.problem(
                    "the container is asked for \(asked), and \"\(first.group.name)\" asks for \(first.path)", fix: fix)
            ]
        }
        return others.map { group, path in
            let place = group.properties?["HealthCheckPath"]?.place ?? subject.spot(group.group).keyPlace
            return Problem("\"\(group.name)\" asks for \(path), and the container is asked for \(asked)", at: place, fix: fix)
        }
    }

    /// Whether the container is asked if it lives and the target if it is ready, as two questions.
    private static func isLiveness(_ path: String, beside other: String) -> Bool {
        func words(_ path: String) -> Set<Substring> { Set(path.lowercased().split { !$0.isLetter }) }
        let live: Set<Substring> = ["live", "liveness", "livez", "alive", "ping"]
        let ready: Set<Substring> = ["ready", "readiness", "readyz"]
        return !words(path).isDisjoint(with: live) && words(other).isDisjoint(with: live)
            || !words(other).isDisjoint(with: ready) && words(path).isDisjoint(with: ready)
    }

    /// The path that a target group asks for; `/` where nothing is said.
    private static func path(of group: ServiceTargetGroup, _ subject: Subject) -> String? {
        subject.lacks("HealthCheckPath", in: group.properties) ? "/" : subject.text("HealthCheckPath", in: group.properties)
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
