import ViridianTemplate

extension Subject {
    /// Whether the tasks of a service certainly run in subnets of this template from which no route leads to the internet.
    func runsWithoutWayOut(_ service: ECSService) -> Bool {
        let configuration = "NetworkConfiguration.AwsvpcConfiguration"
        let subnets = items("\(configuration).Subnets", in: service.properties).map { resource(named: $0.spot.node) }
        let isPrivate =
            !subnets.isEmpty
            && subnets.allSatisfy { subnet in
                subnet.map { $0.type == "AWS::EC2::Subnet" && hasNoWayOut($0.logicalID) } ?? false
            }
        return isPrivate && text("\(configuration).AssignPublicIp", in: service.properties) != "ENABLED"
    }

    /// Whether a subnet of this template certainly has no route to the internet, neither by gateway nor by NAT.
    private func hasNoWayOut(_ subnet: String) -> Bool {
        let associations = resources(ofType: "AWS::EC2::SubnetRouteTableAssociation").filter {
            resource(at: "SubnetId", in: $0.properties)?.logicalID == subnet
        }
        let tables = associations.map { resource(at: "RouteTableId", in: $0.properties)?.logicalID }
        guard !tables.isEmpty, !tables.contains(nil), !hasGeneratedNames else { return false }
        return !resources(ofType: "AWS::EC2::Route").contains { _, properties in
            let table = resource(at: "RouteTableId", in: properties)?.logicalID
            let isDefault = text("DestinationCidrBlock", in: properties).map { $0 == "0.0.0.0/0" } ?? true
            return isDefault && (table == nil || tables.contains(table))
        }
    }
}
