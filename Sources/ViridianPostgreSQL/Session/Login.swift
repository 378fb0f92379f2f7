/// Who wants to use which database. The password reaches no description.
public struct Login: Hashable, Sendable {
    /// The user.
    public var user: String
    /// The password.
    public var password: String
    /// The database.
    public var database: String

    /// A user with a password, and a database.
    public init(user: String, password: String, database: String) {
        self.user = user
        self.password = password
        self.database = database
    }
}

extension Login: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "Login(\(user) to \(database), …)" }
    public var debugDescription: String { description }
    /// Without the password.
    public var customMirror: Mirror { Mirror(self, children: ["user": user, "database": database]) }
}
