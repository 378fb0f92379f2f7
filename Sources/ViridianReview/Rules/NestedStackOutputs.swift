import ViridianTemplate

extension Rule {
    /// Asking a child for what it doesn't tell.
    static let nestedStackOutputs = Rule(
        "nested-stack-outputs", .high, .deployment, .aws,
        title: "Output that the nested template doesn't have",
        rationale:
            "CloudFormation asks the finished nested stack for its outputs: one that isn't there fails the parent after the "
            + "child was made. The template is looked for beside this one.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stack.html",
        failing: [
            """
            Resources:
              Child:
                Type: AWS::CloudFormation::Stack
                Properties: {TemplateURL: child.yaml, Parameters: {Stage: live}}
              Topic:
                Type: AWS::SNS::Topic
                Properties: {TopicName: ↓!GetAtt Child.Outputs.TopicName, DisplayName: ↓!Sub "${Child.Outputs.Label} ops"}
            """
        ],
        passing: [
            """
            Resources:
              Child:
                Type: AWS::CloudFormation::Stack
                Properties: {TemplateURL: child.yaml, Parameters: {Stage: live}}
              Elsewhere:
                Type: AWS::CloudFormation::Stack
                Properties: {TemplateURL: https://bucket.s3.amazonaws.com/other.yaml}
              Topic:
                Type: AWS::SNS::Topic
                Properties: {TopicName: !GetAtt Child.Outputs.Address, DisplayName: !GetAtt Elsewhere.Outputs.Anything}
            """
        ]
    ) { nestedOutputs($0, ofUploaded: false) }

    /// The outputs of stacks that are asked for and not told.
    static func nestedOutputs(_ subject: Subject, ofUploaded isUploaded: Bool) -> [Problem] {
        let told = subject.children.filter { $0.value.isUploaded == isUploaded }.compactMapValues { outputs(of: $0.template) }
        guard !told.isEmpty else { return [] }
        var problems: [Problem] = []
        for part in subject.section("Resources") + subject.section("Outputs") {
            part.forEach { spot in
                for request in requests(of: spot.node) {
                    guard let names = told[request.stack], !names.contains(request.output) else { continue }
                    problems.append(
                        Problem(
                            "\(subject.children[request.stack]?.name ?? "the template") has no output \"\(request.output)\""
                                + Suggestion.clause(for: request.output, among: names),
                            at: spot.place,
                            fix: names.isEmpty
                                ? "Add it there."
                                : "Add it there, or use one of: "
                                    + names.joined(separator: ", ") + "."))
                }
            }
        }
        return problems
    }

    /// The names of a template's outputs; none where a macro or a loop may add some.
    private static func outputs(of child: Template) -> [String]? {
        guard child.root["Outputs"]?.object?.isOpen != true, child.root["Transform"] == nil else { return nil }
        return child.section("Outputs").map(\.key)
    }

    /// The outputs of stacks that a node asks for by itself.
    private static func requests(of node: Node) -> [(stack: String, output: String)] {
        func request(_ stack: Substring, _ attribute: Substring) -> (stack: String, output: String)? {
            attribute.hasPrefix("Outputs.") ? (String(stack), String(attribute.dropFirst("Outputs.".count))) : nil
        }
        switch node.function {
        case .getAtt(let stack, let attribute)?:
            return [request(stack[...], (attribute.string ?? "")[...])].compactMap { $0 }
        case .sub(let text, let variables)?:
            return Substitution.names(in: text).filter { variables[$0.name] == nil }.compactMap { name, attribute in
                attribute.flatMap { request(name[...], $0[...]) }
            }
        default: return []
        }
    }
}
