import ViridianConstructs
import ViridianResources

/// The database of one colour: its name in its cluster, and where its password is.
struct ColourDatabase {
    let name: Input<String>
    let secret: Input<ARN<SecretsManager.Secret>>
    let key: Input<ARN<KMS.Key>>
    private let attachment: Handle<SecretsManager.SecretTargetAttachment>

    init(
        _ colour: BlueGreenService.Colour, secret: Input<ARN<SecretsManager.Secret>>, key: Input<ARN<KMS.Key>>,
        waitsFor attachment: Handle<SecretsManager.SecretTargetAttachment>, in stack: inout Stack
    ) {
        let word = colour.rawValue.lowercased()
        name =
            stack.parameter(
                "\(colour.rawValue)Database", default: word,
                .matching("^[a-z_][a-z0-9_]{0,62}$", explanation: "The name of a database in PostgreSQL."),
                purpose: "The database of \(word)."
            ).value
        self.secret = secret
        self.key = key
        self.attachment = attachment
    }

    /// What the containers are told.
    var environment: [String: Input<String>] { ["DATABASE_NAME": name] }

    /// What the containers are told that nobody else may read.
    var secrets: [String: SecretReference] {
        let fields = ["DATABASE_HOST": "host", "DATABASE_PASSWORD": "password", "DATABASE_USER": "username"]
        return fields.mapValues { SecretReference(secret, field: $0, key: key, waitsFor: [attachment]) }
    }
}
