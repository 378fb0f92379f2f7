import ViridianTemplate

extension Input: ExpressibleByStringInterpolation where Value == String {
    /// Text with handles, parameters and attributes in it; it becomes an `Fn::Sub` where it has any.
    public init(stringInterpolation text: InputText) { node = text.node }
}

/// Collects the pieces of an interpolated text.
///
/// ```swift
/// let name: Input<String> = "alb-\(stack.suffix)"     // !Sub alb-${EnvironmentSuffix}
/// ```
public struct InputText: StringInterpolationProtocol, Sendable {
    private var pattern = ""
    private var literal = ""
    private var variables = Object()
    private var hasReferences = false

    /// An empty text.
    public init(literalCapacity: Int, interpolationCount: Int) {}

    /// Text as it is; `${` is quoted as CloudFormation wants it.
    public mutating func appendLiteral(_ text: String) {
        literal += text
        pattern += text.replacing("${", with: "${!")
    }

    /// Text that is known when the template is written.
    public mutating func appendInterpolation(_ text: String) { appendLiteral(text) }

    /// A number that is known when the template is written.
    public mutating func appendInterpolation(_ number: Int) { appendLiteral(String(number)) }

    /// A value that AWS finds out, or a literal.
    public mutating func appendInterpolation<Kind>(_ input: Input<Kind>) {
        switch input.node.value {
        case .string(let text): return appendLiteral(text)
        case .number(let number): return appendLiteral(number.text)
        case .function(.ref(let name)): pattern += "${\(name)}"
        case .function(.getAtt(let resource, let attribute)) where attribute.string != nil:
            pattern += "${\(resource).\(attribute.string ?? "")}"
        case .function(.sub(let text, let own)) where own.isEmpty: pattern += text
        default:
            let name = "Value\(variables.fields.count + 1)"
            variables[name] = input.node
            pattern += "${\(name)}"
        }
        hasReferences = true
    }

    var node: Node {
        hasReferences ? Node(.function(.sub(pattern, variables: variables))) : Node(.string(literal))
    }
}
