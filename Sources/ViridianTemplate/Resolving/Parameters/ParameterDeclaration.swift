/// A parameter as a template declares it, and what values it takes.
///
/// Source: CloudFormation Template Reference, "Parameters".
public struct ParameterDeclaration: Hashable, Sendable {
    /// The longest value that CloudFormation takes, in bytes.
    public static let bytesMaximum = 4096

    /// The parameter's name.
    public let name: String
    /// Where that name stands.
    public let nameSource: SourceRange?
    /// The declaration as it was written.
    public let body: Object
    /// Its type; none where it is missing or AWS has no such type.
    public let type: ParameterType?

    /// The declaration in a field of `Parameters`.
    public init(_ field: Field) {
        name = field.key
        nameSource = field.keySource
        body = field.node.object ?? [:]
        type = body["Type"]?.string.flatMap(ParameterType.init)
    }

    /// The default as the text that is passed when nothing else is: the items of a list with commas between them.
    public var defaultText: String? {
        body["Default"].flatMap { node in node.list.map { $0.compactMap(\.text).joined(separator: ",") } ?? node.text }
    }

    /// Whether AWS masks the value. It must not be shown then, in a message either.
    public var isSecret: Bool { body["NoEcho"]?.text?.lowercased() == "true" }

    /// What is wrong with a value, as the end of a sentence; none where the parameter takes it.
    ///
    /// A pattern that we can't read admits everything. What only the account knows, such as whether a VPC exists, is not judged.
    public func objection(to text: String) -> String? {
        if text.utf8.count > Self.bytesMaximum { return "is longer than \(Self.bytesMaximum) bytes" }
        guard let type else { return nil }
        guard type.isList, !type.isStored else { return constraints(on: text, type) }
        return Self.items(of: text).lazy.compactMap { constraints(on: $0, type) }.first
    }

    /// The items of a list that is passed as text.
    static func items(of text: String) -> [String] {
        guard !text.isEmpty else { return [] }
        return text.split(separator: ",", omittingEmptySubsequences: false).map { item in
            let blanks: Set<Character> = [" ", "\t", "\n"]
            let start = item.drop { blanks.contains($0) }
            return String(String(start.reversed().drop { blanks.contains($0) }.reversed()))
        }
    }

    private func constraints(on text: String, _ type: ParameterType) -> String? {
        if let objection = kind(of: text, type) { return objection }
        if let allowed = body["AllowedValues"]?.list {
            let texts = allowed.compactMap(\.text)
            if texts.count == allowed.count, !texts.contains(text) { return "is none of \(texts.joined(separator: ", "))" }
        }
        if let pattern = body["AllowedPattern"]?.string, let expression = TextPattern(pattern), !expression.matchesAll(of: text) {
            return "does not match the pattern \(pattern)"
        }
        // A list's lengths are not documented; only those of a text are judged.
        guard !type.isList, type.kind != .number else { return nil }
        if let minimum = body["MinLength"]?.int, text.count < minimum { return "is shorter than \(minimum) characters" }
        if let maximum = body["MaxLength"]?.int, text.count > maximum { return "is longer than \(maximum) characters" }
        return nil
    }

    private func kind(of text: String, _ type: ParameterType) -> String? {
        if type.isStored || type.kind == .ssmName {
            let allowed = !text.isEmpty && text.unicodeScalars.allSatisfy { Self.ssmCharacters.contains($0) }
            return allowed ? nil : "is no name of an SSM parameter"
        }
        guard type.kind == .number else { return nil }
        guard let number = Double(text), number.isFinite else { return "is no number" }
        if let minimum = body["MinValue"], let least = minimum.double, number < least {
            return "is less than \(minimum.text ?? "")"
        }
        if let maximum = body["MaxValue"], let most = maximum.double, number > most {
            return "is more than \(maximum.text ?? "")"
        }
        return nil
    }

    /// Also those of a version, `:3`, and of an ARN.
    private static let ssmCharacters = Set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-/:".unicodeScalars)
}

extension Template {
    /// The declared parameters with their constraints.
    public var parameterDeclarations: [ParameterDeclaration] { parameters.map(ParameterDeclaration.init) }
}
