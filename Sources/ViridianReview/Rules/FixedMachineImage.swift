import ViridianTemplate

extension Rule {
    /// A machine image that grows old in the template.
    static let fixedMachineImage = Rule(
        "fixed-machine-image", .medium, .operations, .practice,
        title: "Machine image by id for instances of a cluster",
        rationale:
            "An id belongs to one region and one day. The public parameter of the ECS-optimised image gives the "
            + "current one, with "
            + "its agent and its patches, in every region.",
        page: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/retrieve-ecs-optimized_AMI.html",
        failing: [
            """
            Resources:
              Cluster:
                Type: AWS::ECS::Cluster
              Template:
                Type: AWS::EC2::LaunchTemplate
                Properties: {LaunchTemplateData: {ImageId: ↓ami-0123456789abcdef0}}
            """
        ],
        passing: [
            """
            Parameters:
              Image:
                Type: AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>
                Default: /aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id
            Resources:
              Cluster:
                Type: AWS::ECS::Cluster
              Template:
                Type: AWS::EC2::LaunchTemplate
                Properties: {LaunchTemplateData: {ImageId: !Ref Image}}
            """
        ]
    ) { subject in
        guard subject.has("AWS::ECS::Cluster") else { return [] }
        let places = [
            ("AWS::EC2::LaunchTemplate", "LaunchTemplateData.ImageId"), ("AWS::AutoScaling::LaunchConfiguration", "ImageId"),
        ]
        return places.flatMap { type, path in
            subject.resources(ofType: type).flatMap { subject.values(path, in: $0.properties) }
        }.compactMap { value in
            if case .findInMap(let map, _, _, _)? = value.spot.node.function, let name = map.string,
                isTableOfImages(name, subject)
            {
                return Problem(
                    "the mapping \(name) lists images that grow old", at: value.spot.place,
                    fix: "Take it from the parameter /aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id.")
            }
            guard let text = value.spot.node.string, text.hasPrefix("ami-") else { return nil }
            return Problem(
                "\(text) is one image of one region", at: value.spot.place,
                fix: "Take it from the parameter /aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id.")
        }
    }

    /// Whether every entry of a mapping is an image.
    private static func isTableOfImages(_ name: String, _ subject: Subject) -> Bool {
        let entries = subject.mappings[name]?.object?.fields.flatMap { $0.node.object?.fields ?? [] } ?? []
        return !entries.isEmpty && entries.allSatisfy { $0.node.string?.hasPrefix("ami-") == true }
    }
}
