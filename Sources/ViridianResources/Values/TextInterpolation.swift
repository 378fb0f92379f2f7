import ViridianTemplate

/// Collects text over handles, parameters and inputs, and makes an `Fn::Sub` of it where that is needed.
///
/// Text stays text: a `${` that the user wrote is escaped, so that only what was interpolated is a variable.
/// Source: CloudFormation Template Reference, "Fn::Sub".
public struct TextInterpolation: StringInterpolationProtocol {
    private enum Part {
        case text(String)
        case value(Lowered)
    }

    private var parts: [Part] = []

    /// An empty text.
    public init(literalCapacity: Int, interpolationCount: Int) {
        parts.reserveCapacity(2 * interpolationCount + 1)
    }

    /// Text between the values.
    public mutating func appendLiteral(_ literal: String) { append(literal) }

    /// Text, a number, a handle, a parameter or an input.
    public mutating func appendInterpolation(_ value: some Interpolatable) {
        let lowered = value.lowered
        switch lowered.node.value {
        case .string(let text): append(text)
        case .number(let number): append(number.text)
        default: parts.append(.value(lowered))
        }
    }

    /// Neighbouring texts are one text: a `$` and a `{` must meet before they can be escaped.
    private mutating func append(_ text: String) {
        if case .text(let before)? = parts.last {
            parts[parts.count - 1] = .text(before + text)
        } else if !text.isEmpty {
            parts.append(.text(text))
        }
    }

    var lowered: Lowered {
        switch (parts.count, parts.first) {
        case (0, _): return "".lowered
        case (1, .text(let text)?): return text.lowered
        case (1, .value(let value)?): return value
        default: return substitution
        }
    }

    private var substitution: Lowered {
        var result = ""
        var variables = Object()
        var references: [Reference] = []
        for part in parts {
            switch part {
            case .text(let text): result += Self.escaped(text)
            case .value(let value):
                references += value.references
                result += Self.variable(for: value.node, &variables)
            }
        }
        return Lowered(.call(.sub(result, variables: variables)), references: references)
    }

    /// How a value is written inside the text; what has no short way becomes a named variable.
    private static func variable(for node: Node, _ variables: inout Object) -> String {
        switch node.function {
        case .ref(let name): return "${\(name)}"
        case .getAtt(let resource, let attribute) where attribute.string != nil:
            return "${\(resource).\(attribute.string ?? "")}"
        case .sub(let text, let inner) where inner.isEmpty: return text
        default:
            if let known = variables.fields.first(where: { $0.node == node }) { return "${\(known.key)}" }
            let name = "Variable\(variables.fields.count + 1)"
            variables[name] = node
            return "${\(name)}"
        }
    }

    private static func escaped(_ text: String) -> String {
        text.split(separator: "${", omittingEmptySubsequences: false).joined(separator: "${!")
    }
}
