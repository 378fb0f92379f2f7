import ViridianTemplate

extension Rule {
    /// A private name in a network that asks nobody for names.
    static let privateDnsAttributes = Rule(
        "private-dns-attributes", .critical, .deployment, .aws,
        title: "Private DNS of an endpoint in a VPC without DNS host names or DNS support",
        rationale:
            "Private DNS needs EnableDnsSupport and EnableDnsHostnames of the VPC, and the second is off in a VPC that "
            + "CloudFormation makes, unless it says otherwise. EC2 refuses the endpoint, and the stack rolls back.",
        page: "https://docs.aws.amazon.com/vpc/latest/privatelink/manage-dns-names.html",
        failing: [
            """
            Resources:
              Network:
                Type: AWS::EC2::VPC
                Properties: {CidrBlock: 10.0.0.0/16, ↓EnableDnsHostnames: false}
              Endpoint:
                Type: AWS::EC2::VPCEndpoint
                Properties:
                  VpcId: !Ref Network
                  ServiceName: com.amazonaws.eu-central-1.ecr.api
                  VpcEndpointType: Interface
                  PrivateDnsEnabled: true
              ↓Second:
                Type: AWS::EC2::VPC
                Properties: {CidrBlock: 10.1.0.0/16}
              Other:
                Type: AWS::EC2::VPCEndpoint
                Properties:
                  VpcId: !GetAtt Second.VpcId
                  ServiceName: com.amazonaws.eu-central-1.ecr.api
                  VpcEndpointType: Interface
                  PrivateDnsEnabled: true
            """
        ],
        passing: [
            """
            Resources:
              Network:
                Type: AWS::EC2::VPC
                Properties: {CidrBlock: 10.0.0.0/16, EnableDnsHostnames: true}
              Endpoint:
                Type: AWS::EC2::VPCEndpoint
                Properties:
                  VpcId: !Ref Network
                  ServiceName: com.amazonaws.eu-central-1.ecr.api
                  VpcEndpointType: Interface
                  PrivateDnsEnabled: true
              Second:
                Type: AWS::EC2::VPC
                Properties: {CidrBlock: 10.1.0.0/16}
              Layers:
                Type: AWS::EC2::VPCEndpoint
                Properties: {VpcId: !Ref Second, ServiceName: com.amazonaws.eu-central-1.s3}
            """
        ]
    ) { subject in
        var told: Set<String> = []
        return subject.resources(ofType: "AWS::EC2::VPCEndpoint").compactMap { spot, properties in
            guard subject.text("VpcEndpointType", in: properties) == "Interface",
                subject.text("PrivateDnsEnabled", in: properties)?.lowercased() == "true",
                let network = subject.resource(at: "VpcId", in: properties), network.type == "AWS::EC2::VPC",
                let (attribute, place) = subject.missingNameService(of: network), told.insert(network.logicalID).inserted
            else { return nil }
            return place.problem(
                "\(attribute) is off, and \"\(spot.key)\" has private DNS",
                fix: "Add \(attribute): true to \"\(network.logicalID)\".")
        }
    }
}

extension Subject {
    /// The attribute of a VPC that private names need and that is certainly off, and where it is or should be.
    fileprivate func missingNameService(of network: Resource) -> (attribute: String, place: Spot)? {
        let spot = spot(network)
        guard let properties = spot["Properties"], properties.node.object != nil else { return nil }
        for attribute in ["EnableDnsHostnames", "EnableDnsSupport"] {
            if text(attribute, in: properties)?.lowercased() == "false" { return (attribute, properties[attribute] ?? spot) }
        }
        return lacks("EnableDnsHostnames", in: properties) ? ("EnableDnsHostnames", spot) : nil
    }
}
