import ViridianTemplate

extension Rule {
    /// Tasks for instances that nobody starts.
    static let ec2WithoutCapacity = Rule(
        "ec2-without-capacity", .high, .deployment, .practice,
        title: "Service on EC2 in a cluster that gets no instances",
        rationale:
            "With the launch type EC2 tasks run on instances that joined the cluster. Without an Auto Scaling group, a launch "
            + "template and an instance profile none does: tasks are never placed, and the stack waits for hours.",
        page: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/capacity-launch-type-comparison.html",
        failing: [
            """
            Resources:
              Cluster:
                Type: AWS::ECS::Cluster
              Web:
                Type: AWS::ECS::Service
                Properties: {Cluster: !Ref Cluster, TaskDefinition: web, ↓LaunchType: EC2}
            """
        ],
        passing: [
            """
            Resources:
              Cluster:
                Type: AWS::ECS::Cluster
              Instances:
                Type: AWS::AutoScaling::AutoScalingGroup
              Web:
                Type: AWS::ECS::Service
                Properties: {Cluster: !Ref Cluster, TaskDefinition: web, LaunchType: EC2}
              Elsewhere:
                Type: AWS::ECS::Service
                Properties: {Cluster: shared, TaskDefinition: web, LaunchType: EC2}
            """
        ]
    ) { subject in
        let sources = ["AWS::AutoScaling::AutoScalingGroup", "AWS::EC2::Instance", "AWS::EC2::SpotFleet", "AWS::EC2::EC2Fleet"]
        guard !sources.contains(where: subject.has), !subject.hasNestedStacks else { return [] }
        var reported: Set<String> = []
        return subject.services.compactMap { service in
            guard service.needsInstances, let cluster = subject.resource(at: "Cluster", in: service.properties),
                cluster.type == "AWS::ECS::Cluster", !subject.exportedNames.contains(cluster.logicalID),
                reported.insert(cluster.logicalID).inserted
            else { return nil }
            return (service.properties["LaunchType"] ?? service.spot).problem(
                "nothing gives \"\(cluster.logicalID)\" instances",
                fix: "Add a launch template, an Auto Scaling group and a capacity provider, or take FARGATE.")
        }
    }
}
