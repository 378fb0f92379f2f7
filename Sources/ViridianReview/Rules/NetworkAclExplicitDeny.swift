import ViridianTemplate

extension Rule {
    /// Asked to deny, allows only.
    static let networkAclExplicitDeny = Rule(
        "network-acl-explicit-deny", .medium, .security, .practice,
        title: "Explicit deny that is spoken of, and is missing",
        rationale:
            "What no entry allows is denied anyway, so an explicit last deny changes nothing; but where the "
            + "template says that it is there, an auditor looks for it. AWS's own last entry has number 32767, so "
            + "32766 is the highest that can be written.",
        page: "https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html",
        failing: [
            """
            Resources:
              ↓Acl:
                Type: AWS::EC2::NetworkAcl
                Properties: {VpcId: vpc-1}
                Metadata: {Purpose: Allows the web ports and ends with an explicit deny}
              In:
                Type: AWS::EC2::NetworkAclEntry
                Properties: {NetworkAclId: !Ref Acl, RuleNumber: 100, Protocol: -1, RuleAction: allow, CidrBlock: 10.0.0.0/8}
            """,
            """
            Description: The network ACL ends with an explicit deny in each direction.
            Resources:
              ↓Acl:
                Type: AWS::EC2::NetworkAcl
                Properties: {VpcId: vpc-1}
              In:
                Type: AWS::EC2::NetworkAclEntry
                Properties: {NetworkAclId: !Ref Acl, RuleNumber: 100, Protocol: -1, RuleAction: allow, CidrBlock: 10.0.0.0/8}
              InLast:
                Type: AWS::EC2::NetworkAclEntry
                Properties: {NetworkAclId: !Ref Acl, RuleNumber: 32766, Protocol: -1, RuleAction: deny, CidrBlock: 0.0.0.0/0}
              Out:
                Type: AWS::EC2::NetworkAclEntry
                Properties:
                  {NetworkAclId: !Ref Acl, Egress: true, RuleNumber: 100, Protocol: -1, RuleAction: allow, CidrBlock: 10.0.0.0/8}
            """,
        ],
        passing: [
            """
            Resources:
              Acl:
                Type: AWS::EC2::NetworkAcl
                Properties: {VpcId: vpc-1}
                Metadata: {Purpose: Allows the web ports and ends with an explicit deny}
              In:
                Type: AWS::EC2::NetworkAclEntry
                Properties: {NetworkAclId: !Ref Acl, RuleNumber: 100, Protocol: -1, RuleAction: allow, CidrBlock: 10.0.0.0/8}
              Last:
                Type: AWS::EC2::NetworkAclEntry
                Properties: {NetworkAclId: !Ref Acl, RuleNumber: 32766, Protocol: -1, RuleAction: deny, CidrBlock: 0.0.0.0/0}
              Other:
                Type: AWS::EC2::NetworkAcl
                Properties: {VpcId: vpc-1}
            """,
            """
            Resources:
              Acl:
                Type: AWS::EC2::NetworkAcl
                Properties: {VpcId: vpc-1}
              Abusers:
                Type: AWS::EC2::NetworkAclEntry
                Properties: {NetworkAclId: !Ref Acl, RuleNumber: 10, Protocol: -1, RuleAction: deny, CidrBlock: 198.51.100.0/24}
              In:
                Type: AWS::EC2::NetworkAclEntry
                Properties: {NetworkAclId: !Ref Acl, RuleNumber: 100, Protocol: -1, RuleAction: allow, CidrBlock: 0.0.0.0/0}
              Out:
                Type: AWS::EC2::NetworkAclEntry
                Properties:
                  {NetworkAclId: !Ref Acl, Egress: true, RuleNumber: 100, Protocol: -1, RuleAction: allow, CidrBlock: 0.0.0.0/0}
            """,
            """
            Description: Tasks behind a network ACL
            Resources:
              Acl:
                Type: AWS::EC2::NetworkAcl
                Properties: {VpcId: vpc-1}
              In:
                Type: AWS::EC2::NetworkAclEntry
                Properties: {NetworkAclId: !Ref Acl, RuleNumber: 100, Protocol: -1, RuleAction: allow, CidrBlock: 10.0.0.0/8}
              InLast:
                Type: AWS::EC2::NetworkAclEntry
                Properties: {NetworkAclId: !Ref Acl, RuleNumber: 32766, Protocol: -1, RuleAction: deny, CidrBlock: 0.0.0.0/0}
              Out:
                Type: AWS::EC2::NetworkAclEntry
                Properties:
                  {NetworkAclId: !Ref Acl, Egress: true, RuleNumber: 100, Protocol: -1, RuleAction: allow, CidrBlock: 10.0.0.0/8}
              Other:
                Type: AWS::EC2::NetworkAcl
                Properties: {VpcId: vpc-1}
              OtherIn:
                Type: AWS::EC2::NetworkAclEntry
                Properties: {NetworkAclId: !Ref Other, RuleNumber: 100, Protocol: -1, RuleAction: allow, CidrBlock: 10.0.0.0/8}
            """,
        ]
    ) { subject in
        let acls = subject.networkACLs
        guard !acls.isEmpty else { return [] }
        // Nothing changes by it, so that it is missing only where somebody says that it is there.
        let words = ["explicit deny", "explicitly den", "deny all", "deny-all", "denies all"]
        guard subject.sentence(speakingOf: words) != nil else { return [] }
        let denied = acls.map { acl in [false, true].filter { denies(acl.entries, outwards: $0) } }
        return zip(acls, denied).compactMap { acl, denied in
            let open = [false, true].filter { !denied.contains($0) && allowsSome(acl.entries, outwards: $0) }
            guard !open.isEmpty else { return nil }
            let direction = denied.isEmpty ? "" : open[0] ? " outwards" : " inwards"
            return acl.acl.problem(
                "\"\(acl.acl.key)\" has no explicit deny\(direction)",
                fix: "Add a last entry for each direction: RuleNumber 32766, Protocol -1, RuleAction deny, CidrBlock 0.0.0.0/0.")
        }
    }

    /// Whether an entry denies everybody all ports in a direction; to deny some addresses is another matter.
    private static func denies(_ entries: [NetworkACLEntry], outwards: Bool) -> Bool {
        entries.contains { !$0.isAllow && $0.isEgress == outwards && $0.isForEverybody && $0.tcpPorts == 0...65535 }
    }

    /// Whether some of what may come in a direction is allowed, and something is left to be denied.
    private static func allowsSome(_ entries: [NetworkACLEntry], outwards: Bool) -> Bool {
        let allowed = entries.filter { $0.isAllow && $0.isEgress == outwards }
        return !allowed.isEmpty && !allowed.contains { $0.isForEverybody && $0.tcpPorts == 0...65535 }
    }
}
