import ViridianTemplate

extension Rule {
    /// A fixed count that undoes at each update what the scaler decided.
    static let desiredCountBesideScaling = Rule(
        "desired-count-beside-scaling", .medium, .reliability, .practice,
        title: "Fixed DesiredCount on a service that is scaled automatically",
        rationale:
            "Each update of the stack sets the count back to the written number, also at the busiest hour. Without DesiredCount "
            + "CloudFormation keeps the count that the scaler chose.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecs-service.html",
        failing: [
            """
            Resources:
              Web:
                Type: AWS::ECS::Service
                Properties: {TaskDefinition: web, ↓DesiredCount: 3}
              Scaling:
                Type: AWS::ApplicationAutoScaling::ScalableTarget
                Properties:
                  ServiceNamespace: ecs
                  ResourceId: !Sub service/shop/${Web.Name}
                  MinCapacity: 3
                  MaxCapacity: 10
            """
        ],
        passing: [
            """
            Parameters:
              Tasks: {Type: Number, Default: 3}
            Resources:
              Web:
                Type: AWS::ECS::Service
                Properties: {TaskDefinition: web, DesiredCount: !Ref Tasks}
              Free:
                Type: AWS::ECS::Service
                Properties: {TaskDefinition: web}
              Fixed:
                Type: AWS::ECS::Service
                Properties: {TaskDefinition: web, DesiredCount: 3}
              Scaling:
                Type: AWS::ApplicationAutoScaling::ScalableTarget
                Properties: {ResourceId: !Sub "service/shop/${Web.Name}", MinCapacity: 3, MaxCapacity: 10}
            """
        ]
    ) { subject in
        let scaled = subject.resources(ofType: "AWS::ApplicationAutoScaling::ScalableTarget").compactMap {
            $0.properties?["ResourceId"]
        }.reduce(into: Set<String>()) { $0.formUnion(subject.names(in: $1)) }
        return subject.services.compactMap { service in
            guard scaled.contains(service.spot.key), let count = service.properties["DesiredCount"], count.node.int != nil
            else { return nil }
            return count.problem(
                "\"\(service.spot.key)\" is scaled automatically, and each update sets it back to \(count.node.text ?? "") tasks",
                fix: "Leave DesiredCount out, or take it from a parameter that says what runs now.")
        }
    }
}
