import ViridianTemplate

extension Rule {
    /// Room for one of two.
    static let sizeForBothColours = Rule(
        "size-for-both-colours", .medium, .reliability, .practice,
        title: "Auto Scaling group too small for the tasks of both colours",
        rationale:
            "While a release runs, both colours do. If the tasks of both don't fit on the largest number of "
            + "instances, those of the new one stay in PROVISIONING until the deployment times out.",
        page: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cluster-auto-scaling.html",
        failing: [
            """
            Resources:
              Group:
                Type: AWS::AutoScaling::AutoScalingGroup
                Properties:
                  MinSize: "1"
                  ↓MaxSize: "2"
                  LaunchTemplate: {LaunchTemplateId: !Ref Template, Version: "1"}
              Template:
                Type: AWS::EC2::LaunchTemplate
                Properties: {LaunchTemplateData: {InstanceType: t3.medium, ImageId: !Ref Image}}
              Provider:
                Type: AWS::ECS::CapacityProvider
                Properties: {AutoScalingGroupProvider: {AutoScalingGroupArn: !Ref Group}}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties: {Cpu: "1024", Memory: "2048", ContainerDefinitions: []}
              Blue:
                Type: AWS::ECS::Service
                Properties: {TaskDefinition: !Ref Task, DesiredCount: 3,
                    CapacityProviderStrategy: [{CapacityProvider: !Ref Provider, Weight: 1}]}
              Green:
                Type: AWS::ECS::Service
                Properties: {TaskDefinition: !Ref Task, DesiredCount: 3,
                    CapacityProviderStrategy: [{CapacityProvider: !Ref Provider, Weight: 1}]}
            """,
            """
            Resources:
              Group:
                Type: AWS::AutoScaling::AutoScalingGroup
                Properties:
                  MinSize: "1"
                  ↓MaxSize: "2"
                  LaunchTemplate: {LaunchTemplateId: !Ref Template, Version: "1"}
              Template:
                Type: AWS::EC2::LaunchTemplate
                Properties: {LaunchTemplateData: {InstanceType: t3.medium, ImageId: !Ref Image}}
              Provider:
                Type: AWS::ECS::CapacityProvider
                Properties: {AutoScalingGroupProvider: {AutoScalingGroupArn: !Ref Group}}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties: {ContainerDefinitions: [{Name: web, Cpu: 256, Memory: 3072, MemoryReservation: 1024},
                    {Name: log, Cpu: 64, Memory: 1024}]}
              Blue:
                Type: AWS::ECS::Service
                Properties: {TaskDefinition: !Ref Task, DesiredCount: 3,
                    CapacityProviderStrategy: [{CapacityProvider: !Ref Provider, Weight: 1}]}
              Green:
                Type: AWS::ECS::Service
                Properties: {TaskDefinition: !Ref Task, DesiredCount: 3,
                    CapacityProviderStrategy: [{CapacityProvider: !Ref Provider, Weight: 1}]}
            """,
        ],
        passing: [
            """
            Resources:
              Group:
                Type: AWS::AutoScaling::AutoScalingGroup
                Properties:
                  MinSize: "3"
                  MaxSize: "10"
                  LaunchTemplate: {LaunchTemplateId: !Ref Template, Version: "1"}
              Template:
                Type: AWS::EC2::LaunchTemplate
                Properties: {LaunchTemplateData: {InstanceType: t3.medium, ImageId: !Ref Image}}
              Provider:
                Type: AWS::ECS::CapacityProvider
                Properties: {AutoScalingGroupProvider: {AutoScalingGroupArn: !Ref Group}}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties: {Cpu: "1024", Memory: "2048", ContainerDefinitions: []}
              Blue:
                Type: AWS::ECS::Service
                Properties: {TaskDefinition: !Ref Task, DesiredCount: 3,
                    CapacityProviderStrategy: [{CapacityProvider: !Ref Provider, Weight: 1}]}
              Green:
                Type: AWS::ECS::Service
                Properties: {TaskDefinition: !Ref Task, DesiredCount: 3,
                    CapacityProviderStrategy: [{CapacityProvider: !Ref Provider, Weight: 1}]}
            """
        ]
    ) { subject in
        subject.resources(ofType: "AWS::ECS::CapacityProvider").compactMap { spot, properties in
            guard let group = subject.resource(at: "AutoScalingGroupProvider.AutoScalingGroupArn", in: properties),
                case let body = subject.spot(group)["Properties"], let most = subject.number("MaxSize", in: body),
                let template = subject.resource(at: "LaunchTemplate.LaunchTemplateId", in: body),
                let kind = subject.text("LaunchTemplateData.InstanceType", in: subject.spot(template)["Properties"]),
                let size = sizes[kind]
            else { return nil }
            let users = subject.services.filter { service in
                subject.items("CapacityProviderStrategy", in: service.properties).contains {
                    subject.resource(at: "CapacityProvider", in: $0.spot)?.logicalID == spot.key
                }
            }
            let tasks = users.map { service -> (units: Int, mebibytes: Int)? in
                guard let count = subject.number("DesiredCount", in: service.properties) else { return nil }
                let units = subject.size("Cpu", ["Cpu"], of: service.taskDefinition) ?? 0
                let memory = subject.size("Memory", ["MemoryReservation", "Memory"], of: service.taskDefinition) ?? 0
                return units == 0 && memory == 0 ? nil : (units * count, memory * count)
            }
            guard users.count > 1, !tasks.contains(where: { $0 == nil }), let place = body?["MaxSize"] else { return nil }
            let units = tasks.reduce(0) { $0 + ($1?.units ?? 0) }
            let memory = tasks.reduce(0) { $0 + ($1?.mebibytes ?? 0) }
            guard units > size.units * most || memory > size.mebibytes * most else { return nil }
            return place.problem(
                "\(most) instances of \(kind) have \(size.units * most) CPU units and \(size.mebibytes * most) MiB, "
                    + "and the tasks of both "
                    + "colours need \(units) and \(memory)",
                fix: "Raise MaxSize until both colours fit.")
        }
    }

    /// The CPU units and the memory in MiB of instance types.
    ///
    /// Source: Amazon EC2 Instance Types Guide. Some of the memory is the system's, so that less than this is left for tasks.
    private static let sizes: [String: (units: Int, mebibytes: Int)] = [
        "t3.small": (2048, 2048), "t3.medium": (2048, 4096), "t3.large": (2048, 8192), "t3.xlarge": (4096, 16384),
        "t3.2xlarge": (8192, 32768), "m5.large": (2048, 8192), "m5.xlarge": (4096, 16384), "m5.2xlarge": (8192, 32768),
        "c5.large": (2048, 4096), "c5.xlarge": (4096, 8192), "c5.2xlarge": (8192, 16384), "t3.micro": (2048, 1024),
    ]
}

extension Subject {
    /// What a task takes of an instance: the task's own size, or the sum of its containers' where it has none. What a container
    /// reserves counts before its limit; what is unknown counts as nothing.
    ///
    /// Source: Amazon ECS API Reference, ContainerDefinition, "memoryReservation".
    fileprivate func size(_ key: String, _ ofContainer: [String], of taskDefinition: Spot?) -> Int? {
        guard lacks(key, in: taskDefinition) else { return number(key, in: taskDefinition) }
        return items("ContainerDefinitions", in: taskDefinition).reduce(0) { sum, container in
            sum + (ofContainer.lazy.compactMap { self.number($0, in: container.spot) }.first ?? 0)
        }
    }
}
