import ViridianTemplate

extension Rule {
    /// An image that no endpoint leads to.
    static let publicImageBehindEndpoints = Rule(
        "public-image-behind-endpoints", .critical, .deployment, .practice,
        title: "Image from the internet for tasks that reach endpoints only",
        rationale:
            "Endpoints lead to Amazon ECR's private registries, not to Docker Hub or public.ecr.aws. In a subnet "
            + "without NAT the pull ends with CannotPullContainerError, and the service never becomes stable.",
        page: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",
        failing: [
            """
            Resources:
              Subnet:
                Type: AWS::EC2::Subnet
                Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24}
              Routes:
                Type: AWS::EC2::RouteTable
                Properties: {VpcId: !Ref Vpc}
              Association:
                Type: AWS::EC2::SubnetRouteTableAssociation
                Properties: {SubnetId: !Ref Subnet, RouteTableId: !Ref Routes}
              Registry:
                Type: AWS::EC2::VPCEndpoint
                Properties: {VpcId: !Ref Vpc, VpcEndpointType: Interface, ServiceName: !Sub "com.amazonaws.${AWS::Region}.ecr.dkr"}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions: [{Name: web, Image: ↓"amazon/amazon-ecs-sample@sha256:1"}]
              Web:
                Type: AWS::ECS::Service
                Properties:
                  LaunchType: FARGATE
                  TaskDefinition: !Ref Task
                  NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [!Ref Subnet]}}
            """
        ],
        passing: [
            """
            Resources:
              Subnet:
                Type: AWS::EC2::Subnet
                Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24}
              Routes:
                Type: AWS::EC2::RouteTable
                Properties: {VpcId: !Ref Vpc}
              Association:
                Type: AWS::EC2::SubnetRouteTableAssociation
                Properties: {SubnetId: !Ref Subnet, RouteTableId: !Ref Routes}
              Registry:
                Type: AWS::EC2::VPCEndpoint
                Properties: {VpcId: !Ref Vpc, VpcEndpointType: Interface, ServiceName: !Sub "com.amazonaws.${AWS::Region}.ecr.dkr"}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions: [{Name: web, Image: !Sub "${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/shop@sha256:1"}]
              Web:
                Type: AWS::ECS::Service
                Properties:
                  LaunchType: FARGATE
                  TaskDefinition: !Ref Task
                  NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [!Ref Subnet]}}
            """
        ]
    ) { subject in
        // Without any endpoint there is no way out at all, which is a fault of its own.
        guard subject.has("AWS::EC2::VPCEndpoint") else { return [] }
        var reported: Set<[String]> = []
        return subject.services.filter { subject.runsWithoutWayOut($0) }.flatMap { service in
            subject.items("ContainerDefinitions", in: service.taskDefinition).compactMap { container -> Problem? in
                guard let text = subject.text("Image", in: container.spot), let image = ImageReference(text),
                    let place = container.spot["Image"]?.place, StockImage.isOnTheInternet(image),
                    reported.insert(place.path).inserted
                else { return nil }
                return Problem(
                    "\(text) lies on the internet, and \"\(service.spot.key)\" has no way there", at: place,
                    fix: "Copy the image into a repository of ECR, or route 0.0.0.0/0 to a NAT gateway.")
            }
        }
    }
}
