import ViridianTemplate

extension Rule {
    /// An instance that never joins.
    static let imageWithoutAgent = Rule(
        "image-without-agent", .high, .deployment, .practice,
        title: "Instances of a cluster whose machine image has no ECS agent",
        rationale:
            "Only the ECS-optimised images bring the agent that joins an instance to its cluster. On a plain "
            + "Amazon Linux the instance runs, costs money, and no task is ever placed on it.",
        page: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/retrieve-ecs-optimized_AMI.html",
        failing: [
            """
            Parameters:
              Image:
                Type: AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>
                Default: /aws/service/ami-amazon-linux-latest/amzn2-ami-hvm-x86_64-gp2
            Resources:
              Template:
                Type: AWS::EC2::LaunchTemplate
                Properties:
                  LaunchTemplateData:
                    ImageId: ↓!Ref Image
                    IamInstanceProfile: {Name: ecs}
                    UserData: !Base64 "echo ECS_CLUSTER=shop >> /etc/ecs/ecs.config"
            """
        ],
        passing: [
            """
            Parameters:
              Image:
                Type: AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>
                Default: /aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id
            Resources:
              Template:
                Type: AWS::EC2::LaunchTemplate
                Properties:
                  LaunchTemplateData:
                    ImageId: !Ref Image
                    IamInstanceProfile: {Name: ecs}
                    UserData: !Base64 "echo ECS_CLUSTER=shop >> /etc/ecs/ecs.config"
            """
        ]
    ) { subject in
        let templates = subject.resources(ofType: "AWS::EC2::LaunchTemplate").compactMap { $0.properties?["LaunchTemplateData"] }
        let older = subject.resources(ofType: "AWS::AutoScaling::LaunchConfiguration").compactMap(\.properties)
        return (templates + older).compactMap { data in
            guard let script = data["UserData"], let image = data["ImageId"] else { return nil }
            var text = ""
            script.forEach { text += subject.knownText(of: $0.node) }
            let installs = ["ecs-init", "amazon-ecs-agent", "install -y ecs", "amazon-linux-extras"].contains(
                where: text.contains)
            guard text.contains("ECS_CLUSTER"), !installs else { return nil }
            let known = subject.values(of: image).map { subject.knownText(of: $0.spot.node) }
            guard !known.isEmpty, known.allSatisfy({ isPlain($0) }) else { return nil }
            return Problem(
                "this image has no ECS agent, and its instances are to join a cluster", at: image.place,
                fix: "Take the image of /aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id.")
        }
    }

    /// A public parameter of AWS for another image than the ECS-optimised ones.
    private static func isPlain(_ text: String) -> Bool {
        guard let start = text.firstRange(of: "/aws/service/") else { return false }
        return !text[start.upperBound...].hasPrefix("ecs/") && !text[start.upperBound...].hasPrefix("bottlerocket/aws-ecs")
    }
}
