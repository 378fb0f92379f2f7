import ViridianTemplate

/// A statement of an identity's policy that allows something.
struct PolicyStatement {
    let spot: Spot
    let actions: [Spot]
    let resources: [Spot]
    let hasCondition: Bool
    /// The resource of the template in which it is written.
    let logicalID: String

    /// The actions by name, in lower case, as IAM compares them.
    var actionNames: [String] { actions.compactMap { $0.node.string?.lowercased() } }
    /// The `*` that stands for every resource.
    var everyResource: Spot? { resources.first { $0.node.string == "*" } }

    /// What stands for every resource of a kind: `*`, or an ARN such as `arn:aws:s3:::*`.
    func everyResourceOfAKind(in subject: Subject) -> Spot? { everyResource ?? resources.first { Self.isOpen($0, subject) } }

    /// The ends of ARNs that name a kind and any resource of it. Tasks and log streams aren't among them: their names are made up.
    private static let openEnds: [String: [String]] = [
        "s3": ["*", "*/*"], "dynamodb": ["table/*", "*"], "sqs": ["*"], "sns": ["*"], "secretsmanager": ["secret:*", "*"],
        "kms": ["key/*", "*"], "ssm": ["parameter/*", "*"], "ecs": ["service/*", "service/*/*", "cluster/*", "*"],
    ]

    private static func isOpen(_ spot: Spot, _ subject: Subject) -> Bool {
        let parts = subject.knownText(of: spot.node).split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "arn" else { return false }
        return openEnds[String(parts[2])]?.contains(String(parts[5])) ?? false
    }
}

extension Subject {
    func findAllowances() -> [PolicyStatement] {
        policyDocuments.flatMap { document -> [PolicyStatement] in
            (document["Statement"].map { oneOrMany($0) } ?? []).compactMap { statement in
                guard text("Effect", in: statement.spot) == "Allow" else { return nil }
                func all(_ key: String) -> [Spot] { statement.spot[key].map { oneOrMany($0).map(\.spot) } ?? [] }
                return PolicyStatement(
                    spot: statement.spot, actions: all("Action"), resources: all("Resource"),
                    hasCondition: !lacks("Condition", in: statement.spot), logicalID: document.path[1])
            }
        }
    }

    private var policyDocuments: [Spot] {
        let inline = resources(ofType: "AWS::IAM::Role", "AWS::IAM::User", "AWS::IAM::Group").flatMap { _, properties in
            items("Policies", in: properties).compactMap { $0.spot["PolicyDocument"] }
        }
        let own = resources(
            ofType: "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy", "AWS::IAM::UserPolicy",
            "AWS::IAM::GroupPolicy"
        ).compactMap { $0.properties?["PolicyDocument"] }
        return (inline + own).flatMap { branches(of: $0).map(\.spot) }
    }
}
