import ViridianTemplate

extension Subject {
    /// The subnets of a service's tasks from which certainly no route leads to the internet, or whose tasks have no address with
    /// which to take the one that is there.
    func subnetsWithoutWayOut(of service: ECSService) -> [Resource] {
        let address = text("NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp", in: service.properties)
        guard address != "ENABLED" else { return [] }
        return subnets(of: service).compactMap { $0 }.filter {
            $0.type == "AWS::EC2::Subnet" && hasNoWayOut($0, withAddress: address != "DISABLED")
        }
    }

    /// Whether no subnet of a service's tasks has a way out.
    func runsWithoutWayOut(_ service: ECSService) -> Bool {
        let closed = subnetsWithoutWayOut(of: service)
        return !closed.isEmpty && closed.count == subnets(of: service).count
    }

    /// The subnets in which the tasks of a service run; none for one from elsewhere.
    private func subnets(of service: ECSService) -> [Resource?] {
        items("NetworkConfiguration.AwsvpcConfiguration.Subnets", in: service.properties).map { resource(named: $0.spot.node) }
    }

    /// Whether a subnet of this template certainly has no route to the internet, neither by gateway nor by NAT.
    private func hasNoWayOut(_ subnet: Resource, withAddress: Bool) -> Bool {
        guard !hasGeneratedNames, let tables = routeTables(of: subnet) else { return false }
        return !resources(ofType: "AWS::EC2::Route").contains { _, properties in
            let table = resource(at: "RouteTableId", in: properties)?.logicalID
            let isDefault = text("DestinationCidrBlock", in: properties).map { $0 == "0.0.0.0/0" } ?? true
            let needsAddress = resource(at: "GatewayId", in: properties)?.type == "AWS::EC2::InternetGateway"
            return isDefault && (table.map(tables.contains) ?? !tables.isEmpty) && (withAddress || !needsAddress)
        }
    }

    /// The route tables of a subnet by name: none at all where only the main table of its own VPC counts, which leads nowhere;
    /// nil where it can't be known.
    func routeTables(of subnet: Resource) -> Set<String>? {
        let associations = resources(ofType: "AWS::EC2::SubnetRouteTableAssociation")
        let subnets = associations.map { resource(at: "SubnetId", in: $0.properties)?.logicalID }
        let own = zip(associations, subnets).filter { $1 == subnet.logicalID }.map(\.0)
        if own.isEmpty {
            // Where no route table is declared at all, routes are somebody else's matter.
            let isFromHere =
                has("AWS::EC2::RouteTable") && resource(at: "Properties.VpcId", in: spot(subnet))?.type == "AWS::EC2::VPC"
            return isFromHere && !subnets.contains(nil) && !mayBeUsedElsewhere(subnet.logicalID) ? [] : nil
        }
        let tables = own.map { resource(at: "RouteTableId", in: $0.properties)?.logicalID }
        return tables.contains(nil) ? nil : Set(tables.compactMap { $0 })
    }

    /// The services of AWS to which endpoints of this template lead from some subnets, such as `ecr.api`: ends of names.
    func endpointNames(for subnets: [Resource]) -> [String] {
        let tables = subnets.map(routeTables)
        let needed = tables.contains { $0 == nil } ? nil : tables.compactMap { $0 }
        return resources(ofType: "AWS::EC2::VPCEndpoint").filter { _, properties in
            text("VpcEndpointType", in: properties) == "Interface"
                ? hasOwnNames(properties) : isRouted(properties, from: needed)
        }.map { _, properties in
            values("ServiceName", in: properties).map { knownText(of: $0.spot.node) }.joined()
        }
    }

    /// Whether the public name of a service may lead to an interface endpoint: by private DNS, or by a zone of one's own.
    private func hasOwnNames(_ properties: Spot?) -> Bool {
        if has("AWS::Route53::HostedZone") { return true }
        return !lacks("PrivateDnsEnabled", in: properties) && text("PrivateDnsEnabled", in: properties) != "false"
    }

    /// Whether a gateway endpoint may be in a route table of each of some subnets.
    private func isRouted(_ properties: Spot?, from tables: [Set<String>]?) -> Bool {
        // A type that can't be known, and a list that can't.
        let type = lacks("VpcEndpointType", in: properties) ? "Gateway" : text("VpcEndpointType", in: properties)
        guard type == "Gateway" else { return true }
        if lacks("RouteTableIds", in: properties) { return false }
        let routed = items("RouteTableIds", in: properties).map { resource(named: $0.spot.node)?.logicalID }
        guard let tables, !routed.isEmpty, !routed.contains(nil) else { return true }
        return tables.allSatisfy { !$0.isDisjoint(with: routed.compactMap { $0 }) }
    }
}
