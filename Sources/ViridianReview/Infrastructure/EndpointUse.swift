import ViridianTemplate

/// Which of AWS's services a template uses, as far as an interface endpoint could lead there.
struct EndpointUse {
    /// Whether containers certainly pull from other registries than Amazon ECR.
    private let pullsOnlyFromTheInternet: Bool
    /// All texts and types of the template but those of its endpoints, in lower case.
    private var words = ""
    private let hasOpenActions: Bool

    init(_ subject: Subject) {
        let images = subject.resources(ofType: "AWS::ECS::TaskDefinition").flatMap { _, properties in
            subject.items("ContainerDefinitions", in: properties).map { container in
                subject.text("Image", in: container.spot).flatMap { ImageReference($0) }
            }
        }
        let builds = subject.has("AWS::CodeBuild::Project") || subject.has("AWS::ECR::Repository")
        pullsOnlyFromTheInternet =
            !builds && !images.isEmpty && images.allSatisfy { $0.map(StockImage.isOnTheInternet) ?? false }
        hasOpenActions = subject.allowances.contains { $0.actionNames.contains("*") }
        for resource in subject.resourceList where resource.type != "AWS::EC2::VPCEndpoint" {
            words += resource.type.lowercased() + "\n"
            subject.spot(resource).forEach { spot in
                if case .sub(let text, _)? = spot.node.function { words += text.lowercased() + "\n" }
                if let text = spot.node.string { words += text.lowercased() + "\n" }
                // The key of a property tells as much: `Secrets`, `LogConfiguration`.
                if Self.tellingKeys.contains(spot.key) { words += "key:\(spot.key.lowercased())\n" }
            }
        }
    }

    private static let tellingKeys: Set<String> = ["Secrets", "EnableExecuteCommand", "KmsKeyId", "RepositoryCredentials"]

    /// `ecr.dkr` of `com.amazonaws.us-east-1.ecr.dkr`.
    static func service(of name: String) -> String? {
        let parts = name.split(separator: ".").map(String.init)
        guard parts.count > 3, parts[0] == "com", parts[1] == "amazonaws" else { return nil }
        let rest = parts.dropFirst(3)
        return rest.contains { $0.contains(Subject.unknownText) } ? nil : rest.joined(separator: ".")
    }

    /// Whether the template certainly doesn't use a service. Only of the services listed here that can be said.
    func lacks(_ service: String) -> Bool {
        guard !hasOpenActions else { return false }
        func mentions(_ marks: String...) -> Bool { marks.contains(where: words.contains) }
        switch service {
        case "ecr.api", "ecr.dkr": return pullsOnlyFromTheInternet
        case "secretsmanager": return !mentions("secretsmanager", "key:secrets", "key:repositorycredentials")
        case "ssm": return !mentions("ssm", "key:secrets", "key:enableexecutecommand", "/aws/service/")
        case "ssmmessages", "ec2messages": return !mentions("ssm", "key:enableexecutecommand", "ec2messages")
        case "kms": return !mentions("kms", "key:kmskeyid")
        case "logs": return !mentions("logs", "awslogs")
        case "sts": return !mentions("sts:assume", "aws::lambda", "sts")
        case "sqs", "sns", "events", "states", "kinesis-streams", "athena", "glue":
            return !mentions("\(service):", "aws::\(service)", "arn:aws:\(service)")
        default: return false
        }
    }
}
