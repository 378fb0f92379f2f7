import ViridianCatalog
import ViridianTemplate

extension Validator {
    func checkScalar(_ constraint: Constraint, _ spot: Spot, _ scenario: Scenario, _ verdict: inout Verdict) {
        func report(_ kind: Flaw.Kind) { verdict.flaws.append(Flaw(kind, spot, scenario)) }
        let node = spot.node
        switch constraint {
        case .types(let types): if !types.contains(anyOf: node) { report(.wrongType(types)) }
        case .allowed(let values, let ignoringCase):
            if !values.contains(where: { $0.matches(node, ignoringCase: ignoringCase) }) { report(.notAllowed(values)) }
        case .constant(let value):
            guard let value = resolved(value) else {
                verdict.isUnknown = true
                return
            }
            if !value.matches(node, ignoringCase: false) { report(.notAllowed([value])) }
        case .pattern(let pattern):
            if let text = node.text, !subject.patterns.matches(text, pattern) { report(.pattern(pattern)) }
        case .format(let format):
            if let text = node.string, !Formats.accepts(text, format, subject.patterns, at: spot.path) { report(.format(format)) }
        case .length(let bound, let limit):
            guard let text = node.text else { return }
            let length = text.unicodeScalars.count
            if bound == .minimum ? length < limit : length > limit { report(.length(bound, limit)) }
        case .range(let bound, let literal, let isExclusive):
            guard let value = node.double else { return }
            guard let literal = resolved(literal), let limit = literal.double ?? literal.string.flatMap(Double.init) else {
                verdict.isUnknown = true
                return
            }
            let isOutside = bound == .minimum ? value < limit : value > limit
            if isOutside || (isExclusive && value == limit) { report(.range(bound, literal, isExclusive: isExclusive)) }
        case .multiple(let factor):
            guard let value = node.double, factor > 0 else { return }
            if (value / factor).rounded() != value / factor { report(.multiple(factor)) }
        default: break
        }
    }

    /// A literal of the schema, or what its `$data` names.
    private func resolved(_ literal: Literal) -> Literal? {
        guard case .object(let fields) = literal, let path = fields["$data"]?.string else { return literal }
        return gathered?.literal(at: path).flatMap { isKnown($0) ? $0 : nil }
    }

    /// What a parameter or most functions give is known only when the stack is deployed; which resource is meant is known now.
    private func isKnown(_ literal: Literal) -> Bool {
        guard case .object(let fields) = literal, fields.count == 1, let (name, argument) = fields.first else { return true }
        if name == "Ref" { return argument.string.map { subject.resources[$0] != nil } ?? true }
        return !name.hasPrefix("Fn::") || name == "Fn::GetAtt"
    }
}

extension SchemaTypes {
    /// Whether a value has one of these types as CloudFormation takes it.
    func contains(anyOf node: Node) -> Bool {
        switch node.value {
        case .object, .function: contains(.object)
        case .list: contains(.array)
        case .null: contains(.null)
        case .bool: contains(.boolean) || contains(.string)
        case .number(let number):
            contains(.string) || contains(.number) || (contains(.integer) && Self.isWhole(number.text))
        case .string(let text):
            contains(.string) || (contains(.number) && Double(text.trimmingBlanks) != nil)
                || (contains(.integer) && Int(text.trimmingBlanks) != nil)
                || (contains(.boolean) && ["true", "false"].contains(text.lowercased()))
        }
    }

    /// `5.0` is written as a fraction and taken as a whole number.
    private static func isWhole(_ text: String) -> Bool {
        if Int(text) != nil { return true }
        return Double(text).map { $0 == $0.rounded() } ?? false
    }
}

extension Literal {
    /// Whether a value is this one, as CloudFormation compares: `5` and `"5"` are the same, and so are `true` and `"True"`.
    func matches(_ node: Node, ignoringCase: Bool) -> Bool {
        switch (self, node.value) {
        case (.null, .null): true
        case (.bool(let bool), _): node.text?.lowercased() == (bool ? "true" : "false")
        case (.int(let number), _): node.text.map { $0 == String(number) || Double($0) == Double(number) } ?? false
        case (.double(let number), _): node.double == number
        case (.string(let text), _):
            ignoringCase || ["true", "false"].contains(text.lowercased())
                ? node.text?.lowercased() == text.lowercased() : node.text == text
        case (.array(let literals), .list(let nodes)):
            literals.count == nodes.count && zip(literals, nodes).allSatisfy { $0.matches($1, ignoringCase: ignoringCase) }
        case (.object(let fields), .object(let object)):
            fields.count == object.fields.count
                && fields.allSatisfy { key, value in object[key].map { value.matches($0, ignoringCase: ignoringCase) } ?? false }
        case (.object, .function(let function)):
            matches(Node(.object([function.name: function.argument])), ignoringCase: ignoringCase)
        default: false
        }
    }
}

extension String {
    fileprivate var trimmingBlanks: Substring {
        var rest = self[...]
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return rest
    }
}
