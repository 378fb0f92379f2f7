/// What a client tells the server.
///
/// Source: PostgreSQL manual, "Message Formats".
enum FrontendMessage: Hashable {
    /// A question before anything else: may the connection be encrypted?
    case sslRequest
    /// Who wants to use which database.
    case startup(user: String, database: String)
    /// The beginning of a proof.
    case saslInitialResponse(mechanism: String, data: [UInt8])
    /// The rest of a proof.
    case saslResponse([UInt8])
    /// Statements, as text.
    case query(String)
    /// A farewell.
    case terminate

    var bytes: [UInt8] {
        switch self {
        case .sslRequest: Self.framed(nil, Self.number(80_877_103))
        case .startup(let user, let database):
            Self.framed(
                nil,
                Self.number(196_608)
                    + ["user", user, "database", database, "client_encoding", "UTF8", "application_name", "viridian"]
                    .flatMap(Self.text) + [0])
        case .saslInitialResponse(let mechanism, let data):
            Self.framed("p", Self.text(mechanism) + Self.number(Int32(data.count)) + data)
        case .saslResponse(let data): Self.framed("p", data)
        case .query(let statements): Self.framed("Q", Self.text(statements))
        case .terminate: Self.framed("X", [])
        }
    }

    private static func framed(_ tag: Unicode.Scalar?, _ content: [UInt8]) -> [UInt8] {
        (tag.map { [UInt8(ascii: $0)] } ?? []) + number(Int32(content.count + 4)) + content
    }

    private static func number(_ value: Int32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    /// A zero ends a text, so there is none inside of it.
    private static func text(_ text: String) -> [UInt8] { text.utf8.filter { $0 != 0 } + [0] }
}
