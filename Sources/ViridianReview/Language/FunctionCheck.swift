import ViridianCatalog
import ViridianTemplate

/// Looks at every call of a function: how many arguments it has, of what kinds, and which functions are nested in it.
struct FunctionCheck {
    let subject: Subject
    private let validator: Validator
    private let hasExtensions: Bool

    init(_ subject: Subject) {
        self.subject = subject
        validator = Validator(subject: subject)
        hasExtensions = subject.hasLanguageExtensions
    }

    func problems() -> [Problem] {
        var problems: [Problem] = []
        for section in ["Resources", "Conditions", "Rules", "Outputs"] {
            for spot in subject.section(section) {
                check(spot, &problems)
            }
        }
        return problems
    }

    /// A loop needs its transform; without it nothing in the loop makes sense, and nothing else is said of it.
    private func check(_ spot: Spot, isInLoop: Bool = false, _ problems: inout [Problem]) {
        let isLoop = !hasExtensions && spot.key.hasPrefix("Fn::ForEach")
        if isLoop {
            problems.append(missingTransform(spot.key, spot))
        } else if !isInLoop {
            problems += call(spot)
        }
        spot.forEachChild { check($0, isInLoop: isInLoop || isLoop, &problems) }
    }

    private func call(_ spot: Spot) -> [Problem] {
        guard let (name, argument) = spot.call else { return [] }
        switch name {
        case "Ref": return reference(argument)
        case "Fn::GetAtt": return attribute(argument)
        case "Fn::Sub": return substitution(argument)
        case "Fn::GetStackOutput": return stackOutput(argument)
        default: break
        }
        if isUnknown(name, at: spot) { return [unknown(name, spot)] }
        if ["Fn::Length", "Fn::ToJsonString"].contains(name), !hasExtensions { return [missingTransform(name, spot)] }
        guard
            let form = FunctionForm.of(name, hasExtensions: hasExtensions, isInRules: spot.section == "Rules")
        else { return [] }
        switch form {
        case .single(let form): return value(argument, form, of: name) + contents(of: name, argument)
        case .list(let count, let forms):
            return arguments(argument, count, forms, of: name) + contents(of: name, argument)
        case .many(let count, let form):
            return arguments(argument, count, Array(repeating: form, count: count.upperBound), of: name)
        }
    }

    private func arguments(_ list: Spot, _ count: ClosedRange<Int>, _ forms: [ArgumentForm], of name: String) -> [Problem] {
        guard list.node.list != nil else {
            return [
                Problem("\(name) takes a list, not \(list.node.quoted)", at: list.place, fix: "Write a list of \(count.words).")
            ]
        }
        let elements = list.elements
        var problems: [Problem] = []
        if !count.contains(elements.count) {
            problems.append(
                Problem(
                    "\(name) takes \(count.words), and has \(elements.count)", at: list.place, fix: "Write \(count.words)."))
        }
        return problems + zip(elements, forms).flatMap { value($0, $1, of: name) }
    }

    private func value(_ spot: Spot, _ form: ArgumentForm, of name: String) -> [Problem] {
        if let (inner, _) = spot.call {
            if isUnknown(inner, at: spot) { return [] }
            guard form.functions.contains(inner) || inner == "Fn::Transform" || inner.hasPrefix("Fn::ForEach") else {
                let allowed = form.functions.sorted().joined(separator: ", ")
                return [
                    Problem(
                        "\(name) can't hold \(inner) here", at: spot.place,
                        fix: allowed.isEmpty ? "Write \(form.types.words)." : "Write \(form.types.words), or one of: \(allowed).")
                ]
            }
            guard let function = spot.node.function else { return [] }
            if case .if = function {
                return subject.branches(of: spot).filter { !$0.isNothing }.flatMap { value($0.spot, form, of: name) }
            }
            if function == .ref("AWS::NoValue") || validator.isCompatible(function, form.types) { return [] }
            return [wrong(spot, form, of: name)]
        }
        guard form.types.contains(anyOf: spot.node) else { return [wrong(spot, form, of: name)] }
        guard let element = form.elements.first else { return [] }
        return spot.elements.flatMap { value($0, element, of: name) }
    }

    private func wrong(_ spot: Spot, _ form: ArgumentForm, of name: String) -> Problem {
        Problem(
            "\(name) takes \(form.types.words) here, not \(spot.node.quoted)", at: spot.place, fix: "Write \(form.types.words).")
    }

    private func missingTransform(_ name: String, _ spot: Spot) -> Problem {
        Problem(
            "\(name) needs the transform AWS::LanguageExtensions", at: spot.keyPlace,
            fix: "Write `Transform: AWS::LanguageExtensions` at the top of the template.")
    }
}

extension FunctionCheck {
    private func reference(_ argument: Spot) -> [Problem] {
        guard argument.node.string == nil, !hasExtensions else { return [] }
        return [Problem("Ref takes a name, not \(argument.node.quoted)", at: argument.place, fix: "Write the name itself.")]
    }

    private func attribute(_ argument: Spot) -> [Problem] {
        let way = "Write Resource.Attribute, or a list of the two."
        if let text = argument.node.string {
            let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count < 2 || parts[0].isEmpty || parts[1].isEmpty else { return [] }
            return [Problem("Fn::GetAtt takes a resource and an attribute, not \"\(text)\"", at: argument.place, fix: way)]
        }
        guard let list = argument.node.list, list.count == 2 else {
            return [Problem("Fn::GetAtt takes a resource and an attribute", at: argument.place, fix: way)]
        }
        guard !hasExtensions else { return [] }
        let elements = argument.elements
        return value(elements[0], .literal, of: "Fn::GetAtt") + value(elements[1], .text(["Ref"]), of: "Fn::GetAtt")
    }

    private func substitution(_ argument: Spot) -> [Problem] {
        if let text = argument.node.string { return attributes(in: text, at: argument, variables: [:]) }
        let elements = argument.elements
        guard elements.count == 2, let text = elements[0].node.string, elements[1].node.object != nil else {
            let message = "Fn::Sub takes a text, or a list of a text and its variables"
            return [Problem(message, at: argument.place, fix: "Write a text, or [text, {Name: value}].")]
        }
        return attributes(in: text, at: argument, variables: elements[1].node.object ?? [:])
            + elements[1].fields.flatMap { value($0, FunctionForm.subVariable, of: "Fn::Sub") }
    }

    /// What `${Resource.Attribute}` and `${Parameter}` name must be text, and no list.
    private func attributes(in text: String, at argument: Spot, variables: Object) -> [Problem] {
        Substitution.names(in: text).compactMap { name, attribute in
            guard variables[name] == nil else { return nil }
            let function = attribute.map { Intrinsic.getAtt(resource: name, attribute: Node(.string($0))) } ?? .ref(name)
            guard !validator.isCompatible(function, .string) else { return nil }
            let full = attribute.map { "\(name).\($0)" } ?? name
            return Problem("\(full) is no text", at: argument.place, fix: "Name something that is text, or join the list first.")
        }
    }

    private func stackOutput(_ argument: Spot) -> [Problem] {
        let names = ["StackName", "OutputName", "Region", "RoleArn"]
        guard argument.node.object != nil else {
            let message = "Fn::GetStackOutput takes an object, not \(argument.node.quoted)"
            return [Problem(message, at: argument.place, fix: "Write {StackName: …, OutputName: …}.")]
        }
        let missing = names.prefix(2).filter { argument[$0] == nil }.map { name in
            Problem("Fn::GetStackOutput needs \(name)", at: argument.keyPlace, fix: "Add \(name).")
        }
        return argument.unknownFields(among: names, of: "Fn::GetStackOutput") + missing
            + argument.fields.flatMap { value($0, FunctionForm.stackOutputField, of: "Fn::GetStackOutput") }
    }
}

extension Spot {
    /// The function that is called here, also where it was called wrongly, and what stands behind its name.
    var call: (name: String, argument: Spot)? {
        if let function = node.function {
            return (
                function.name, replaced(by: function.argument.placed(at: node.source), function.name)
            )
        }
        guard let object = node.object, object.isBrokenCall, let field = object.fields.first else { return nil }
        return self[field.key].map { (field.key, $0) }
    }
}

extension Node {
    /// The same node with a place, where it has none of its own.
    fileprivate func placed(at source: SourceRange?) -> Node { self.source == nil ? Node(value, at: source) : self }
}

extension ClosedRange<Int> {
    fileprivate var words: String {
        let noun = upperBound == 1 ? "element" : "elements"
        return lowerBound == upperBound ? "\(lowerBound) \(noun)" : "\(lowerBound) to \(upperBound) \(noun)"
    }
}
