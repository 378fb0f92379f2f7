import ViridianTemplate

extension Rule {
    /// A blank that was never filled in.
    static let placeholderValue = Rule(
        "placeholder-value", .high, .deployment, .practice,
        title: "Address of a nested template or an object that was never filled in",
        rationale:
            "\"your-bucket\" belongs to somebody else, or to nobody: the nested stack fails, or comes from a stranger.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stack.html",
        failing: [
            """
            Resources:
              Network:
                Type: AWS::CloudFormation::Stack
                Properties: {TemplateURL: ↓"https://s3.amazonaws.com/your-bucket-name/network.yaml"}
            """
        ],
        passing: [
            """
            Parameters:
              Bucket: {Type: String}
            Resources:
              Network:
                Type: AWS::CloudFormation::Stack
                Properties: {TemplateURL: !Sub "https://${Bucket}.s3.${AWS::Region}.amazonaws.com/network.yaml"}
            """
        ]
    ) { subject in
        let places = [
            ("AWS::CloudFormation::Stack", "TemplateURL"), ("AWS::Lambda::Function", "Code.S3Bucket"),
            ("AWS::CodePipeline::Pipeline", "ArtifactStore.Location"), ("AWS::Serverless::Application", "Location"),
        ]
        // Whoever fills the blank in does it once: a bucket that many places name, or a parameter that they take, is one fault.
        var (blanks, owners): ([String: Problem], [String: [String]]) = ([:], [:])
        var order: [String] = []
        for (type, path) in places {
            for value in subject.resources(ofType: type).flatMap({ subject.values(path, in: $0.properties) }) {
                let text = subject.knownText(of: value.spot.node)
                guard let mark = blank(in: text) else { continue }
                let shown = text.replacing(String(Subject.unknownText), with: "…")
                let part = shown.split(separator: "/").map(String.init).first { $0.lowercased().contains(mark) } ?? shown
                owners[part, default: []].append(value.spot.path.dropFirst().first ?? "")
                guard blanks[part] == nil else { continue }
                order.append(part)
                blanks[part] = Problem(
                    "\"\(shown)\" has a blank in it: \"\(mark)\"", at: value.spot.place,
                    fix: "Take the bucket from a parameter without a default.")
            }
        }
        return order.compactMap { part in
            var problem = blanks[part]
            let others = Set(owners[part]?.dropFirst() ?? []).sorted().map { "\"\($0)\"" }
            if !others.isEmpty { problem?.message += ", here and in \(others.joined(separator: ", "))" }
            return problem
        }
    }

    /// What in an address was never filled in.
    fileprivate static func blank(in text: String) -> String? {
        let text = text.lowercased()
        return [
            "your-", "your_", "yourbucket", "my-bucket", "my-template-bucket", "bucket-name", "mybucket", "example-bucket",
            "placeholder", "changeme", "change-me", "replace-", "replace_",
            "<", "xxxx",
        ].first(where: text.contains)
    }
}

extension Subject {
    /// Whether an address has a blank in it.
    func isPlaceholder(_ node: Node) -> Bool { Rule.blank(in: knownText(of: node)) != nil }
}
