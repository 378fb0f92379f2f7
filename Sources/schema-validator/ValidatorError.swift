import ViridianLambda
import ViridianPostgreSQL

/// Why there is no comparison, or why it stops a release. Its words go to whoever called, and into the log.
struct ValidatorError: ReportableError, Hashable {
    var code: Code
    var errorMessage: String

    init(_ code: Code, _ message: String) {
        self.code = code
        errorMessage = message
    }

    var errorType: String { code.rawValue }

    /// What callers tell errors apart by.
    enum Code: String, Hashable {
        /// The function's configuration lacks something, or contradicts itself.
        case invalidConfiguration = "InvalidConfiguration"
        /// Secrets Manager didn't give a secret.
        case secretUnreadable = "SecretUnreadable"
        /// A secret isn't that of a database.
        case secretInvalid = "SecretInvalid"
        /// A database could not be asked.
        case databaseUnreadable = "DatabaseUnreadable"
        /// The old version of the service can't live with the new schema.
        case schemaIncompatible = "SchemaIncompatible"
    }
}

extension ValidatorError {
    init(_ error: PostgreSQLError, colour: Colour) {
        self.init(.databaseUnreadable, "The database of \(colour) can't be read: \(error)")
    }
}
