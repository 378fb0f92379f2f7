/// One thing in which two databases differ.
public struct Difference: Hashable, Sendable, Codable, CustomStringConvertible {
    /// What is different: `table public.orders`, `column public.orders.total`.
    public var object: String
    /// What happened to it.
    public var change: Change
    /// How it is in the stable database; none for what is new.
    public var stable: String?
    /// How it is in the candidate; none for what is gone.
    public var candidate: String?

    init(_ change: Change, _ object: String, from stable: String? = nil, to candidate: String? = nil) {
        self.object = object
        self.change = change
        self.stable = stable
        self.candidate = candidate
    }

    /// Whether the release may go on.
    public var verdict: Verdict { change.verdict }

    public var description: String {
        let texts = [stable, candidate].compactMap { $0 }
        return "\(verdict): \(object): \(change.rawValue)\(texts.isEmpty ? "" : ": \(texts.joined(separator: " → "))")"
    }

    /// Whether both versions of a service can live with a difference.
    public enum Verdict: String, Hashable, Sendable, Codable {
        case safe
        case breaking
    }

    private enum CodingKeys: String, CodingKey { case object, change, verdict, reason, stable, candidate }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            try values.decode(Change.self, forKey: .change), try values.decode(String.self, forKey: .object),
            from: try values.decodeIfPresent(String.self, forKey: .stable),
            to: try values.decodeIfPresent(String.self, forKey: .candidate))
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(object, forKey: .object)
        try values.encode(change, forKey: .change)
        try values.encode(verdict, forKey: .verdict)
        try values.encode(change.reason, forKey: .reason)
        try values.encodeIfPresent(stable, forKey: .stable)
        try values.encodeIfPresent(candidate, forKey: .candidate)
    }
}
