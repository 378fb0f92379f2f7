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
            """
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
            """
        ]
    ) { subject in
        subject.networkACLs.compactMap { acl, entries in
            let open = [(asks: false, answers: true), (asks: true, answers: false)].compactMap { direction in
                way(entries, asks: direction.asks, answers: direction.answers).map { (way: $0, answers: direction.answers) }
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

    /// An entry that lets requests through whose answers nothing lets back.
    private static func way(_ entries: [NetworkACLEntry], asks: Bool, answers: Bool) -> NetworkACLEntry? {
        let way = entries.first { $0.isAllow && $0.isEgress == asks && ($0.tcpPorts?.lowerBound ?? 65536) < 1024 }
        let returns = entries.filter { $0.isAllow && $0.isEgress == answers }.contains { entry in
            entry.tcpPorts.map { $0.upperBound >= 32768 && $0.upperBound - $0.lowerBound > 1000 } ?? false
        }
        return returns ? nil : way
    }
}
