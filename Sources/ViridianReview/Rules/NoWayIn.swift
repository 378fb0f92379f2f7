import ViridianTemplate

extension Rule {
    /// A front door that opens on a wall.
    static let noWayIn = Rule(
        "no-way-in", .critical, .deployment, .practice,
        title: "Internet-facing balancer or NAT gateway in a subnet without a route to an internet gateway",
        rationale:
            "A balancer that faces the internet, and a NAT gateway, speak with the internet through the internet gateway, and "
            + "the route to it belongs to their own subnets. Without it they are made, and nothing gets through: clients time "
            + "out, and tasks behind the NAT gateway neither fetch their images nor start.",
        page: "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html",
        failing: [
            """
            Resources:
              Network:
                Type: AWS::EC2::VPC
                Properties: {CidrBlock: 10.0.0.0/16}
              Closed:
                Type: AWS::EC2::Subnet
                Properties: {VpcId: !Ref Network, CidrBlock: 10.0.1.0/24}
              Routes:
                Type: AWS::EC2::RouteTable
                Properties: {VpcId: !Ref Network}
              Association:
                Type: AWS::EC2::SubnetRouteTableAssociation
                Properties: {SubnetId: !Ref Closed, RouteTableId: !Ref Routes}
              Out:
                Type: AWS::EC2::Route
                Properties: {RouteTableId: !Ref Routes, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref Nat}
              Nat:
                Type: AWS::EC2::NatGateway
                Properties: {↓SubnetId: !Ref Closed, AllocationId: eipalloc-1}
              Balancer:
                Type: AWS::ElasticLoadBalancingV2::LoadBalancer
                Properties: {Scheme: internet-facing, ↓Subnets: [!Ref Closed]}
              Other:
                Type: AWS::ElasticLoadBalancingV2::LoadBalancer
                Properties: {Type: network, ↓SubnetMappings: [{SubnetId: !Ref Closed, AllocationId: eipalloc-2}]}
            """
        ],
        passing: [
            """
            Parameters:
              Scheme: {Type: String, Default: internet-facing}
            Conditions:
              IsInside: !Equals [!Ref Scheme, internal]
            Resources:
              Network:
                Type: AWS::EC2::VPC
                Properties: {CidrBlock: 10.0.0.0/16}
              Open:
                Type: AWS::EC2::Subnet
                Properties: {VpcId: !Ref Network, CidrBlock: 10.0.0.0/24}
              Closed:
                Type: AWS::EC2::Subnet
                Properties: {VpcId: !Ref Network, CidrBlock: 10.0.1.0/24}
              Door:
                Type: AWS::EC2::InternetGateway
              OpenRoutes:
                Type: AWS::EC2::RouteTable
                Properties: {VpcId: !Ref Network}
              OpenAssociation:
                Type: AWS::EC2::SubnetRouteTableAssociation
                Properties: {SubnetId: !Ref Open, RouteTableId: !Ref OpenRoutes}
              OpenOut:
                Type: AWS::EC2::Route
                Properties: {RouteTableId: !Ref OpenRoutes, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Door}
              ClosedRoutes:
                Type: AWS::EC2::RouteTable
                Properties: {VpcId: !Ref Network}
              ClosedAssociation:
                Type: AWS::EC2::SubnetRouteTableAssociation
                Properties: {SubnetId: !Ref Closed, RouteTableId: !Ref ClosedRoutes}
              Nat:
                Type: AWS::EC2::NatGateway
                Properties: {SubnetId: !Ref Open, AllocationId: eipalloc-1}
              Between:
                Type: AWS::EC2::NatGateway
                Properties: {SubnetId: !Ref Closed, ConnectivityType: private}
              Balancer:
                Type: AWS::ElasticLoadBalancingV2::LoadBalancer
                Properties: {Subnets: [!Ref Open, !Ref Given]}
              Inside:
                Type: AWS::ElasticLoadBalancingV2::LoadBalancer
                Properties: {Scheme: internal, Subnets: [!Ref Closed]}
              Either:
                Type: AWS::ElasticLoadBalancingV2::LoadBalancer
                Properties: {Scheme: !Ref Scheme, Subnets: !If [IsInside, [!Ref Closed], [!Ref Open]]}
            """
        ]
    ) { subject in
        guard !subject.hasGeneratedNames else { return [] }
        let gateways = subject.resources(ofType: "AWS::EC2::NatGateway").filter { _, properties in
            subject.lacks("ConnectivityType", in: properties) || subject.text("ConnectivityType", in: properties) == "public"
        }.compactMap { gateway, properties in (gateway.key, properties?["SubnetId"], "this NAT gateway") }
        let balancers = subject.resources(ofType: "AWS::ElasticLoadBalancingV2::LoadBalancer").filter { _, properties in
            subject.text("Type", in: properties) != "gateway"
                && (subject.lacks("Scheme", in: properties) || subject.text("Scheme", in: properties) == "internet-facing")
        }.compactMap { balancer, properties in
            (balancer.key, properties?["Subnets"] ?? properties?["SubnetMappings"], "this balancer")
        }
        return (gateways + balancers).compactMap { name, place, what in
            guard let place else { return nil }
            // What is open under one condition may be meant to be internal under the other.
            let ways = subject.branches(of: place).map { way in
                subject.oneOrMany(way.spot, in: way.scenario).compactMap {
                    subject.resource(named: $0.spot["SubnetId"]?.node ?? $0.spot.node)
                }.filter(subject.isWithoutInternetGateway)
            }
            guard !ways.isEmpty, !ways.contains(where: \.isEmpty) else { return nil }
            let closed = ways.flatMap { $0 }
            let names = Set(closed.map { "\"\($0.logicalID)\"" }).sorted().joined(separator: ", ")
            return place.problem(
                "\"\(name)\" faces the internet, and \(names) \(closed.count == 1 ? "has" : "have") no route to an internet "
                    + "gateway",
                fix: "Put \(what) into public subnets, whose route table leads 0.0.0.0/0 to an internet gateway.")
        }
    }
}

extension Subject {
    /// Whether certainly no route of a subnet leads to a gateway of any kind.
    fileprivate func isWithoutInternetGateway(_ subnet: Resource) -> Bool {
        guard subnet.type == "AWS::EC2::Subnet", let tables = routeTables(of: subnet),
            // Others may add routes to a table that they know.
            !tables.contains(where: mayBeUsedElsewhere)
        else { return false }
        return !resources(ofType: "AWS::EC2::Route").contains { _, properties in
            !lacks("GatewayId", in: properties)
                && (resource(at: "RouteTableId", in: properties).map { tables.contains($0.logicalID) } ?? true)
        }
    }
}
