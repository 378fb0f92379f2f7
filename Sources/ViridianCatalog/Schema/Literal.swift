/// A JSON value in a schema: an allowed value, a bound, a default.
public enum Literal: Hashable, Sendable {
    case null
    case bool(Bool)
    case int(Int)
    case double(Double)
    case string(String)
    case array([Literal])
    case object([String: Literal])

    /// The text, where the value is one.
    public var string: String? { if case .string(let text) = self { text } else { nil } }

    /// The number, whole or not.
    public var double: Double? {
        switch self {
        case .int(let number): Double(number)
        case .double(let number): number
        default: nil
        }
    }
}
