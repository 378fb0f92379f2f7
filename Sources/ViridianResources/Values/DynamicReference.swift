import ViridianTemplate

// Values that CloudFormation looks up when it deploys, so that they stand in no template. They are not looked up again when the
// value changes, and containers must not get secrets this way: their definition would show them.
// Source: CloudFormation User Guide, "Get values stored in other services using dynamic references".

extension Input where T == String {
    /// One field of a secret, such as `password`; without a field, all of it.
    public static func secret(_ secret: Input<ARN<SecretsManager.Secret>>, field: String = "") -> Self {
        "{{resolve:secretsmanager:\(secret):SecretString:\(field)}}"
    }

    /// A parameter of Systems Manager by its name; without a version, the latest.
    public static func ssmParameter(_ name: Input<String>, version: Int? = nil) -> Self {
        version.map { "{{resolve:ssm:\(name):\($0)}}" } ?? "{{resolve:ssm:\(name)}}"
    }

    /// An encrypted parameter of Systems Manager. Only a few properties take it, such as the password of a database.
    public static func secureParameter(_ name: Input<String>, version: Int? = nil) -> Self {
        version.map { "{{resolve:ssm-secure:\(name):\($0)}}" } ?? "{{resolve:ssm-secure:\(name)}}"
    }
}
