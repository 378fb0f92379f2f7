/// Something inside a resource that has a schema of its own.
public struct Document: RawRepresentable, Hashable, Sendable {
    /// The name in the catalogue.
    public let rawValue: String
    /// A document by its name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// What an identity may do: the policies of users, groups and roles.
    public static let identityPolicy = Self(rawValue: "identity-policy")
    /// Who may do what with a resource: the policies of buckets, queues, keys.
    public static let resourcePolicy = Self(rawValue: "resource-policy")
    /// The policy of an image repository, which names no resource.
    public static let repositoryPolicy = Self(rawValue: "repository-policy")
    /// Who may assume a role.
    public static let trustPolicy = Self(rawValue: "trust-policy")
    /// A whole resource, as far as its `UpdatePolicy` is concerned.
    public static let updatePolicy = Self(rawValue: "update-policy")
    /// `AWS::CloudFormation::Init`
    public static let instanceMetadata = Self(rawValue: "instance-metadata")
    /// `AWS::CloudFormation::Interface`
    public static let interface = Self(rawValue: "interface")
    /// The definition of a state machine, in the Amazon States Language.
    public static let stateMachine = Self(rawValue: "state-machine")
    /// The content of a Systems Manager document.
    public static let systemsManagerDocument = Self(rawValue: "ssm-document")
    /// The tags of a resource, as the property `Tags`.
    public static let tags = Self(rawValue: "tags")
}
