import ViridianTemplate

/// Looks at the declaration of one parameter.
///
/// Source: CloudFormation User Guide, "Parameters section", "General requirements" and "Properties".
struct ParameterCheck {
    private let subject: Subject
    private let parameter: Spot

    private static let common = ["Type", "Default", "NoEcho", "AllowedValues", "Description", "ConstraintDescription"]
    private static let ofText = ["AllowedPattern", "MaxLength", "MinLength"]
    private static let ofNumbers = ["MaxValue", "MinValue"]

    init(_ subject: Subject, _ parameter: Spot) {
        self.subject = subject
        self.parameter = parameter
    }

    func problems() -> [Problem] {
        guard parameter.node.object != nil else {
            return [Problem("\"\(parameter.key)\" is no parameter", at: parameter.keyPlace, fix: "Write an object with a Type.")]
        }
        guard let type = parameter["Type"] else {
            return keys(nil)
                + [Problem("\"\(parameter.key)\" has no type", at: parameter.keyPlace, fix: "Add its Type, such as String.")]
        }
        guard let name = type.node.string, let kind = ParameterType(name) else {
            let hint = Suggestion.clause(for: type.node.text ?? "", among: ParameterType.names)
            let message = "there is no parameter type \(type.node.quoted)\(hint)"
            return keys(nil) + [Problem(message, at: type.place, fix: "Use a type of the parameters section, such as String.")]
        }
        return keys(kind) + shapes() + defaults(kind)
    }

    private func keys(_ kind: ParameterType?) -> [Problem] {
        let names =
            switch kind?.name {
            case nil: Self.common + Self.ofText + Self.ofNumbers
            case "Number", "List<Number>": Self.common + Self.ofNumbers
            default: Self.common + Self.ofText
            }
        return parameter.unknownFields(among: names, of: kind.map { "a parameter of type \($0.name)" } ?? "a parameter")
    }

    private func shapes() -> [Problem] {
        var problems = ["Description", "ConstraintDescription", "AllowedPattern", "Default"].flatMap { name in
            parameter[name].map { $0.textProblem(name) } ?? []
        }
        for name in Self.ofNumbers + ["MaxLength", "MinLength"] {
            guard let limit = parameter[name], limit.node.double == nil else { continue }
            problems.append(Problem("\(name) must be a number", at: limit.place, fix: "Write a number."))
        }
        problems += lengths()
        if let echo = parameter["NoEcho"], !["true", "false"].contains(echo.node.text?.lowercased()) {
            problems.append(Problem("NoEcho is true or false", at: echo.place, fix: "Write true or false."))
        }
        if let values = parameter["AllowedValues"] {
            let isFine = values.node.list?.allSatisfy { $0.text != nil } ?? false
            if !isFine { problems.append(Problem("AllowedValues is a list of texts", at: values.place, fix: "Write a list.")) }
        }
        if let text = parameter["Description"], let words = text.node.string, words.utf8.count > 4000 {
            problems.append(Problem("the description has more than 4,000 bytes", at: text.place, fix: "Shorten it."))
        }
        return problems
    }

    /// No value of a parameter is longer than 4,096 characters.
    private func lengths() -> [Problem] {
        let texts = [parameter["Default"]].compactMap { $0 } + (parameter["AllowedValues"]?.elements ?? [])
        let long = texts.filter { ($0.node.string?.unicodeScalars.count ?? 0) > Self.lengthMaximum }
        let limit = parameter["MaxLength"].map { ($0.node.int ?? 0) > Self.lengthMaximum ? [$0] : [] } ?? []
        return long.map {
            Problem("a parameter has at most 4,096 characters", at: $0.place, fix: "Shorten it, or keep it in Systems Manager.")
        } + limit.map { Problem("MaxLength is at most 4096", at: $0.place, fix: "Write 4096 or less.") }
    }

    /// Source: CloudFormation User Guide, "Understand CloudFormation quotas", parameter values.
    private static let lengthMaximum = 4096

    /// A default must satisfy the constraints of its own parameter; what is stored in SSM can't be known.
    private func defaults(_ kind: ParameterType) -> [Problem] {
        guard let spot = parameter["Default"], let text = spot.node.text else { return [] }
        if kind.name.hasPrefix("AWS::SSM::") { return [] }
        let parts = kind.isList ? text.split(separator: ",", omittingEmptySubsequences: false).map(Self.trimmed) : [text]
        return parts.compactMap { complaint(about: $0, kind) }.prefix(1).map { complaint in
            Problem("the default of \"\(parameter.key)\" \(complaint)", at: spot.place, fix: "Write another default.")
        }
    }

    private func complaint(about text: String, _ kind: ParameterType) -> String? {
        if let allowed = parameter["AllowedValues"]?.node.list?.compactMap(\.text), !allowed.isEmpty, !allowed.contains(text) {
            return "is none of its AllowedValues: \(allowed.prefix(8).joined(separator: ", "))"
        }
        if kind.name == "Number" || kind.name == "List<Number>" {
            guard let number = Double(text) else { return "is no number" }
            if let least = parameter["MinValue"]?.node.double, number < least { return "is less than its MinValue" }
            if let most = parameter["MaxValue"]?.node.double, number > most { return "is greater than its MaxValue" }
            return nil
        }
        let length = text.unicodeScalars.count
        if let least = parameter["MinLength"]?.node.int, length < least { return "is shorter than its MinLength" }
        if let most = parameter["MaxLength"]?.node.int, length > most { return "is longer than its MaxLength" }
        if let pattern = parameter["AllowedPattern"]?.node.string, !subject.patterns.matches(text, "^(?:\(pattern))$") {
            return "does not match its AllowedPattern \(pattern)"
        }
        return nil
    }

    private static func trimmed(_ text: Substring) -> String {
        var rest = text
        while rest.first == " " { rest.removeFirst() }
        while rest.last == " " { rest.removeLast() }
        return String(rest)
    }
}
