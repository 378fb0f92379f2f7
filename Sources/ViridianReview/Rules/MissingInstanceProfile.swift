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
        subject.clusterInstances.filter { subject.lacks("IamInstanceProfile", in: $0) }.map {
            $0.problem(
                "these instances may not join their cluster",
                fix: "Add IamInstanceProfile with AmazonEC2ContainerServiceforEC2Role.")
        }
    }
}
