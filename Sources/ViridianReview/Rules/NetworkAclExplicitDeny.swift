import ViridianTemplate

extension Rule {
    /// Asked to deny, allows only.
    static let networkAclExplicitDeny = Rule(
        "network-acl-explicit-deny", .medium, .security, .practice,
        title: "Explicit deny that is spoken of, or stands in one direction only, and is missing",
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
            """
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
            """
        ]
    ) { subject in
        let acls = subject.networkACLs
        guard !acls.isEmpty else { return [] }
        let isAsked =
            subject.sentence(speakingOf: ["explicit deny", "explicitly den", "deny all", "deny-all", "denies all"]) != nil
        let denies = acls.map { $0.entries.contains { !$0.isAllow && $0.tcpPorts == 0...65535 } }
        return zip(acls, denies).filter { acl, isDenied in
            let custom = acl.entries.contains(where: \.isAllow)
            return custom && !isDenied && (isAsked || denies.contains(true))
        }.map { acl, _ in
            acl.acl.problem(
                "\"\(acl.acl.key)\" has no explicit deny",
                fix: "Add a last entry for each direction: RuleNumber 32766, Protocol -1, RuleAction deny, CidrBlock 0.0.0.0/0.")
        }
    }
}
