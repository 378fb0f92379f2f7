import ViridianTemplate

extension Rule {
    /// An attribute that resources do not have.
    static let resourceAttribute = Rule(
        "resource-attribute", .high, .deployment, .aws,
        title: "Attribute that a resource doesn't have",
        rationale:
            "Beside its type and its properties a resource takes a few attributes only, and CloudFormation "
            + "refuses any other.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html",
        failing: [
            """
            Resources:
              Queue:
                Type: AWS::SQS::Queue
                ↓Propertes: {DelaySeconds: 1}
              Topic:
                Type: AWS::SNS::Topic
                DependsOn: ↓{Queue: true}
                Condition: ↓[a]
              ↓Untyped:
                Properties: {}
              ↓Text: AWS::SQS::Queue
            """
        ],
        passing: [
            """
            Resources:
              Queue:
                Type: AWS::SQS::Queue
                DeletionPolicy: Retain
                UpdateReplacePolicy: Retain
                Metadata: {Owner: me}
              Own:
                Type: Custom::Answer
                Version: "1.0"
                Properties: {ServiceToken: arn}
            """
        ]
    ) { subject in
        subject.section("Resources").filter { !Sections.isGenerated($0.key) }.flatMap { problems(with: $0, subject) }
    }

    private static let attributes = [
        "Condition", "Connectors", "CreationPolicy", "DeletionPolicy", "DependsOn", "IgnoreGlobals", "Metadata", "Properties",
        "Type", "UpdatePolicy", "UpdateReplacePolicy", "Version",
    ]

    private static func problems(with resource: Spot, _ subject: Subject) -> [Problem] {
        if case .transform? = resource.node.function { return [] }
        guard let object = resource.node.object else {
            return [Problem("\"\(resource.key)\" is no resource", at: resource.keyPlace, fix: "Write an object with a Type.")]
        }
        if object.isOpen { return [] }
        var problems = resource.unknownFields(among: attributes, of: "a resource")
        if let type = resource["Type"] {
            if type.node.string == nil { problems += [Problem("a type is a name", at: type.place, fix: "Write the name.")] }
        } else {
            problems.append(Problem("\"\(resource.key)\" has no type", at: resource.keyPlace, fix: "Add its Type."))
        }
        if let condition = resource["Condition"], condition.node.string == nil {
            problems += [Problem("a condition is a name", at: condition.place, fix: "Write the name of a condition.")]
        }
        if let type = resource["Type"]?.node.string, let version = resource["Version"],
            !type.hasPrefix("Custom::"), type != "AWS::CloudFormation::CustomResource"
        {
            problems += [Problem("only custom resources have a version", at: version.keyPlace, fix: "Remove it.")]
        }
        if !subject.transforms.contains("AWS::Serverless-2016-10-31") {
            problems += ["Connectors", "IgnoreGlobals"].compactMap { resource[$0] }.map { attribute in
                Problem(
                    "\(attribute.key) needs the serverless transform", at: attribute.keyPlace,
                    fix: "Write `Transform: AWS::Serverless-2016-10-31` at the top of the template.")
            }
        }
        problems += resource["Version"]?.textProblem("the version") ?? []
        return problems + dependencies(resource["DependsOn"]) + ignored(resource, subject)
    }

    /// What a serverless resource ignores must stand in the globals of its kind.
    private static func ignored(_ resource: Spot, _ subject: Subject) -> [Problem] {
        guard let list = resource["IgnoreGlobals"], let kind = resource["Type"]?.node.string?.split(separator: ":").last,
            let globals = subject.template.root["Globals"]?[String(kind)]?.object
        else { return [] }
        return list.elements.compactMap { element in
            guard let name = element.node.string, globals[name] == nil else { return nil }
            let hint = Suggestion.clause(for: name, among: globals.keys)
            return Problem(
                "the globals have no \"\(name)\"\(hint)", at: element.place, fix: "Write a name that the globals have.")
        }
    }

    private static func dependencies(_ spot: Spot?) -> [Problem] {
        guard let spot, spot.node.string == nil else { return [] }
        let elements = spot.elements
        if spot.node.list != nil, elements.allSatisfy({ $0.node.string != nil }) { return [] }
        let wrong = elements.first { $0.node.string == nil } ?? spot
        return [Problem("DependsOn takes names of resources", at: wrong.place, fix: "Write the names themselves.")]
    }
}
