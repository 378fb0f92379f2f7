import ViridianCatalog
import ViridianTemplate

extension Rule {
    /// Metadata that CloudFormation or its helpers can not read.
    static let metadataShape = Rule(
        "metadata-shape", .high, .deployment, .aws,
        title: "Metadata that can't be read",
        rationale:
            "CloudFormation reads the interface of a template, and cfn-init the configuration of an instance; "
            + "what has not their form fails when it is used.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-init.html",
        failing: [
            """
            Metadata:
              AWS::CloudFormation::Interface:
                ParameterGroups:
                  - ↓Lable: {default: Network}
                    Parameters: [Subnets]
            Resources:
              Host:
                Type: AWS::EC2::Instance
                Metadata:
                  AWS::CloudFormation::Init:
                    config:
                      files:
                        /etc/motd: {content: hello, mode: ↓"0100644"}
                Properties:
                  ImageId: ami-0123456789abcdef0
            """
        ],
        passing: [
            """
            Metadata:
              AWS::CloudFormation::Interface:
                ParameterGroups:
                  - Label: {default: Network}
                    Parameters: [Subnets]
            Resources:
              Host:
                Type: AWS::EC2::Instance
                Metadata:
                  AWS::CloudFormation::Init:
                    config:
                      files:
                        /etc/motd: {content: hello, mode: "000644"}
                Properties:
                  ImageId: ami-0123456789abcdef0
            """
        ]
    ) { subject in
        let interface = Spot(Node(.object(subject.template.root)), path: [])["Metadata"]?["AWS::CloudFormation::Interface"]
        let hosts = subject.resourceList.compactMap { subject.spot($0)["Metadata"]?["AWS::CloudFormation::Init"] }
        let places =
            [interface].compactMap { $0 }.map { ($0, Document.interface) } + hosts.map { ($0, Document.instanceMetadata) }
        return nulls(subject)
            + places.flatMap { spot, document -> [Problem] in
                guard let schema = subject.catalog.schema(of: document) else { return [] }
                let flaws = Validator(subject: subject).verdict(on: spot, schema, Scenario()).flaws
                // A command may also be a list of words, whatever the schema says.
                return flaws.filter { $0.spot.key != "command" || $0.spot.node.list == nil }.map { $0.problem(in: subject) }
            }
    }

    /// CloudFormation takes no null, wherever it stands.
    private static func nulls(_ subject: Subject) -> [Problem] {
        var problems: [Problem] = []
        for section in subject.section("Metadata") {
            section.forEach { spot in
                guard case .null = spot.node.value else { return }
                problems.append(Problem("null is no value", at: spot.place, fix: "Write a value, or remove the key."))
            }
        }
        return problems
    }
}
