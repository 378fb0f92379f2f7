import ViridianTemplate

/// Something of CloudFormation's that rewrites the template before it is deployed. Deploying it needs the capability
/// `CAPABILITY_AUTO_EXPAND`.
///
/// Source: CloudFormation Template Reference, "Transforms".
public struct Transform: RawRepresentable, Hashable, Sendable {
    /// AWS's name for it.
    public var rawValue: String
    /// A transform that has no name here, such as a macro of one's own.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Makes the function of a `HostedRotationLambda`, and renews it when the stack is updated.
    public static let secretsManager = Self(rawValue: "AWS::SecretsManager-2024-09-16")
    /// `Fn::ForEach`, `Fn::Length`, `Fn::ToJsonString` and defaults for `Fn::FindInMap`.
    public static let languageExtensions = Self(rawValue: "AWS::LanguageExtensions")
}

extension Stack {
    /// Lets CloudFormation rewrite the template; asking twice is asking once.
    public mutating func use(_ transform: Transform) {
        guard !scope.isMuted, !transforms.contains(transform) else { return }
        transforms.append(transform)
    }

    /// One transform is text, several are a list, in the order in which they were asked for.
    var transformNode: Node? {
        let names = transforms.map { Node(.string($0.rawValue)) }
        return names.count > 1 ? Node(.list(names)) : names.first
    }
}
