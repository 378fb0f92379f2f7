public import ViridianResources

/// A secret that AWS makes up, with a user's name: it stands in no template, no parameter and no log.
///
/// ```swift
/// let secret = stack.add("Secret", SecretStore(user: "app", key: key.arn))
/// service.secrets = ["DATABASE_PASSWORD": secret.reference("password")]
/// ```
/// Source: AWS Secrets Manager User Guide, "Create an AWS Secrets Manager secret".
public struct SecretStore: Construct {
    /// The user whose password it is.
    public var user: String
    /// The key that encrypts it; without one, AWS's own.
    public var key: Input<ARN<KMS.Key>>?
    /// The secret of the user that may change this one's password, where two users take turns.
    public var superuser: Parts?

    /// What others need of a secret.
    public struct Parts: Hashable, Sendable {
        /// The secret itself.
        public let secret: Handle<SecretsManager.Secret>
        /// The key that encrypts it, if it is one's own.
        public let key: Input<ARN<KMS.Key>>?
        /// The secret of the user that may change this one's password.
        public let superuser: Input<ARN<SecretsManager.Secret>>?

        /// One field of the secret, `username` or `password`, for the variables of containers.
        public func reference(_ field: String) -> SecretReference { SecretReference(secret.arn, field: field, key: key) }
    }

    /// A secret.
    public init(user: String, key: Input<ARN<KMS.Key>>? = nil, superuser: Parts? = nil) {
        self.user = user
        self.key = key
        self.superuser = superuser
    }

    /// Adds the secret.
    public func define(in stack: inout Stack) -> Parts {
        if user.wholeMatch(of: /[A-Za-z][A-Za-z0-9]{0,15}/) == nil {
            stack.report(
                .invalidValue, "\"\(user)\" can't be the user of a database",
                advice: "Use 1 to 16 letters and digits, the first a letter.")
        }
        let template: Input<String> =
            superuser.map { "{\"username\":\"\(user)\",\"masterarn\":\"\($0.secret)\"}" } ?? "{\"username\":\"\(user)\"}"
        let secret = stack.add(
            "Secret",
            SecretsManager.Secret(
                description: Input("The password of \(user)"),
                // What RDS refuses in a password. Source: Amazon RDS API Reference, CreateDBCluster.
                generateSecretString: .init(
                    excludeCharacters: "\"@/\\' ", generateStringKey: "password", passwordLength: 32,
                    secretStringTemplate: template),
                kmsKeyID: key, name: stack.physicalName("")),
            purpose: "The password of \(user), which AWS makes up.")
        return Parts(secret: secret, key: key, superuser: superuser?.secret.arn)
    }
}
