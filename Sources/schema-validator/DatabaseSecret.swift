import ViridianPostgreSQL

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What a database's secret says, in the words that Secrets Manager and its target attachments use. No description shows it.
///
/// Source: AWS Secrets Manager User Guide, "JSON structure of AWS Secrets Manager secrets".
struct DatabaseSecret: Hashable {
    var user: String
    var password: String
    var host: String
    var port: Int
    var database: String

    /// Reads a secret; what the function's configuration says counts for more. No error shows what stands in it.
    init(_ text: String, for colour: Colour, database: Configuration.Database) throws(ValidatorError) {
        func invalid(_ what: String) -> ValidatorError {
            ValidatorError(.secretInvalid, "The secret of \(colour)'s database \(what).")
        }
        guard let fields = try? JSONDecoder().decode(Fields.self, from: Data(text.utf8)) else {
            throw invalid("isn't JSON with the fields of a database's secret")
        }
        if let engine = fields.engine, !engine.contains("postgres") { throw invalid("is of another kind of database: \(engine)") }
        guard let user = fields.username, !user.isEmpty else { throw invalid("has no username") }
        guard let password = fields.password, !password.isEmpty else { throw invalid("has no password") }
        guard let host = database.host ?? fields.host, !host.isEmpty else {
            throw invalid("has no host: attach the secret to the cluster, or set \(colour.rawValue.uppercased())_HOST")
        }
        guard let name = database.name ?? fields.dbname, !name.isEmpty else {
            throw invalid("has no dbname: set \(colour.rawValue.uppercased())_DATABASE")
        }
        self.user = user
        self.password = password
        self.host = host
        self.database = name
        port = fields.port ?? 5432
    }

    var login: Login { Login(user: user, password: password, database: database) }

    /// Whether two secrets lead to one database, whoever logs in there.
    func isSameDatabase(as other: DatabaseSecret) -> Bool {
        (host.lowercased(), port, database) == (other.host.lowercased(), other.port, other.database)
    }

    private struct Fields: Decodable {
        var username: String?
        var password: String?
        var host: String?
        var port: Int?
        var dbname: String?
        var engine: String?

        private enum CodingKeys: String, CodingKey { case username, password, host, port, dbname, engine }

        init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            username = try values.decodeIfPresent(String.self, forKey: .username)
            password = try values.decodeIfPresent(String.self, forKey: .password)
            host = try values.decodeIfPresent(String.self, forKey: .host)
            // A port is a number in most secrets, and a text in some.
            port =
                try (try? values.decodeIfPresent(Int.self, forKey: .port))
                ?? values.decodeIfPresent(String.self, forKey: .port).flatMap { Int($0) }
            dbname = try values.decodeIfPresent(String.self, forKey: .dbname)
            engine = try values.decodeIfPresent(String.self, forKey: .engine)
        }
    }
}

extension DatabaseSecret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    var description: String { "DatabaseSecret(\(database) at \(host):\(port), …)" }
    var debugDescription: String { description }
    var customMirror: Mirror { Mirror(self, children: ["host": host, "port": port, "database": database]) }
}
