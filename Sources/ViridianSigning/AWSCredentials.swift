/// Who signs. What is secret in it reaches no description.
public struct AWSCredentials: Hashable, Sendable {
    /// The public half, such as `AKIAIOSFODNN7EXAMPLE`.
    public var accessKeyID: String
    /// The secret half.
    public var secretAccessKey: String
    /// What temporary credentials, such as those of a function, have besides.
    public var sessionToken: String?

    /// The two halves of a key, and the token of temporary ones.
    public init(accessKeyID: String, secretAccessKey: String, sessionToken: String? = nil) {
        self.accessKeyID = accessKeyID
        self.secretAccessKey = secretAccessKey
        self.sessionToken = sessionToken
    }

    /// The credentials in the environment, where Lambda puts those of a function's role; none without both halves of a key.
    ///
    /// Source: AWS Lambda Developer Guide, "Working with Lambda environment variables".
    public init?(environment: [String: String]) {
        guard let accessKeyID = environment["AWS_ACCESS_KEY_ID"], !accessKeyID.isEmpty,
            let secretAccessKey = environment["AWS_SECRET_ACCESS_KEY"], !secretAccessKey.isEmpty
        else { return nil }
        let token = environment["AWS_SESSION_TOKEN"].flatMap { $0.isEmpty ? nil : $0 }
        self.init(accessKeyID: accessKeyID, secretAccessKey: secretAccessKey, sessionToken: token)
    }
}

extension AWSCredentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "AWSCredentials(\(accessKeyID), …)" }
    public var debugDescription: String { description }
    /// Without what is secret.
    public var customMirror: Mirror { Mirror(self, children: ["accessKeyID": accessKeyID]) }
}
