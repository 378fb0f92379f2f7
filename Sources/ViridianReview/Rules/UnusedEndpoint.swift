import ViridianTemplate

extension Rule {
    /// A door to a room that nobody enters.
    static let unusedEndpoint = Rule(
        "unused-endpoint", .medium, .cost, .practice,
        title: "Interface endpoint for a service that nothing here uses",
        rationale:
            "An interface endpoint costs by the hour in each of its zones, used or not.",
        page: "https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html",
        failing: [
            """
            Resources:
              Vpc:
                Type: AWS::EC2::VPC
                Properties: {CidrBlock: 10.0.0.0/16}
              ↓Registry:
                Type: AWS::EC2::VPCEndpoint
                Properties: {VpcId: !Ref Vpc, VpcEndpointType: Interface, ServiceName: !Sub "com.amazonaws.${AWS::Region}.ecr.dkr"}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions: [{Name: web, Image: "amazon/amazon-ecs-sample@sha256:1"}]
            """
        ],
        passing: [
            """
            Resources:
              Vpc:
                Type: AWS::EC2::VPC
                Properties: {CidrBlock: 10.0.0.0/16}
              Registry:
                Type: AWS::EC2::VPCEndpoint
                Properties: {VpcId: !Ref Vpc, VpcEndpointType: Interface, ServiceName: !Sub "com.amazonaws.${AWS::Region}.ecr.dkr"}
              Storage:
                Type: AWS::EC2::VPCEndpoint
                Properties: {VpcId: !Ref Vpc, VpcEndpointType: Gateway, ServiceName: !Sub "com.amazonaws.${AWS::Region}.s3"}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions: [{Name: web, Image: !Sub "${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/shop@sha256:1"}]
            """
        ]
    ) { subject in
        guard subject.has("AWS::ECS::TaskDefinition"), !subject.hasNestedStacks, !subject.hasGeneratedNames else { return [] }
        let used = EndpointUse(subject)
        let price = Price.interfaceEndpoint
        return subject.resources(ofType: "AWS::EC2::VPCEndpoint").compactMap { spot, properties in
            guard subject.text("VpcEndpointType", in: properties) == "Interface",
                let vpc = subject.resource(at: "VpcId", in: properties), !subject.exportedNames.contains(vpc.logicalID),
                let name = properties?["ServiceName"].map({ subject.knownText(of: $0.node) }),
                let service = EndpointUse.service(of: name), used.lacks(service)
            else { return nil }
            return spot.problem(
                "nothing in this template uses \(service), and the endpoint costs \(price.monthly) a month in each zone (\(price.source))",
                fix: "Leave the endpoint out.")
        }
    }
}
