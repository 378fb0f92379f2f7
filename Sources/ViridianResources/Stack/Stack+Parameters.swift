import ViridianTemplate

/// What a parameter accepts. All of it is checked by CloudFormation before anything is touched.
///
/// Source: CloudFormation User Guide, "Parameters section".
public struct ParameterRules<T: ParameterValue & Sendable>: Sendable {
    /// The only values that are accepted.
    public var allowedValues: [T] = []
    /// What the whole value must match.
    public var pattern: String?
    /// How many characters the value may have.
    public var length: ClosedRange<Int>?
    /// Which numbers are accepted.
    public var range: ClosedRange<Int>?
    /// What a user is told whose value is not accepted.
    public var explanation: String?

    /// Anything goes.
    public static var any: Self { Self() }

    /// One of these values.
    public static func oneOf(_ values: T...) -> Self { Self(allowedValues: values) }
}

extension ParameterRules where T == Int {
    /// A number within limits.
    public static func range(_ range: ClosedRange<Int>) -> Self { Self(range: range) }
}

extension ParameterRules where T == String {
    /// Text that matches a pattern from its first to its last character.
    public static func matching(_ pattern: String, length: ClosedRange<Int>? = nil, explanation: String) -> Self {
        Self(pattern: pattern, length: length, explanation: explanation)
    }
}

extension Stack {
    /// Declares a parameter. Without a default, whoever deploys the stack must give a value.
    ///
    /// Parameters belong to the whole stack: a construct's name is not put before theirs. A secret's value is masked wherever
    /// CloudFormation shows it, and can't have a default, which would stand in the template for all to read.
    @discardableResult
    public mutating func parameter<T: ParameterValue & Sendable>(
        _ name: String, of type: T.Type = T.self, default value: T? = nil, _ rules: ParameterRules<T> = .any,
        purpose: String? = nil, isSecret: Bool = false, file: String = #fileID, line: Int = #line, column: Int = #column
    ) -> Parameter<T> {
        let place = scope.place ?? Place(file: file, line: line, column: column)
        let parameter = Parameter<T>(reference(to: name))
        guard declare(name, at: place) else { return parameter }
        var properties = Properties()
        properties.set("Type", T.parameterType)
        properties.set("Description", purpose)
        properties.set("Default", value.map(Self.defaultValue))
        properties.set("AllowedValues", rules.allowedValues.isEmpty ? nil : rules.allowedValues)
        properties.set("AllowedPattern", rules.pattern)
        properties.set("MinLength", rules.length?.lowerBound)
        properties.set("MaxLength", rules.length?.upperBound)
        properties.set("MinValue", rules.range?.lowerBound)
        properties.set("MaxValue", rules.range?.upperBound)
        properties.set("ConstraintDescription", rules.explanation)
        properties.set("NoEcho", isSecret ? true : nil)
        parameters.append(Entry(name: name, place: place, value: properties.object))
        if let value { checkDefault(value, of: name, rules, isSecret: isSecret, at: place) }
        return parameter
    }

    /// The default of a list is one text with commas.
    private static func defaultValue<T: ParameterValue>(_ value: T) -> Input<T> {
        Input(lowered: value.lowered.node.list == nil ? value.lowered : value.parameterText.lowered)
    }

    private mutating func checkDefault<T: ParameterValue>(
        _ value: T, of name: String, _ rules: ParameterRules<T>, isSecret: Bool, at place: Place
    ) {
        let text = value.parameterText
        let allowed = rules.allowedValues.map(\.parameterText)
        var reasons: [String] = []
        if isSecret { reasons.append("a secret's default stands in the template for all to read") }
        if !allowed.isEmpty, !allowed.contains(text) { reasons.append("allowed are \(allowed.joined(separator: ", "))") }
        if let length = rules.length, !length.contains(text.count) {
            reasons.append("it has \(text.count) characters, allowed are \(length.lowerBound) to \(length.upperBound)")
        }
        if let range = rules.range, let number = Int(text), !range.contains(number) {
            reasons.append("allowed are \(range.lowerBound) to \(range.upperBound)")
        }
        if let pattern = rules.pattern {
            switch (try? Regex(pattern)).map({ try? $0.wholeMatch(in: text) }) {
            case .none: reasons.append("the pattern \(pattern) is no regular expression")
            case .some(.none): reasons.append("it does not match \(pattern)")
            case .some(.some): break
            }
        }
        for reason in reasons {
            let shown = isSecret ? "its default" : "the default \"\(text)\""
            problems.append(
                StackProblem(
                    .invalidDefault, at: place, "the parameter \"\(name)\" refuses \(shown): \(reason)",
                    advice: "Change the default or the rule, or leave the default out."))
        }
    }
}
