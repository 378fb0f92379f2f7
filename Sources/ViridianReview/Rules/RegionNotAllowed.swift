import ViridianTemplate

extension Rule {
    /// A place where a team's stacks may not be.
    static let regionNotAllowed = Rule(
        "region-not-allowed", .high, .operations, .practice,
        title: "Region that the policy doesn't allow",
        rationale:
            "The policy says in which regions stacks may be, for the sake of the law, of latency or of the bill. This text names "
            + "another one, so that something is made, kept or called there.",
        page: "https://docs.aws.amazon.com/controltower/latest/userguide/region-deny.html",
        failing: [
            """
            # viridian.yml: {allowedRegions: [eu-central-1]}
            Parameters:
              Home: {Type: String, Default: ↓us-east-1}
            Resources:
              Subnet:
                Type: AWS::EC2::Subnet
                Properties: {VpcId: vpc-1, CidrBlock: 10.0.0.0/24, AvailabilityZone: ↓us-west-2a}
              Registry:
                Type: AWS::EC2::VPCEndpoint
                Properties: {VpcId: vpc-1, ServiceName: ↓com.amazonaws.eu-west-1.ecr.api}
            """
        ],
        passing: [
            """
            # viridian.yml: {allowedRegions: [eu-central-1]}
            Parameters:
              Home: {Type: String, Default: eu-central-1}
            Resources:
              Subnet:
                Type: AWS::EC2::Subnet
                Properties: {VpcId: vpc-1, CidrBlock: 10.0.0.0/24, AvailabilityZone: eu-central-1a}
              Topic:
                Type: AWS::SNS::Topic
                Properties: {DisplayName: !Sub "${AWS::Region} west"}
            """,
            """
            Parameters:
              Home: {Type: String, Default: us-east-1}
            Resources: {Topic: {Type: AWS::SNS::Topic}}
            """,
        ]
    ) { subject in
        let allowed = subject.policy.allowedRegions
        guard !allowed.isEmpty else { return [] }
        var problems: [Problem] = []
        func look(_ spot: Spot) {
            let text: String? = if case .sub(let text, _)? = spot.node.function { text } else { spot.node.string }
            guard let text, text.utf8.count < 400, let region = region(in: text), !allowed.contains(region) else { return }
            problems.append(
                Problem(
                    "the policy doesn't allow \(region)", at: spot.place,
                    fix: "Take one of \(allowed.joined(separator: ", ")), or ${AWS::Region}."))
        }
        for parameter in subject.section("Parameters") { parameter["Default"].map(look) }
        for resource in subject.resourceList { subject.spot(resource)["Properties"]?.forEach(look) }
        return problems
    }

    /// The region that a text names: by itself, as a zone, or as a part of an ARN, an endpoint or a registry.
    private static func region(in text: String) -> String? {
        let candidates: [Substring] =
            if text.hasPrefix("arn:") {
                text.split(separator: ":", omittingEmptySubsequences: false).dropFirst(3).prefix(1).map { $0 }
            } else if text.contains(".") {
                text.prefix { $0 != "/" }.split(separator: ".").map { $0 }
            } else {
                [text[...], text.last?.isLetter == true ? text.dropLast() : ""]
            }
        return candidates.map(String.init).first(where: Regions.all.contains)
    }
}
