import ViridianTemplate

extension Rule {
    /// A service that registers a container or a port that its task definition doesn't have.
    static let containerPort = Rule(
        "container-port", .critical, .deployment, .aws,
        title: "Service that registers a container or port that its task definition doesn't have",
        rationale:
            "ECS refuses the service: \"The container … did not have a container port … defined.\" The stack rolls back after "
            + "everything else was made.",
        page: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LoadBalancer.html",
        failing: [
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions: [{Name: web, Image: "web:1", PortMappings: [{ContainerPort: 8080}]}]
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: !Ref Task
                  LoadBalancers:
                    - {ContainerName: web, ContainerPort: ↓80, TargetGroupArn: !Ref Group}
                    - {ContainerName: ↓app, ContainerPort: 8080, TargetGroupArn: !Ref Group}
            """
        ],
        passing: [
            """
            Parameters:
              Port: {Type: Number}
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: web, Image: "web:1", PortMappings: [{ContainerPort: 8080}, {ContainerPort: !Ref Port}]}
                    - {Name: all, Image: "all:1", PortMappings: [{ContainerPort: 8080}]}
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: !Ref Task
                  LoadBalancers:
                    - {ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Group}
                    - {ContainerName: all, ContainerPort: 8080, TargetGroupArn: !Ref Group}
            """
        ]
    ) { subject in
        subject.services.flatMap { service -> [Problem] in
            let containers = subject.items("ContainerDefinitions", in: service.taskDefinition).map(\.spot)
            let names = containers.map { subject.text("Name", in: $0) }
            guard !containers.isEmpty, !names.contains(nil) else { return [] }
            return service.loadBalancers.compactMap { entry in
                guard let name = subject.text("ContainerName", in: entry.spot), let place = entry.spot["ContainerName"]?.place
                else { return nil }
                guard let index = names.firstIndex(of: name) else {
                    return Problem(
                        "the task definition has no container \"\(name)\"", at: place,
                        fix: "Name one of \(names.compactMap { $0 }.joined(separator: ", ")).")
                }
                return unknownPort(of: entry.spot, in: containers[index], subject)
            }
        }
    }

    private static func unknownPort(of entry: Spot, in container: Spot, _ subject: Subject) -> Problem? {
        guard let port = subject.number("ContainerPort", in: entry), let place = entry["ContainerPort"]?.place,
            subject.lacks("PortMappings", in: container)
                || subject.values("PortMappings", in: container).allSatisfy({ $0.spot.node.list != nil })
        else { return nil }
        let mappings = subject.items("PortMappings", in: container)
        let ports = mappings.map { subject.number("ContainerPort", in: $0.spot) }
        let ranged = mappings.contains { !subject.lacks("ContainerPortRange", in: $0.spot) }
        guard !ranged, !ports.contains(nil), !ports.contains(port) else { return nil }
        let known = ports.compactMap { $0 }.map(String.init).joined(separator: ", ")
        return Problem(
            "the container \"\(subject.text("Name", in: container) ?? "")\" has no port \(port)", at: place,
            fix: known.isEmpty ? "Add PortMappings with ContainerPort \(port)." : "Write \(known), or map port \(port).")
    }
}
