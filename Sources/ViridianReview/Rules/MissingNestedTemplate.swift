import ViridianTemplate

extension Rule {
    /// A child that was never born.
    static let missingNestedTemplate = Rule(
        "missing-nested-template", .high, .deployment, .practice,
        title: "Nested stack whose template isn't there",
        rationale:
            "CloudFormation reads the nested template before it makes anything: a file that was never written, or "
            + "a name with a slip, fails the whole stack.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stack.html",
        failing: [
            """
            Resources:
              Here:
                Type: AWS::CloudFormation::Stack
                Properties: {TemplateURL: !Sub "https://${Bucket}.s3.amazonaws.com/child.yaml", Parameters: {Stage: live}}
              Gone:
                Type: AWS::CloudFormation::Stack
                Properties: {TemplateURL: ↓!Sub "https://${Bucket}.s3.amazonaws.com/database.yaml"}
            """
        ],
        passing: [
            """
            Resources:
              Elsewhere:
                Type: AWS::CloudFormation::Stack
                Properties: {TemplateURL: !Sub "https://${Bucket}.s3.amazonaws.com/database.yaml"}
            """,
            """
            Resources:
              Here:
                Type: AWS::CloudFormation::Stack
                Properties: {TemplateURL: child.yaml, Parameters: {Stage: live}}
            """,
        ]
    ) { subject in
        let stacks = subject.resources(ofType: "AWS::CloudFormation::Stack").compactMap {
            _, properties -> (url: Spot, names: [String], folder: String)? in
            guard let url = properties?["TemplateURL"] else { return nil }
            let text = subject.knownText(of: url.node)
            guard let name = text.split(separator: "/").last.map(String.init), !name.contains(Subject.unknownText),
                [".yaml", ".yml", ".json", ".template"].contains(where: name.hasSuffix)
            else { return nil }
            return (url, Subject.filesBeside(text), String(text.dropLast(name.count)))
        }
        let isThere = stacks.map { stack in stack.names.contains { isFile(subject.nested($0)) } }
        // Where no other of the same folder is beside the parent, they may all be in a bucket.
        let folders = Set(zip(stacks, isThere).filter { $1 }.map(\.0.folder))
        return zip(stacks, isThere).filter { stack, isThere in
            if case .missing? = stack.names.first.map(subject.nested), stack.url.node.string == stack.names.first { return true }
            return !isThere && folders.contains(stack.folder)
        }.map { stack, _ in
            Problem(
                "there is no \(stack.names.last ?? "template") beside this template", at: stack.url.place,
                fix: "Write it, or correct its name.")
        }
    }

    /// Whether there is a file, be it a template or not: what can't be read is told elsewhere.
    private static func isFile(_ child: ChildTemplate) -> Bool {
        switch child {
        case .loaded, .unreadable: true
        case .elsewhere, .outside, .missing: false
        }
    }
}
