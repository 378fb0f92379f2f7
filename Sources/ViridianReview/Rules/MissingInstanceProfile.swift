import ViridianTemplate

extension Rule {
    /// Instances that may not join their cluster.
    static let missingInstanceProfile = Rule(
        "missing-instance-profile", .high, .deployment, .practice,
        title: "Instances that are to join a cluster without an instance profile",
        rationale:
            "The agent on the instance registers with the cluster by the instance's role. Without a profile it is denied, the "
            + "cluster stays empty, and no task is placed.",
        page: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/instance_IAM_role.html",
        failing: [
            """
            Resources:
              Template:
                Type: AWS::EC2::LaunchTemplate
                Properties:
                  ↓LaunchTemplateData:
                    UserData:
                      Fn::Base64: !Sub echo ECS_CLUSTER=${Cluster} >> /etc/ecs/ecs.config
              Cluster:
                Type: AWS::ECS::Cluster
            """
        ],
        passing: [
            """
            Resources:
              Template:
                Type: AWS::EC2::LaunchTemplate
                Properties:
                  LaunchTemplateData:
                    IamInstanceProfile: {Arn: !GetAtt Profile.Arn}
                    UserData:
                      Fn::Base64: !Sub echo ECS_CLUSTER=${Cluster} >> /etc/ecs/ecs.config
              Cluster:
                Type: AWS::ECS::Cluster
            """
        ]
    ) { subject in
        let templates = subject.resources(ofType: "AWS::EC2::LaunchTemplate").compactMap { $0.properties?["LaunchTemplateData"] }
        let older = subject.resources(ofType: "AWS::AutoScaling::LaunchConfiguration").compactMap(\.properties)
        let certain = Set(subject.ecsLaunchTemplates.map(\.path))
        return (templates + older).filter { data in
            if certain.contains(data.path) { return subject.lacks("IamInstanceProfile", in: data) }
            guard let script = data["UserData"] else { return false }
            var text = ""
            script.forEach { text += subject.knownText(of: $0.node) }
            return text.contains("ECS_CLUSTER=") && subject.lacks("IamInstanceProfile", in: data)
        }.map {
            $0.problem(
                "these instances may not join their cluster",
                fix: "Add IamInstanceProfile with AmazonEC2ContainerServiceforEC2Role.")
        }
    }
}
