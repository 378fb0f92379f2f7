import ViridianTemplate

extension Rule {
    /// A wall with doors that open one way.
    static let networkAclReturnPorts = Rule(
        "network-acl-return-ports", .critical, .deployment, .practice,
        title: "Network ACL that lets requests through and no answers",
        rationale:
            "Network ACLs don't remember connections: the answer to a request is a packet of its own, to a port from "
            + "1024 to 65535 "
            + "that the client chose. Without an entry for these ports health checks time out, images can't be pulled, and no "
            + "client gets an answer.",
        page: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html",
        failing: [
            """
            Resources:
              ↓Acl:
                Type: AWS::EC2::NetworkAcl
                Properties: {VpcId: vpc-1}
              In:
                Type: AWS::EC2::NetworkAclEntry
                Properties:
                  NetworkAclId: !Ref Acl
                  RuleNumber: 100
                  Protocol: 6
                  RuleAction: allow
                  CidrBlock: 0.0.0.0/0
                  PortRange: {From: 443, To: 443}
              Out:
                Type: AWS::EC2::NetworkAclEntry
                Properties:
                  NetworkAclId: !Ref Acl
                  Egress: true
                  RuleNumber: 100
                  Protocol: 6
                  RuleAction: allow
                  CidrBlock: 0.0.0.0/0
                  PortRange: {From: 443, To: 443}
            """,
            """
            Resources:
              ↓Acl:
                Type: AWS::EC2::NetworkAcl
                Properties: {VpcId: vpc-1}
              Subnet:
                Type: AWS::EC2::Subnet
                Properties: {VpcId: vpc-1, CidrBlock: 10.0.1.0/24}
              OfSubnet:
                Type: AWS::EC2::SubnetNetworkAclAssociation
                Properties: {NetworkAclId: !Ref Acl, SubnetId: !Ref Subnet}
              Inside:
                Type: AWS::EC2::NetworkAclEntry
                Properties: {NetworkAclId: !Ref Acl, RuleNumber: 100, Protocol: -1, RuleAction: allow, CidrBlock: 10.0.0.0/16}
              InsideOut:
                Type: AWS::EC2::NetworkAclEntry
                Properties:
                  {NetworkAclId: !Ref Acl, Egress: true, RuleNumber: 100, Protocol: -1, RuleAction: allow, CidrBlock: 10.0.0.0/16}
              Https:
                Type: AWS::EC2::NetworkAclEntry
                Properties:
                  NetworkAclId: !Ref Acl
                  Egress: true
                  RuleNumber: 110
                  Protocol: 6
                  RuleAction: allow
                  CidrBlock: 0.0.0.0/0
                  PortRange: {From: 443, To: 443}
              Routes:
                Type: AWS::EC2::RouteTable
                Properties: {VpcId: vpc-1}
              Association:
                Type: AWS::EC2::SubnetRouteTableAssociation
                Properties: {SubnetId: !Ref Subnet, RouteTableId: !Ref Routes}
              Out:
                Type: AWS::EC2::Route
                Properties: {RouteTableId: !Ref Routes, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: nat-1}
            """,
            """
            Resources:
              ↓Acl:
                Type: AWS::EC2::NetworkAcl
                Properties: {VpcId: vpc-1}
              Database:
                Type: AWS::EC2::NetworkAclEntry
                Properties:
                  NetworkAclId: !Ref Acl
                  RuleNumber: 100
                  Protocol: 6
                  RuleAction: allow
                  CidrBlock: 10.0.0.0/16
                  PortRange: {From: 3306, To: 3306}
              Out:
                Type: AWS::EC2::NetworkAclEntry
                Properties:
                  NetworkAclId: !Ref Acl
                  Egress: true
                  RuleNumber: 100
                  Protocol: 6
                  RuleAction: allow
                  CidrBlock: 10.0.0.0/16
                  PortRange: {From: 3306, To: 3306}
            """,
        ],
        passing: [
            """
            Resources:
              Acl:
                Type: AWS::EC2::NetworkAcl
                Properties: {VpcId: vpc-1}
              In:
                Type: AWS::EC2::NetworkAclEntry
                Properties:
                  NetworkAclId: !Ref Acl
                  RuleNumber: 100
                  Protocol: 6
                  RuleAction: allow
                  CidrBlock: 0.0.0.0/0
                  PortRange: {From: 443, To: 443}
              Answers:
                Type: AWS::EC2::NetworkAclEntry
                Properties:
                  NetworkAclId: !Ref Acl
                  Egress: true
                  RuleNumber: 100
                  Protocol: 6
                  RuleAction: allow
                  CidrBlock: 0.0.0.0/0
                  PortRange: {From: 1024, To: 65535}
            """,
            """
            Resources:
              Acl:
                Type: AWS::EC2::NetworkAcl
                Properties: {VpcId: vpc-1}
              Subnet:
                Type: AWS::EC2::Subnet
                Properties: {VpcId: vpc-1, CidrBlock: 10.0.1.0/24}
              OfSubnet:
                Type: AWS::EC2::SubnetNetworkAclAssociation
                Properties: {NetworkAclId: !Ref Acl, SubnetId: !Ref Subnet}
              Inside:
                Type: AWS::EC2::NetworkAclEntry
                Properties: {NetworkAclId: !Ref Acl, RuleNumber: 100, Protocol: -1, RuleAction: allow, CidrBlock: 10.0.0.0/16}
              InsideOut:
                Type: AWS::EC2::NetworkAclEntry
                Properties:
                  {NetworkAclId: !Ref Acl, Egress: true, RuleNumber: 100, Protocol: -1, RuleAction: allow, CidrBlock: 10.0.0.0/16}
              Https:
                Type: AWS::EC2::NetworkAclEntry
                Properties:
                  NetworkAclId: !Ref Acl
                  Egress: true
                  RuleNumber: 110
                  Protocol: 6
                  RuleAction: allow
                  CidrBlock: 0.0.0.0/0
                  PortRange: {From: 443, To: 443}
            """,
        ]
    ) { subject in
        subject.networkACLs.compactMap { acl, entries in
            let isOnline = subject.hasInternet(acl: acl.key)
            let open = [(asks: false, answers: true), (asks: true, answers: false)].compactMap { direction in
                way(entries, asks: direction.asks, answers: direction.answers, isOnline: isOnline).map {
                    (way: $0, answers: direction.answers)
                }
            }
            guard let first = open.first else { return nil }
            let (there, back) = first.answers ? ("in", "out") : ("out", "in")
            let changes = open.map { subject.opening(acl, for: $0.way, answers: $0.answers, among: entries) }
            return acl.problem(
                "\"\(first.way.spot.key)\" lets requests \(there), and nothing lets their answers \(back)",
                fix: "Add an entry with Egress: \(first.answers) that allows TCP ports 1024 to 65535."
            ).mended(
                by: changes.contains([]) ? [] : changes.flatMap { $0 },
                consequence: "Packets to TCP ports 1024 to 65535 pass the ACL from everywhere; security groups still decide.")
        }
    }

    /// An entry that lets requests through whose answers nothing lets back. Where the internet is reached, what is asked of
    /// everybody is answered by everybody.
    private static func way(_ entries: [NetworkACLEntry], asks: Bool, answers: Bool, isOnline: Bool) -> NetworkACLEntry? {
        let ways = entries.filter { entry in
            guard entry.isAllow, entry.isEgress == asks, let ports = entry.tcpPorts else { return false }
            // A few ports are somebody's service, such as 3306; many are where answers arrive.
            return ports.lowerBound < 1024 || !isWide(ports)
        }
        let returns = entries.filter { entry in
            let ports = entry.tcpPorts ?? 0...0
            return entry.isAllow && entry.isEgress == answers && ports.upperBound >= 32768 && isWide(ports)
        }
        if returns.isEmpty { return ways.first }
        guard isOnline, !returns.contains(where: \.isForEverybody) else { return nil }
        return ways.first { $0.isForEverybody && $0.tcpPorts != 0...65535 }
    }

    private static func isWide(_ ports: ClosedRange<Int>) -> Bool { ports.upperBound - ports.lowerBound > 1000 }
}

extension Subject {
    /// Whether a subnet of a network ACL certainly has a route to the internet.
    fileprivate func hasInternet(acl: String) -> Bool {
        let subnets = resources(ofType: "AWS::EC2::SubnetNetworkAclAssociation").filter {
            resource(at: "NetworkAclId", in: $0.properties)?.logicalID == acl
        }.compactMap { resource(at: "SubnetId", in: $0.properties) }
        let tables = subnets.reduce(into: Set<String>()) { $0.formUnion(routeTables(of: $1) ?? []) }
        return resources(ofType: "AWS::EC2::Route").contains { _, properties in
            text("DestinationCidrBlock", in: properties) == "0.0.0.0/0"
                && resource(at: "RouteTableId", in: properties).map { tables.contains($0.logicalID) } ?? false
        }
    }
}
