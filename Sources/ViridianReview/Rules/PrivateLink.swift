import ViridianTemplate

extension Rule {
    /// The way that was agreed on.
    static let privateLink = Rule(
        "private-link", .medium, .security, .practice,
        title: "Endpoints that are asked for and missing, or forbidden and there",
        rationale:
            "Whether AWS's services are reached through endpoints or through NAT is a decision, and the policy of "
            + "the team says which. Where endpoints are required, traffic with secrets and card data otherwise "
            + "leaves the network; where they are forbidden, each costs by the hour in each zone.",
        page: "https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html",
        failing: [
            """
            # viridian.yml: {privateLink: required}
            Resources:
              ↓Vpc:
                Type: AWS::EC2::VPC
                Properties: {CidrBlock: 10.0.0.0/16}
            """,
            """
            Description: Private subnets that reach AWS through PrivateLink
            Resources:
              ↓Vpc:
                Type: AWS::EC2::VPC
                Properties: {CidrBlock: 10.0.0.0/16}
            """,
            """
            # viridian.yml: {privateLink: forbidden}
            Resources:
              ↓Registry:
                Type: AWS::EC2::VPCEndpoint
                Properties: {VpcId: vpc-1, VpcEndpointType: Interface, ServiceName: !Sub "com.amazonaws.${AWS::Region}.ecr.dkr"}
            """,
        ],
        passing: [
            """
            # viridian.yml: {privateLink: required}
            Resources:
              Vpc:
                Type: AWS::EC2::VPC
                Properties: {CidrBlock: 10.0.0.0/16}
              Registry:
                Type: AWS::EC2::VPCEndpoint
                Properties: {VpcId: !Ref Vpc, VpcEndpointType: Interface,
                    ServiceName: !Sub "com.amazonaws.${AWS::Region}.ecr.dkr"}
            """,
            """
            Resources:
              Vpc:
                Type: AWS::EC2::VPC
                Properties: {CidrBlock: 10.0.0.0/16}
            """,
        ]
    ) { subject in
        let endpoints = subject.resources(ofType: "AWS::EC2::VPCEndpoint").filter {
            subject.text("VpcEndpointType", in: $0.properties) == "Interface"
        }
        if subject.policy.privateLink == .forbidden {
            return endpoints.map { spot, _ in
                spot.problem(
                    "\"\(spot.key)\" is an interface endpoint, which the policy forbids: it costs "
                        + "\(Price.interfaceEndpoint.monthly) a month "
                        + "in each zone (\(Price.interfaceEndpoint.source))",
                    fix: "Leave it out, and let private subnets reach AWS through NAT.")
            }
        }
        let words = ["privatelink", "private link", "vpc endpoint", "interface endpoint"]
        let asked = subject.policy.privateLink == .required ? "the policy requires them" : nil
        guard endpoints.isEmpty, subject.has("AWS::EC2::VPC"), !subject.hasNestedStacks, !subject.hasGeneratedNames,
            let reason = asked ?? (subject.sentence(speakingOf: words) == nil ? nil : "the template speaks of them")
        else { return [] }
        return subject.resources(ofType: "AWS::EC2::VPC").filter { !subject.mayBeUsedElsewhere($0.spot.key) || asked != nil }.map
        { spot, _ in
            spot.problem(
                "\"\(spot.key)\" has no interface endpoint, and \(reason)",
                fix: "Add endpoints for ecr.api, ecr.dkr, logs, secretsmanager and ssm, and a gateway endpoint for s3.")
        }
    }
}
