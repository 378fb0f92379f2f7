import ViridianTemplate

/// Where a subnet of the template lies, as far as it is known.
extension Subject {
    /// The zone of a subnet as it is written: the same text, or the same choice from the same list, is the same zone.
    func zone(of subnet: Node) -> Node? {
        guard let resource = resource(named: subnet), resource.type == "AWS::EC2::Subnet" else { return nil }
        return resource.properties["AvailabilityZone"] ?? resource.properties["AvailabilityZoneId"]
    }

    /// Whether a list of subnets certainly lies in one zone: it has one subnet, or the zones of all are the same.
    func areInOneZone(_ subnets: [Possibility]) -> Bool {
        guard !subnets.isEmpty else { return false }
        let scenarios = Set(subnets.map(\.scenario))
        guard scenarios.count == 1 else { return false }
        let zones = subnets.map { zone(of: $0.spot.node) }
        if subnets.count == 1 {
            return resource(named: subnets[0].spot.node)?.type == "AWS::EC2::Subnet" || isOneSubnet(subnets[0])
        }
        guard let first = zones[0], zones.allSatisfy({ $0 == first }) else { return false }
        // A parameter or a loop may be another zone each time.
        return true
    }

    /// Whether a value is the id of one subnet, and no list.
    private func isOneSubnet(_ value: Possibility) -> Bool {
        if value.spot.node.string?.hasPrefix("subnet-") == true { return true }
        guard case .ref(let name)? = value.spot.node.function else { return false }
        return parameters[name]?["Type"]?.string == "AWS::EC2::Subnet::Id"
    }

    /// Whether a subnet of this template certainly has a route to an internet gateway.
    func isPublic(_ subnet: Resource) -> Bool {
        let tables = resources(ofType: "AWS::EC2::SubnetRouteTableAssociation").filter {
            resource(at: "SubnetId", in: $0.properties)?.logicalID == subnet.logicalID
        }.compactMap { resource(at: "RouteTableId", in: $0.properties)?.logicalID }
        return resources(ofType: "AWS::EC2::Route").contains { _, properties in
            guard let table = resource(at: "RouteTableId", in: properties)?.logicalID, tables.contains(table) else {
                return false
            }
            return !lacks("GatewayId", in: properties) && text("DestinationCidrBlock", in: properties) == "0.0.0.0/0"
        }
    }
}
