/// A `{{resolve:…}}` in a text, which CloudFormation replaces when the stack is made.
///
/// Source: CloudFormation User Guide, "Get values stored in other services using dynamic references".
public struct DynamicReference: Hashable, Sendable {
    /// Where the value is stored.
    public enum Service: String, Hashable, Sendable, CaseIterable {
        /// The SSM parameter store, in clear.
        case ssm
        /// The SSM parameter store, encrypted; only certain properties take it.
        case ssmSecure = "ssm-secure"
        /// Secrets Manager.
        case secretsManager = "secretsmanager"
    }

    /// How many one template may have.
    public static let countMaximum = 60

    /// Where the value is stored.
    public var service: Service
    /// The parameter's name; the secret's name or ARN.
    public var name: String
    /// The version of an SSM parameter; the latest where there is none.
    public var version: Int?
    /// The key in a secret that is a JSON object; the whole secret where there is none.
    public var jsonKey: String?
    /// The stage of a secret's version, such as `AWSPREVIOUS`.
    public var versionStage: String?
    /// The id of a secret's version.
    public var versionID: String?

    /// Why a reference can't be read: the end of a sentence that begins with it.
    public struct Mistake: Error, Hashable, Sendable {
        /// The reference as it was written.
        public var text: String
        /// What is wrong.
        public var reason: String
    }

    /// All references in a text, read or not. Services that don't exist are no references but text.
    public static func all(in text: String) -> [Result<DynamicReference, Mistake>] {
        guard text.contains(opening) else { return [] }
        var found: [Result<DynamicReference, Mistake>] = []
        var rest = Substring(text)
        while let start = rest.firstRange(of: opening) {
            let behind = rest[start.upperBound...]
            let end = behind.firstRange(of: "}}")
            let inside = behind[..<(end?.lowerBound ?? behind.endIndex)]
            rest = end.map { behind[$0.upperBound...] } ?? ""
            guard let colon = inside.firstIndex(of: ":"), let service = Service(rawValue: String(inside[..<colon])) else {
                continue
            }
            let whole = opening + inside + (end == nil ? "" : "}}")
            guard end != nil else {
                found.append(.failure(Mistake(text: whole, reason: "has no }} at its end")))
                continue
            }
            found.append(read(inside[inside.index(after: colon)...], from: service, written: whole))
        }
        return found
    }

    /// The first mistake of a text, in a sentence; none where CloudFormation can read it.
    static func mistake(in text: String) -> String? {
        for case .failure(let mistake) in all(in: text) { return "the dynamic reference \(mistake.text) \(mistake.reason)" }
        return nil
    }

    private static let opening = "{{resolve:"

    private static func read(_ text: Substring, from service: Service, written: String) -> Result<Self, Mistake> {
        func wrong(_ reason: String) -> Result<Self, Mistake> { .failure(Mistake(text: written, reason: reason)) }
        guard text.last != "\\" else { return wrong("ends with a backslash") }
        guard service == .secretsManager else {
            let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            let name = parts[0]
            let isName = !name.isEmpty && name.utf8.allSatisfy { byte in nameBytes.contains(byte) }
            guard isName else { return wrong("names no parameter: a name has letters, digits and _ . - / only") }
            guard parts.count == 2 else { return .success(Self(service: service, name: String(name))) }
            guard let version = Int(parts[1]), version > 0 else { return wrong("has a version that is no whole number") }
            return .success(Self(service: service, name: String(name), version: version))
        }
        var parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        // An ARN has colons of its own.
        if parts[0] == "arn", parts.count >= 7 { parts.replaceSubrange(0..<7, with: [parts[0..<7].joined(separator: ":")]) }
        guard !parts[0].isEmpty, parts[0] != "arn" else { return wrong("names no secret") }
        guard parts.count <= 5 else { return wrong("has more than five parts") }
        parts += [String](repeating: "", count: 5 - parts.count)
        guard ["", "SecretString"].contains(parts[1]) else {
            return wrong("asks for \(parts[1]), but only SecretString is stored")
        }
        guard parts[3].isEmpty || parts[4].isEmpty else { return wrong("has both the stage and the id of a version") }
        func given(_ part: String) -> String? { part.isEmpty ? nil : part }
        return .success(
            Self(
                service: service, name: parts[0], jsonKey: given(parts[2]), versionStage: given(parts[3]),
                versionID: given(parts[4])))
    }

    private static let nameBytes = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-/".utf8)
}
