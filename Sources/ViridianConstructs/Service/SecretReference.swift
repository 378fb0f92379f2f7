public import ViridianResources

/// A secret, or one field of it, that containers get as a variable of their environment when they start.
///
/// ECS reads it as the execution role; it stands in no template and in no definition of a task. A secret that changes reaches
/// only tasks that start afterwards. Source: Amazon ECS Developer Guide, "Pass Secrets Manager secrets through Amazon ECS
/// environment variables".
public struct SecretReference: Hashable, Sendable {
    /// The secret.
    public var secret: Input<ARN<SecretsManager.Secret>>
    /// The field of its JSON; without one, containers get all of it.
    public var field: String?
    /// The key with which it is encrypted, if it is not AWS's own.
    public var key: Input<ARN<KMS.Key>>?

    /// What must be there before the secret has the field: services wait for it.
    public var waitsFor: [Reference]

    /// A secret, or one field of it.
    public init(
        _ secret: Input<ARN<SecretsManager.Secret>>, field: String? = nil, key: Input<ARN<KMS.Key>>? = nil,
        waitsFor: [any LogicalReference] = []
    ) {
        self.secret = secret
        self.field = field
        self.key = key
        self.waitsFor = waitsFor.map(\.reference)
    }

    /// Both colons at the end must be there: they stand before a version that is not asked for.
    var valueFrom: Input<String> {
        guard let field else { return secret.typed() }
        return "\(secret):\(field)::"
    }
}
