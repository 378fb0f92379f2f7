import ViridianResources

/// What both colours' instances have in common: image, role, firewall and launch template.
struct InstanceLaunch {
    let capacity: InstanceCapacity
    let network: Network.Parts
    let template: Handle<EC2.LaunchTemplate>

    init(
        capacity: InstanceCapacity, network: Network.Parts, cluster: Handle<ECS.Cluster>, to stack: inout Stack
    ) {
        self.capacity = capacity
        self.network = network
        let image = stack.ssmParameter(
            "\(stack.constructName)Image", name: capacity.imageParameter, type: "AWS::EC2::Image::Id",
            purpose: "AWS's newest image for instances of ECS, looked up at each deployment.")
        let role = stack.add(
            "InstanceRole",
            IAM.Role(
                assumeRolePolicyDocument: .trust(.ec2), description: "Lets instances join the cluster",
                managedPolicyARNs: [
                    "arn:\(AWS.partition):iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role"
                ]),
            purpose: "What the agent on an instance may do.")
        let profile = stack.add(
            "InstanceProfile", IAM.InstanceProfile(roles: [role.name]), purpose: "Gives instances their role.")
        let group = stack.add(
            "InstanceSecurityGroup",
            EC2.SecurityGroup(
                groupDescription: "Instances reach AWS, and nothing reaches them; tasks have groups of their own",
                vpcID: network.vpcID),
            purpose: "Lets nothing reach the instances.")
        // IMDSv2 alone, one hop away, and none of it for tasks: a task must not act as its instance.
        // Source: Amazon ECS Developer Guide, "Amazon ECS container agent configuration".
        let script: Input<String> = """
            #!/bin/bash
            echo ECS_CLUSTER=\(cluster) >> /etc/ecs/ecs.config
            echo ECS_AWSVPC_BLOCK_IMDS=true >> /etc/ecs/ecs.config

            """
        template = stack.add(
            "LaunchTemplate",
            EC2.LaunchTemplate(
                launchTemplateData: .init(
                    blockDeviceMappings: [
                        .init(
                            deviceName: "/dev/xvda",
                            ebs: .init(deleteOnTermination: true, encrypted: true, volumeSize: 30, volumeType: .gp3))
                    ],
                    iamInstanceProfile: .init(arn: profile.arn.typed()), imageID: image.value,
                    instanceType: capacity.instanceType,
                    metadataOptions: .init(httpEndpoint: .enabled, httpPutResponseHopLimit: 1, httpTokens: .required),
                    securityGroupIDs: [group.id], userData: .base64(script))),
            purpose: "What an instance is made of.")
    }

    func addProvider(for colour: BlueGreenService.Colour, to stack: inout Stack) -> Handle<ECS.CapacityProvider> {
        // Protection keeps an instance with tasks from being stopped, but also a stack from being deleted.
        let isProtected = stack.environment.stage == .production
        let group = stack.add(
            "\(colour.rawValue)Instances",
            AutoScaling.AutoScalingGroup(
                healthCheckGracePeriod: 300,
                launchTemplate: .init(
                    launchTemplateID: template.id, version: template.latestVersionNumber),
                maxSize: Input(text: String(capacity.count.upperBound)), minSize: Input(text: String(capacity.count.lowerBound)),
                newInstancesProtectedFromScaleIn: Input(isProtected),
                vpcZoneIdentifier: network.privateSubnetIDs,
                tags: [Tag("Name", stack.physicalName(colour.word).full)]),
            purpose: "The instances of \(colour.word).", dependsOn: network.waysOut,
            updatePolicy: ["AutoScalingScheduledAction": ["IgnoreUnmodifiedGroupSizeProperties": true] as Properties])
        return stack.add(
            "\(colour.rawValue)Capacity",
            ECS.CapacityProvider(
                autoScalingGroupProvider: .init(
                    autoScalingGroupARN: group.name, managedDraining: .enabled,
                    managedScaling: .init(status: .enabled, targetCapacity: Input(capacity.targetPercent)),
                    managedTerminationProtection: isProtected ? .enabled : .disabled)),
            purpose: "As many instances as the tasks of \(colour.word) need.")
    }
}
