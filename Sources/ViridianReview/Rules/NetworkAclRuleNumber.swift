import ViridianTemplate

extension Rule {
    /// A number that AWS keeps for itself.
    static let networkAclRuleNumber = Rule(
        "network-acl-rule-number", .critical, .deployment, .aws,
        title: "Network ACL entry with a rule number outside 1 to 32766",
        rationale:
            "32767 and above are reserved. The final deny of everything is always there, is shown under that number, "
            + "and can't be "
            + "written; EC2 refuses the entry and the stack rolls back.",
        page: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNetworkAclEntry.html",
        failing: [
            """
            Resources:
              DenyAll:
                Type: AWS::EC2::NetworkAclEntry
                Properties: {NetworkAclId: acl-1, RuleNumber: ↓32767, Protocol: -1, RuleAction: deny, CidrBlock: 0.0.0.0/0}
            """
        ],
        passing: [
            """
            Resources:
              DenyAll:
                Type: AWS::EC2::NetworkAclEntry
                Properties: {NetworkAclId: acl-1, RuleNumber: 32766, Protocol: -1, RuleAction: deny, CidrBlock: 0.0.0.0/0}
            """
        ]
    ) { subject in
        subject.resources(ofType: "AWS::EC2::NetworkAclEntry").compactMap { entry, properties in
            guard let number = subject.number("RuleNumber", in: properties), !(1...32766).contains(number) else { return nil }
            return properties?["RuleNumber"].map {
                Problem(
                    "\(number) is not between 1 and 32766", at: $0.place,
                    fix: number > 32766 ? "Leave the entry out: everything else is denied anyway; or take 32766." : "Take 100."
                ).mended(
                    by: number > 32766 && subject.text("RuleAction", in: properties) == "deny" ? subject.removing(entry) : [],
                    consequence: "The entry goes; what no other entry allows is denied all the same.")
            }
        }
    }
}
