import ViridianTemplate

extension Rule {
    /// Protection that cannot be given.
    static let terminationProtection = Rule(
        "termination-protection", .critical, .deployment, .aws,
        title: "Managed termination protection on a group that protects no instance",
        rationale:
            "ECS refuses the capacity provider: \"the Auto Scaling group must have instance protection from scale "
            + "in enabled\", and managed scaling has to be on.",
        page: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-termination-protection.html",
        failing: [
            """
            Resources:
              Group:
                Type: AWS::AutoScaling::AutoScalingGroup
                Properties: {MinSize: "1", MaxSize: "4"}
              Provider:
                Type: AWS::ECS::CapacityProvider
                Properties:
                  AutoScalingGroupProvider:
                    AutoScalingGroupArn: !Ref Group
                    ManagedScaling: {Status: ENABLED}
                    ↓ManagedTerminationProtection: ENABLED
            """
        ],
        passing: [
            """
            Resources:
              Group:
                Type: AWS::AutoScaling::AutoScalingGroup
                Properties: {MinSize: "1", MaxSize: "4", NewInstancesProtectedFromScaleIn: true}
              Provider:
                Type: AWS::ECS::CapacityProvider
                Properties:
                  AutoScalingGroupProvider:
                    AutoScalingGroupArn: !Ref Group
                    ManagedScaling: {Status: ENABLED}
                    ManagedTerminationProtection: ENABLED
            """
        ]
    ) { subject in
        subject.resources(ofType: "AWS::ECS::CapacityProvider").compactMap { _, properties in
            let provider = properties?["AutoScalingGroupProvider"]
            guard subject.text("ManagedTerminationProtection", in: provider) == "ENABLED",
                let place = provider?["ManagedTerminationProtection"]
            else { return nil }
            if subject.lacks("ManagedScaling", in: provider) || subject.text("ManagedScaling.Status", in: provider) == "DISABLED"
            {
                return place.problem(
                    "managed termination protection needs managed scaling", fix: "Add ManagedScaling: {Status: ENABLED}.")
            }
            guard let group = subject.resource(at: "AutoScalingGroupArn", in: provider),
                group.type == "AWS::AutoScaling::AutoScalingGroup"
            else { return nil }
            let body = subject.spot(group)["Properties"]
            let key = "NewInstancesProtectedFromScaleIn"
            guard subject.lacks(key, in: body) || subject.text(key, in: body) == "false" else { return nil }
            return place.problem(
                "\"\(group.logicalID)\" doesn't protect its instances from scale-in", fix: "Give \(group.logicalID) \(key): true."
            )
        }
    }
}
