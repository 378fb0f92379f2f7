import ViridianTemplate

extension Rule {
    /// A refusal before the permissions.
    static let networkAclShadow = Rule(
        "network-acl-shadow", .critical, .deployment, .practice,
        title: "Network ACL that denies everything before it allows something",
        rationale:
            "Entries are tried from the lowest number upwards and the first that matches decides. Behind a deny of everything no "
            + "allow is ever reached, and the subnets are cut off.",
        page: "https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html",
        failing: [
            """
            Resources:
              Acl:
                Type: AWS::EC2::NetworkAcl
                Properties: {VpcId: vpc-1}
              ↓Deny:
                Type: AWS::EC2::NetworkAclEntry
                Properties: {NetworkAclId: !Ref Acl, RuleNumber: 10, Protocol: -1, RuleAction: deny, CidrBlock: 0.0.0.0/0}
              Allow:
                Type: AWS::EC2::NetworkAclEntry
                Properties: {NetworkAclId: !Ref Acl, RuleNumber: 100, Protocol: -1, RuleAction: allow, CidrBlock: 0.0.0.0/0}
            """
        ],
        passing: [
            """
            Resources:
              Acl:
                Type: AWS::EC2::NetworkAcl
                Properties: {VpcId: vpc-1}
              Allow:
                Type: AWS::EC2::NetworkAclEntry
                Properties: {NetworkAclId: !Ref Acl, RuleNumber: 100, Protocol: -1, RuleAction: allow, CidrBlock: 0.0.0.0/0}
              Deny:
                Type: AWS::EC2::NetworkAclEntry
                Properties: {NetworkAclId: !Ref Acl, RuleNumber: 32766, Protocol: -1, RuleAction: deny, CidrBlock: 0.0.0.0/0}
            """
        ]
    ) { subject in
        subject.networkACLs.flatMap { _, entries in
            entries.filter { entry in
                !entry.isAllow && entry.isForEverybody && entry.tcpPorts == 0...65535
                    && entries.contains { $0.isAllow && $0.isEgress == entry.isEgress && $0.number > entry.number }
            }.map { entry in
                entry.spot.problem(
                    "\"\(entry.spot.key)\" denies everything before the entries with higher numbers are tried",
                    fix: "Give it the highest number, or leave it out: what nothing allows is denied."
                ).mended(
                    by: movedBack(entry, entries),
                    consequence: "What the other entries allow goes through: look at them before.")
            }
        }
    }

    /// The highest number that is free in its direction.
    private static func movedBack(_ entry: NetworkACLEntry, _ entries: [NetworkACLEntry]) -> [Change] {
        let taken = entries.filter { $0.isEgress == entry.isEgress }.map(\.number)
        guard let number = (1...32766).reversed().first(where: { !taken.contains($0) }), number > (taken.max() ?? 0),
            let written = entry.spot["Properties"]?["RuleNumber"]
        else { return [] }
        return written.replacing(with: Node(.number(Number(number))))
    }
}
