import ViridianTemplate

extension Rule {
    /// Instances that join another cluster.
    static let instanceWithoutCluster = Rule(
        "instance-without-cluster", .high, .deployment, .practice,
        title: "Instances of a capacity provider whose user data name no cluster",
        rationale:
            "The agent on an instance joins the cluster called default unless ECS_CLUSTER in /etc/ecs/ecs.config "
            + "names another. The instances run, the cluster stays empty, and its tasks wait in PROVISIONING.",
        page: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bootstrap_container_instance.html",
        failing: [
            """
            Parameters:
              Image:
                Type: AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>
                Default: /aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id
            Resources:
              Template:
                Type: AWS::EC2::LaunchTemplate
                Properties:
                  LaunchTemplateData: {↓ImageId: !Ref Image, InstanceType: t3.medium, IamInstanceProfile: {Name: ecs}}
              Group:
                Type: AWS::AutoScaling::AutoScalingGroup
                Properties: {MinSize: "1", MaxSize: "4", LaunchTemplate: {LaunchTemplateId: !Ref Template, Version: "1"}}
              Provider:
                Type: AWS::ECS::CapacityProvider
                Properties: {AutoScalingGroupProvider: {AutoScalingGroupArn: !Ref Group}}
            """
        ],
        passing: [
            """
            Resources:
              Template:
                Type: AWS::EC2::LaunchTemplate
                Properties:
                  LaunchTemplateData:
                    ImageId: !Ref Image
                    InstanceType: t3.medium
                    IamInstanceProfile: {Name: ecs}
                    UserData:
                      Fn::Base64: !Sub "echo ECS_CLUSTER=${Cluster} >> /etc/ecs/ecs.config"
              Group:
                Type: AWS::AutoScaling::AutoScalingGroup
                Properties: {MinSize: "1", MaxSize: "4", LaunchTemplate: {LaunchTemplateId: !Ref Template, Version: "1"}}
              Provider:
                Type: AWS::ECS::CapacityProvider
                Properties: {AutoScalingGroupProvider: {AutoScalingGroupArn: !Ref Group}}
            """
        ]
    ) { subject in
        let hasDefault = subject.resources(ofType: "AWS::ECS::Cluster").contains {
            subject.text("ClusterName", in: $0.properties) == "default"
        }
        return subject.ecsLaunchTemplates.compactMap { data in
            // An image of somebody's own may have the name in it.
            guard !hasDefault, let image = data["ImageId"],
                subject.values(of: image).allSatisfy({ subject.knownText(of: $0.spot.node).contains("/aws/service/ecs/") })
            else { return nil }
            if let script = data["UserData"] {
                var text = ""
                var isKnown = true
                script.forEach { spot in
                    text += subject.knownText(of: spot.node)
                    if case .importValue? = spot.node.function { isKnown = false }
                    if case .ref(let name)? = spot.node.function, subject.parameters[name] != nil { isKnown = false }
                }
                // TOML is Bottlerocket's; a parameter may hold the whole script.
                guard isKnown, !text.contains("ECS_CLUSTER"), !text.contains("[settings.ecs]"), !text.contains("cfn-init"),
                    !text.isEmpty
                else { return nil }
            }
            return (data["UserData"] ?? image).problem(
                "these instances don't know which cluster to join",
                fix: "Add UserData that writes ECS_CLUSTER=NAME into /etc/ecs/ecs.config.")
        }
    }
}

extension Subject {
    /// The data of launch templates from which the instances of capacity providers are made.
    var ecsLaunchTemplates: [Spot] {
        let groups = resources(ofType: "AWS::ECS::CapacityProvider").compactMap {
            resource(at: "AutoScalingGroupProvider.AutoScalingGroupArn", in: $0.properties)
        }
        var found: Set<String> = []
        return groups.compactMap { group in
            let properties = spot(group)["Properties"]
            let paths = ["LaunchTemplate.LaunchTemplateId", "LaunchTemplate.LaunchTemplateName"]
            let single = paths.compactMap { resource(at: $0, in: properties) }.first
            let mixed = "MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification.LaunchTemplateId"
            guard let template = single ?? resource(at: mixed, in: properties), found.insert(template.logicalID).inserted
            else { return nil }
            return spot(template)["Properties"]?["LaunchTemplateData"]
        }
    }
}
