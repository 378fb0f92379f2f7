/// Why a database could not be asked: what happened, and the way out. It holds no password.
public struct PostgreSQLError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What happened, for programs.
    public var code: Code
    /// What happened, and the way out.
    public var message: String
    /// The server's own code, such as `28P01`, where the server said no.
    ///
    /// Source: PostgreSQL manual, "PostgreSQL Error Codes".
    public var sqlState: String?

    init(_ code: Code, _ message: String, sqlState: String? = nil) {
        self.code = code
        self.message = message
        self.sqlState = sqlState
    }

    public var description: String { sqlState.map { "\(message) (SQLSTATE \($0))" } ?? message }

    /// What happened.
    public struct Code: RawRepresentable, Hashable, Sendable {
        /// The word.
        public var rawValue: String
        /// A word.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// Nobody answers at the host and port, or the name isn't known.
        public static let unreachable = Self(rawValue: "unreachable")
        /// The server doesn't encrypt, or isn't who it should be.
        public static let tls = Self(rawValue: "tls")
        /// Something that isn't safe was asked for.
        public static let insecure = Self(rawValue: "insecure")
        /// One side didn't prove who it is.
        public static let authentication = Self(rawValue: "authentication")
        /// The server said no.
        public static let refused = Self(rawValue: "refused")
        /// It took too long.
        public static let timedOut = Self(rawValue: "timed-out")
        /// More came than is taken.
        public static let tooLarge = Self(rawValue: "too-large")
        /// The server said something that it can't say.
        public static let malformed = Self(rawValue: "malformed")
        /// The connection ended.
        public static let closed = Self(rawValue: "closed")
    }
}
