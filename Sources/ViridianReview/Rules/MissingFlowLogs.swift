import ViridianTemplate

extension Rule {
    /// A network that remembers nothing.
    static let missingFlowLogs = Rule(
        "missing-flow-logs", .medium, .security, .practice,
        title: "Network without flow logs where the policy says pci",
        rationale:
            "Where card data is handled, every access to the network has to be traceable afterwards (PCI DSS "
            + "10.2). Flow logs are the only record of who talked to whom.",
        page: "https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html",
        failing: [
            """
            # viridian.yml: {pci: true}
            Resources:
              ↓Vpc:
                Type: AWS::EC2::VPC
                Properties: {CidrBlock: 10.0.0.0/16}
            """
        ],
        passing: [
            """
            # viridian.yml: {pci: true}
            Resources:
              Vpc:
                Type: AWS::EC2::VPC
                Properties: {CidrBlock: 10.0.0.0/16}
              Log:
                Type: AWS::EC2::FlowLog
                Properties: {ResourceId: !Ref Vpc, ResourceType: VPC, TrafficType: ALL, LogDestination: arn}
            """,
            """
            Resources:
              Vpc:
                Type: AWS::EC2::VPC
                Properties: {CidrBlock: 10.0.0.0/16}
            """,
        ]
    ) { subject in
        guard subject.policy.pci, !subject.hasGeneratedNames else { return [] }
        let logged = subject.resources(ofType: "AWS::EC2::FlowLog").reduce(into: Set<String>()) {
            $0.formUnion(subject.names(in: $1.spot))
        }
        return subject.resources(ofType: "AWS::EC2::VPC").filter { spot, _ in
            let handedOn = subject.users(of: spot.key).contains { $0.type == "AWS::CloudFormation::Stack" }
            return !logged.contains(spot.key) && !handedOn
        }.map { spot, _ in
            spot.problem("\"\(spot.key)\" has no flow log", fix: "Add an AWS::EC2::FlowLog with TrafficType: ALL.")
        }
    }
}
