import ViridianTemplate

extension Rule {
    /// Two endpoints that both want a service's own name in one VPC.
    static let repeatedEndpointName = Rule(
        "repeated-endpoint-name", .high, .deployment, .aws,
        title: "Two endpoints for one name in a VPC",
        rationale:
            "With PrivateDnsEnabled an interface endpoint takes over the service's own name in its VPC; EC2 refuses a "
            + "second endpoint for it, because the domains conflict.",
        page: "https://docs.aws.amazon.com/vpc/latest/privatelink/manage-dns-names.html",
        failing: [
            """
            Resources:
              Network:
                Type: AWS::EC2::VPC
                Properties: {CidrBlock: 10.0.0.0/16}
              One:
                Type: AWS::EC2::VPCEndpoint
                Properties:
                  VpcId: !Ref Network
                  VpcEndpointType: Interface
                  ServiceName: !Sub com.amazonaws.${AWS::Region}.logs
                  PrivateDnsEnabled: true
              Two:
                Type: AWS::EC2::VPCEndpoint
                Properties:
                  VpcId: !Ref Network
                  VpcEndpointType: Interface
                  ServiceName: !Sub com.amazonaws.${AWS::Region}.logs
                  PrivateDnsEnabled: ↓true
            """
        ],
        passing: [
            """
            Resources:
              Network:
                Type: AWS::EC2::VPC
                Properties: {CidrBlock: 10.0.0.0/16}
              One:
                Type: AWS::EC2::VPCEndpoint
                Properties:
                  VpcId: !Ref Network
                  VpcEndpointType: Interface
                  ServiceName: !Sub com.amazonaws.${AWS::Region}.logs
                  PrivateDnsEnabled: true
              Two:
                Type: AWS::EC2::VPCEndpoint
                Properties:
                  VpcId: !Ref Network
                  VpcEndpointType: Interface
                  ServiceName: !Sub com.amazonaws.${AWS::Region}.secretsmanager
                  PrivateDnsEnabled: true
            """
        ]
    ) { subject in
        var seen: [(network: Node, service: Node, name: String, scenario: Scenario)] = []
        return subject.resourceList.filter { $0.type == "AWS::EC2::VPCEndpoint" }.compactMap { resource -> Problem? in
            let properties = resource.properties
            guard properties["VpcEndpointType"]?.string == "Interface", let network = properties["VpcId"],
                let service = properties["ServiceName"],
                let spot = subject.spot(resource)["Properties"]?["PrivateDnsEnabled"],
                spot.node.text?.lowercased() == "true"
            else { return nil }
            let scenario = subject.scenario(around: spot)
            let other = seen.first { entry in
                guard entry.network == network, entry.service == service else { return false }
                return entry.scenario.merged(with: scenario)?.isCertainlyPossible(in: subject) ?? false
            }
            seen.append((network, service, resource.logicalID, scenario))
            return other.map { other in
                Problem(
                    "\"\(other.name)\" has the name of this service in this VPC already", at: spot.place,
                    fix: "Keep one endpoint for the service, or switch PrivateDnsEnabled off.")
            }
        }
    }
}
