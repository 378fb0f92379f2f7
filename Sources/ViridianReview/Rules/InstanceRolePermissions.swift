import ViridianTemplate

extension Rule {
    /// Instances that have a role, and not the one that the agent needs.
    static let instanceRolePermissions = Rule(
        "instance-role-permissions", .critical, .deployment, .practice,
        title: "Instances of a cluster whose role may not join it",
        rationale:
            "The agent on an instance registers it with its cluster, and asks for its tasks, in the name of the instance's role. "
            + "Where the role may not, the instances start and cost money, and the cluster stays empty: no task is placed.",
        page: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/instance_IAM_role.html",
        failing: [
            """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument: {}
                  ManagedPolicyArns: [arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore]
              Profile:
                Type: AWS::IAM::InstanceProfile
                Properties: {Roles: [!Ref Role]}
              Template:
                Type: AWS::EC2::LaunchTemplate
                Properties:
                  LaunchTemplateData:
                    ImageId: ami-0123456789abcdef0
                    ↓IamInstanceProfile: {Arn: !GetAtt Profile.Arn}
                    UserData:
                      Fn::Base64: !Sub echo ECS_CLUSTER=${Cluster} >> /etc/ecs/ecs.config
              Cluster:
                Type: AWS::ECS::Cluster
            """
        ],
        passing: [
            """
            Resources:
              Managed:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument: {}
                  ManagedPolicyArns:
                    - !Sub arn:${AWS::Partition}:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role
              Own:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument: {}
                  Policies:
                    - PolicyName: agent
                      PolicyDocument:
                        Statement:
                          - Effect: Allow
                            Action: [ecs:RegisterContainerInstance, ecs:Poll, ecs:DiscoverPollEndpoint, "ecs:Submit*"]
                            Resource: "*"
              ManagedProfile:
                Type: AWS::IAM::InstanceProfile
                Properties: {Roles: [!Ref Managed]}
              OwnProfile:
                Type: AWS::IAM::InstanceProfile
                Properties: {Roles: [!Ref Own]}
              First:
                Type: AWS::EC2::LaunchTemplate
                Properties:
                  LaunchTemplateData:
                    IamInstanceProfile: {Arn: !GetAtt ManagedProfile.Arn}
                    UserData: ECS_CLUSTER=main
              Second:
                Type: AWS::AutoScaling::LaunchConfiguration
                Properties:
                  {ImageId: ami-1, InstanceType: t3.small, IamInstanceProfile: !Ref OwnProfile, UserData: ECS_CLUSTER=main}
              Third:
                Type: AWS::EC2::LaunchTemplate
                Properties:
                  LaunchTemplateData: {IamInstanceProfile: {Name: !Ref OwnProfile}, UserData: echo nothing}
            """
        ]
    ) { subject in
        subject.clusterInstances.compactMap { data in
            let paths = ["IamInstanceProfile.Arn", "IamInstanceProfile.Name", "IamInstanceProfile"]
            guard let place = data["IamInstanceProfile"],
                let profile = paths.lazy.compactMap({ subject.resource(at: $0, in: data) }).first,
                profile.type == "AWS::IAM::InstanceProfile",
                let role = subject.items("Roles", in: subject.spot(profile)["Properties"]).first.flatMap({
                    subject.resource(named: $0.spot.node)
                }),
                role.type == "AWS::IAM::Role", let allowed = subject.actionsAllowed(to: role)
            else { return nil }
            let missing = neededActions.filter { action in
                !allowed.contains { ActionPattern.matches($0, action.lowercased()) }
            }
            guard !missing.isEmpty else { return nil }
            return place.problem(
                "\"\(role.logicalID)\" of these instances has no \(missing.joined(separator: " and no "))",
                fix: "Attach arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role.")
        }
    }

    /// Without these the agent neither registers its instance nor learns of tasks.
    private static let neededActions = ["ecs:RegisterContainerInstance", "ecs:DiscoverPollEndpoint", "ecs:Poll"]
}

extension Subject {
    /// What launch templates and launch configurations say of instances that are certainly to join a cluster.
    var clusterInstances: [Spot] {
        let templates = resources(ofType: "AWS::EC2::LaunchTemplate").compactMap { $0.properties?["LaunchTemplateData"] }
        let older = resources(ofType: "AWS::AutoScaling::LaunchConfiguration").compactMap(\.properties)
        let certain = Set(ecsLaunchTemplates.map(\.path))
        return (templates + older).filter { data in
            if certain.contains(data.path) { return true }
            guard let script = data["UserData"] else { return false }
            var text = ""
            script.forEach { text += knownText(of: $0.node) }
            return text.contains("ECS_CLUSTER=")
        }
    }
}
