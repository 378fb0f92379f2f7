import ViridianTemplate

extension Rule {
    /// Parameters of a nested stack that its template does not declare, or lacks.
    static let nestedStackParameters = Rule(
        "nested-stack-parameters", .high, .deployment, .aws,
        title: "Parameters that the nested template doesn't take",
        rationale:
            "CloudFormation refuses a nested stack with a parameter that its template doesn't declare, or without "
            + "one that has no default. The template is looked for beside this one.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stack.html",
        failing: [
            """
            Resources:
              Child:
                Type: AWS::CloudFormation::Stack
                Properties:
                  TemplateURL: child.yaml
                  ↓Parameters:
                    ↓Sise: small
            """
        ],
        passing: [
            """
            Resources:
              Child:
                Type: AWS::CloudFormation::Stack
                Properties:
                  TemplateURL: child.yaml
                  Parameters: {Stage: live, Size: small}
              Elsewhere:
                Type: AWS::CloudFormation::Stack
                Properties:
                  TemplateURL: https://bucket.s3.amazonaws.com/other.yaml
                  Parameters: {Anything: goes}
            """
        ]
    ) { nestedParameters($0, ofUploaded: false) }

    /// What stacks give that their templates don't take, and the other way round.
    static func nestedParameters(_ subject: Subject, ofUploaded isUploaded: Bool) -> [Problem] {
        subject.resourceList.flatMap { resource -> [Problem] in
            guard let child = subject.children[resource.logicalID], child.isUploaded == isUploaded,
                let properties = subject.spot(resource)["Properties"],
                child.template.root["Parameters"]?.object?.isOpen != true
            else { return [] }
            let given = properties["Parameters"] ?? properties.withoutFields
            return subject.branches(of: given).flatMap { problems(with: $0.spot, at: given, child.template, child.name) }
        }
    }

    private static func problems(with given: Spot, at place: Spot, _ child: Template, _ name: String) -> [Problem] {
        guard let object = given.node.object, !object.isOpen else { return [] }
        let names = child.parameters.map(\.key)
        let unknown = given.fields.filter { !names.contains($0.key) }.map { field in
            Problem(
                "\(name) has no parameter \"\(field.key)\"\(Suggestion.clause(for: field.key, among: names))",
                at: field.keyPlace, fix: "Remove it, or use one of: \(names.joined(separator: ", ")).")
        }
        let missing = child.parameters.filter { $0.node["Default"] == nil && object[$0.key] == nil }.map { field in
            Problem("\(name) needs the parameter \"\(field.key)\"", at: place.keyPlace, fix: "Add \(field.key).")
        }
        return unknown + missing
    }
}
