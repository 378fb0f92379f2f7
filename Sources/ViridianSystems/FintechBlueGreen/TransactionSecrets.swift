import ViridianConstructs
import ViridianResources

/// What the containers get that nobody else may read: the database's credentials, which AWS makes up, and a key of somebody
/// else's interface, which is there already. Each variable has one field; a whole secret in a variable would show all of them.
struct TransactionSecrets {
    let database: SecretStore.Parts
    private let apiKey: Parameter<String>

    init(key: Handle<KMS.Key>, in stack: inout Stack) {
        database = stack.add("DatabaseSecret", SecretStore(user: "transactions", key: key.arn))
        apiKey = stack.parameter(
            "ApiKeySecret", of: String.self,
            .matching(
                "^arn:[a-z-]+:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:.+$",
                explanation: "The whole ARN of a secret of Secrets Manager, with the six characters at its end."),
            purpose: "A secret that is there already: JSON whose field apiKey is the key, encrypted by AWS's own key.")
    }

    var variables: [String: SecretReference] {
        [
            "API_KEY": SecretReference(apiKey.value.typed(), field: "apiKey"),
            "DATABASE_PASSWORD": database.reference("password"),
            "DATABASE_USER": database.reference("username"),
        ]
    }
}
