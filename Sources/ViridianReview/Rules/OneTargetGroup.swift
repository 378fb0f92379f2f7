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
            """
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
        return groups("green").filter { green in blue.contains(green.name) }.map { green in
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
