import ViridianConstructs
import ViridianResources

/// Two keys, so that who reads logs can't open data; and for each colour's database two passwords, the owner's and the service's.
struct PaymentSecurity: Construct {
    struct Parts: Sendable {
        let dataKey: Handle<KMS.Key>
        let logKey: Handle<KMS.Key>
        let blue: Passwords
        let green: Passwords
    }

    /// The owner changes the service's password: its two users take turns, so that running tasks keep one that is good.
    struct Passwords: Sendable {
        let owner: SecretStore.Parts
        let service: SecretStore.Parts
    }

    func define(in stack: inout Stack) -> Parts {
        let data = stack.add("Data", EncryptionKey("Encrypts payments, their passwords and their backups", services: [.fargate]))
        let logs = stack.add("Logs", EncryptionKey("Encrypts logs and what alarms tell", services: [.logs, .alarms]))
        stack.output("DataKey", data.arn, purpose: "The key of databases, secrets, disks and backups.")
        stack.output("LogKey", logs.arn, purpose: "The key of logs and alarms.")
        return Parts(
            dataKey: data, logKey: logs, blue: passwords("Blue", data, in: &stack), green: passwords("Green", data, in: &stack))
    }

    private func passwords(_ colour: String, _ key: Handle<KMS.Key>, in stack: inout Stack) -> Passwords {
        let owner = stack.add("\(colour)Owner", SecretStore(user: "owner", key: key.arn))
        let service = stack.add("\(colour)Service", SecretStore(user: "payment", key: key.arn, superuser: owner))
        return Passwords(owner: owner, service: service)
    }
}
