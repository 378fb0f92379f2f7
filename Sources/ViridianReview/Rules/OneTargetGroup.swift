import ViridianTemplate

extension Rule {
    /// Two colours behind one door.
    static let oneTargetGroup = Rule(
        "one-target-group", .medium, .deployment, .practice,
        title: "Blue and green services in the same target group",
        rationale:
            "A listener can't tell two services in one target group apart: each gets traffic by the number of its "
            + "tasks from the moment at which they start, and there is no switch and no way back.",
        page: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-action-types.html",
        failing: [
            """
            Resources:
              BlueService:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Group}]
              GreenService:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: ↓!Ref Group}]
            """,
            """
            Resources:
              Web:
                Type: AWS::ECS::Service
                Properties:
                  DeploymentConfiguration: {Strategy: BLUE_GREEN}
                  LoadBalancers:
                    - TargetGroupArn: !Ref Group
                      AdvancedConfiguration: {AlternateTargetGroupArn: ↓!Ref Group, ProductionListenerRule: !Ref Rule}
            """,
        ],
        passing: [
            """
            Resources:
              BlueService:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref BlueGroup}]
              GreenService:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref GreenGroup}]
            """
        ]
    ) { subject in
        func groups(_ colour: String) -> [(name: Node, place: Place)] {
            subject.services.filter { lastColour(in: $0.spot.key) == colour }.flatMap(\.loadBalancers).compactMap {
                $0.spot["TargetGroupArn"].map { ($0.node, $0.place) }
            }
        }
        let blue = groups("blue").map(\.name)
        let alternates = subject.services.flatMap(\.loadBalancers).compactMap { entry -> Problem? in
            guard let group = entry.spot["TargetGroupArn"],
                let alternate = entry.spot["AdvancedConfiguration"]?["AlternateTargetGroupArn"], alternate.node == group.node
            else { return nil }
            return Problem(
                "the alternate target group is the service's own: there is nothing to shift to", at: alternate.place,
                fix: "Name the target group of the other colour, which the same listener or rule forwards to."
            ).graded(.critical)
        }
        return alternates
            + groups("green").filter { green in blue.contains(green.name) }.map { green in
                Problem(
                    "the blue service is in this target group as well", at: green.place,
                    fix: "Give each colour a target group, and choose between them by the weights of a listener.")
            }
    }

    /// The colour that a name names last: `BlueSideGreenService` is green.
    private static func lastColour(in name: String) -> String? {
        let name = name.lowercased()
        let places = ["blue", "green"].compactMap { colour in name.ranges(of: colour).last.map { ($0.lowerBound, colour) } }
        return places.max { $0.0 < $1.0 }?.1
    }
}
