/// One pass over a template for one stack.
struct Resolution {
    let template: Template
    let parameters: ParameterValues
    /// None where the account and the region aren't known.
    let pseudo: PseudoParameters?
    /// The conditions that were looked at: `nil` inside where AWS alone can decide.
    private var decided: [String: Bool?] = [:]
    private var underway: [String] = []
    private let declared: [String: Field]
    /// How many bytes of text may still be put together: a megabyte of `${P}` could ask for a gigabyte.
    private var bytesLeft = 20_000_000

    init(template: Template, parameters: ParameterValues, pseudo: PseudoParameters?) {
        self.template = template
        self.parameters = parameters
        self.pseudo = pseudo
        declared = Dictionary(template.conditions.map { ($0.key, $0) }) { first, _ in first }
    }

    /// The entries of a section, without those whose condition is false.
    mutating func section(_ object: Object) throws(TemplateError) -> Object {
        var fields: [Field] = []
        for field in object.fields {
            if let condition = field.node["Condition"], let name = condition.string {
                if try self.condition(name, at: condition.source) == false { continue }
            }
            if let node = try resolve(field.node) { fields.append(Field(field.key, node, keySource: field.keySource)) }
        }
        return Object(fields)
    }

    /// The node with everything known in it worked out; nothing where it is `AWS::NoValue`.
    mutating func resolve(_ node: Node) throws(TemplateError) -> Node? {
        switch node.value {
        case .list(let nodes):
            return Node(.list(try resolve(nodes)), at: node.source)
        case .object(let object):
            return Node(.object(try resolve(object)), at: node.source)
        case .function(let function):
            let resolved = try resolve(function, at: node.source)
            switch function {
            // Text that was put together, or looked up, may have become a dynamic reference.
            case .sub, .join, .findInMap: return try checked(resolved)
            default: return resolved
            }
        case .null, .bool, .number, .string:
            return try checked(node)
        }
    }

    /// Counts text before it is made.
    mutating func spend(_ bytes: Int, at source: SourceRange?) throws(TemplateError) {
        bytesLeft -= bytes
        guard bytesLeft < 0 else { return }
        throw TemplateError(
            .textTooLarge, file: template.name, at: source?.start,
            "the texts of this template grow to more than 20,000,000 bytes",
            advice: "CloudFormation takes templates of 1,000,000 bytes: use shorter values, or use them less often.")
    }

    /// A text with dynamic references stays as it is, but must be one that CloudFormation can read.
    private func checked(_ node: Node?) throws(TemplateError) -> Node? {
        guard let text = node?.string, text.utf8.count > 11, let mistake = DynamicReference.mistake(in: text) else { return node }
        throw TemplateError(
            .invalidDynamicReference, file: template.name, at: node?.source?.start, mistake,
            advice: "Write {{resolve:ssm:name:version}} or {{resolve:secretsmanager:secret:SecretString:key}}.")
    }

    mutating func resolve(_ object: Object) throws(TemplateError) -> Object {
        var fields: [Field] = []
        for field in object.fields {
            if let node = try resolve(field.node) { fields.append(Field(field.key, node, keySource: field.keySource)) }
        }
        return Object(fields)
    }

    mutating func resolve(_ nodes: [Node]) throws(TemplateError) -> [Node] {
        var resolved: [Node] = []
        for node in nodes {
            if let node = try resolve(node) { resolved.append(node) }
        }
        return resolved
    }

    /// The node, also where it is `AWS::NoValue`: an argument can't be left out.
    mutating func argument(_ node: Node) throws(TemplateError) -> Node { try resolve(node) ?? node }

    func value(of name: String) -> Value? { parameters.values[name] ?? pseudo?.value(name) }

    /// Whether a condition holds; nothing where that depends on what only AWS knows.
    mutating func condition(_ name: String, at source: SourceRange?) throws(TemplateError) -> Bool? {
        if let known = decided[name] { return known }
        guard let field = declared[name] else {
            throw TemplateError(
                .unknownCondition, file: template.name, at: source?.start, "there is no condition \"\(name)\"",
                advice: "Declare it in the section Conditions, or correct the name.")
        }
        guard !underway.contains(name) else { throw .conditionCycle(underway + [name], in: template) }
        underway.append(name)
        let isTrue = try resolve(field.node)?.bool
        underway.removeLast()
        decided[name] = .some(isTrue)
        return isTrue
    }
}

extension TemplateError {
    /// Conditions that depend on each other; the last is the first again.
    static func conditionCycle(_ names: [String], in template: Template) -> Self {
        let name = names.last ?? ""
        return Self(
            .conditionCycle, file: template.name, at: template.root["Conditions"]?.object?.field(name)?.keySource?.start,
            "the condition \"\(name)\" depends on itself: \(names.joined(separator: " → "))",
            advice: "Break the circle: a condition may use only conditions that stand without it.")
    }
}
