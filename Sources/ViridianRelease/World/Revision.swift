/// What a colour runs: a task definition's revision, its image by digest; in a rehearsal the name of a command.
public struct Revision: Hashable, Sendable, Codable, CustomStringConvertible, ExpressibleByStringLiteral {
    /// What the world knows it by.
    public var name: String

    /// A revision by its name.
    public init(_ name: String) { self.name = name }
    /// A revision by its name, as tests and examples write it.
    public init(stringLiteral value: String) { name = value }
    /// Read from a plain string.
    public init(from decoder: any Decoder) throws { name = try decoder.singleValueContainer().decode(String.self) }

    /// Written as a plain string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }

    /// Its name.
    public var description: String { name }
}
