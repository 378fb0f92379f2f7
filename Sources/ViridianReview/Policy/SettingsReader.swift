import ViridianTemplate

/// Reads settings strictly: what nobody knows is an error at its place, with what was probably meant.
struct SettingsReader {
    let file: String

    func error(_ code: ReviewError.Code, at node: Node, _ problem: String, advice: String) -> ReviewError {
        error(code, at: node.source, problem, advice: advice)
    }

    func error(_ code: ReviewError.Code, at source: SourceRange?, _ problem: String, advice: String) -> ReviewError {
        ReviewError(code, file: file, at: source?.start, problem, advice: advice)
    }

    /// The fields of an object that has only known keys. `what` is the object's name in errors: `a policy`.
    func fields(of node: Node, _ what: String, keys: [String]) throws(ReviewError) -> [Field] {
        guard let object = node.object else {
            throw error(
                .wrongType, at: node, "\(what) is an object, and this is \(Self.kind(of: node))",
                advice: "Its keys are \(keys.joined(separator: ", ")).")
        }
        for field in object.fields where !keys.contains(field.key) {
            throw error(
                .unknownKey, at: field.keySource ?? field.node.source,
                "\(what) has no key \"\(field.key)\"\(Suggestion.clause(for: field.key, among: keys))",
                advice: "Its keys are \(keys.joined(separator: ", ")).")
        }
        return object.fields
    }

    func list(_ field: Field) throws(ReviewError) -> [Node] {
        guard let list = field.node.list else {
            throw error(
                .wrongType, at: field.node, "\(field.key) is a list, and this is \(Self.kind(of: field.node))",
                advice: "Write one line for each entry, beginning with a dash, or [a, b].")
        }
        return list
    }

    /// Text that says something.
    func text(_ node: Node, _ what: String) throws(ReviewError) -> String {
        guard let text = node.string else {
            throw error(
                .wrongType, at: node, "\(what) is text, and this is \(Self.kind(of: node))",
                advice: "Put it into quotes if it is meant so.")
        }
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw error(.wrongType, at: node, "\(what) is empty", advice: "Give it a text, or leave its key out.")
        }
        return text
    }

    func texts(_ field: Field, _ what: String) throws(ReviewError) -> [(text: String, node: Node)] {
        var texts: [(text: String, node: Node)] = []
        for node in try list(field) {
            let text = try text(node, what)
            guard !texts.contains(where: { $0.text == text }) else {
                throw error(.contradiction, at: node, "\"\(text)\" is listed twice", advice: "Once is enough.")
            }
            texts.append((text, node))
        }
        return texts
    }

    func bool(_ field: Field) throws(ReviewError) -> Bool {
        guard let bool = field.node.bool else {
            throw error(
                .wrongType, at: field.node, "\(field.key) is true or false, and this is \(Self.kind(of: field.node))",
                advice: "Write true or false, without quotes.")
        }
        return bool
    }

    /// One of the values of a closed set.
    func choice<T: RawRepresentable<String> & CaseIterable>(
        _ node: Node, _ what: String, as type: T.Type = T.self
    ) throws(ReviewError) -> T {
        let text = try text(node, what)
        let names = T.allCases.map(\.rawValue)
        guard let value = T(rawValue: text) else {
            throw error(
                .unknownValue, at: node, "\"\(text)\" is no \(what)\(Suggestion.clause(for: text, among: names))",
                advice: "Write one of \(names.joined(separator: ", ")).")
        }
        return value
    }

    /// The slug of a rule.
    func rule(_ text: String, at source: SourceRange?) throws(ReviewError) -> String {
        guard Rule.isKnown(text) else {
            throw error(
                .unknownRule, at: source,
                "there is no rule \"\(text)\"\(Suggestion.clause(for: text, among: Rule.all.map(\.slug)))",
                advice: "All rules are in docs/rules.md.")
        }
        return text
    }

    func pattern(_ node: Node, _ what: String) throws(ReviewError) -> FilePattern {
        let text = try text(node, what)
        guard let pattern = FilePattern(text) else {
            throw error(
                .unknownValue, at: node, "\"\(text)\" is no pattern: a bracket or a brace isn't closed, or there are too many",
                advice: "Write it like templates/**/*.yaml or {a,b}.json.")
        }
        return pattern
    }

    func day(_ node: Node) throws(ReviewError) -> Day {
        let text = try text(node, "until")
        guard let day = Day(text) else {
            throw error(.unknownValue, at: node, "\"\(text)\" is no day", advice: "Write it like 2027-01-31.")
        }
        return day
    }

    static func kind(of node: Node) -> String {
        switch node.value {
        case .null: "nothing"
        case .bool(let bool): bool ? "true" : "false"
        case .number(let number): "the number \(number.text)"
        case .string: "text"
        case .list: "a list"
        case .object: "an object"
        case .function: "a function of CloudFormation"
        }
    }
}

extension Rule {
    private static let slugs = Set(all.map(\.slug))

    /// Whether a rule has this slug.
    static func isKnown(_ slug: String) -> Bool { slugs.contains(slug) }
}
