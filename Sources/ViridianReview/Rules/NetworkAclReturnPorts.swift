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
            for (asks, answers) in [(false, true), (true, false)] {
                let ways = entries.filter { $0.isAllow && $0.isEgress == asks && ($0.tcpPorts?.lowerBound ?? 65536) < 1024 }
                let returns = entries.filter { $0.isAllow && $0.isEgress == answers }.contains { entry in
                    entry.tcpPorts.map { $0.upperBound >= 32768 && $0.upperBound - $0.lowerBound > 1000 } ?? false
                }
                guard let way = ways.first, !returns else { continue }
                let (there, back) = asks ? ("out", "in") : ("in", "out")
                return acl.problem(
                    "\"\(way.spot.key)\" lets requests \(there), and nothing lets their answers \(back)",
                    fix: "Add an entry with Egress: \(answers) that allows TCP ports 1024 to 65535.")
            }
            return nil
        }
    }
}
