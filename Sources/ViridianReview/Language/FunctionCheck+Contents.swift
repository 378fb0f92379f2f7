import ViridianTemplate

extension FunctionCheck {
    /// Whether CloudFormation is asked, in a resource's properties or in an output, for a function that it doesn't have.
    /// Macros may have functions of their own; in the description of an API the serverless one is left to say what it takes.
    func isUnknown(_ name: String, at spot: Spot) -> Bool {
        guard name.hasPrefix("Fn::"), !name.hasPrefix("Fn::ForEach"), !Subject.functionNames.contains(name),
            !Subject.otherFunctions.contains(name) || Subject.ruleFunctions.contains(name)
        else { return false }
        guard !subject.hasGeneratedNames else { return false }
        let path = spot.path
        switch spot.section {
        case "Outputs": return true
        case "Resources":
            return path.count > 2 && path[2] == "Properties" && path.dropFirst(3).first != "DefinitionBody"
        default: return false
        }
    }

    func unknown(_ name: String, _ spot: Spot) -> Problem {
        let known = Subject.functionNames.union(Subject.otherFunctions).subtracting(Subject.ruleFunctions)
        func word(_ name: String) -> String { String(name.dropFirst("Fn::".count)) }
        let near = Suggestion.nearest(to: word(name), among: known.map(word).sorted()).map { "; did you mean Fn::\($0)?" }
        return Problem(
            "\(name) is no function\(near ?? "")", at: spot.place,
            fix: Subject.ruleFunctions.contains(name) ? "Use it in Rules only." : "Call a function that CloudFormation has.")
    }

    /// What some functions demand of arguments that are written out, beyond their kinds.
    func contents(of name: String, _ argument: Spot) -> [Problem] {
        switch name {
        case "Fn::GetAZs": zones(argument)
        case "Fn::Select": selection(argument)
        case "Fn::Cidr": blocks(argument)
        case "Fn::Split": source(argument)
        case "Fn::FindInMap": fallback(argument)
        case "Fn::ToJsonString": document(argument)
        default: []
        }
    }

    /// From a list that is written out, `Fn::Select` takes an element that is there.
    private func selection(_ argument: Spot) -> [Problem] {
        let elements = argument.elements
        guard elements.count == 2, let index = elements[0].node.int, let list = elements[1].node.list, !list.isEmpty,
            !list.contains(where: \.mayBeNothing), !list.indices.contains(index)
        else { return [] }
        let words = "Write a number from 0 to \(list.count - 1)."
        return [Problem("the list has no element \(index)", at: elements[0].place, fix: words)]
    }

    private func zones(_ argument: Spot) -> [Problem] {
        guard let region = argument.node.string, !region.isEmpty, !Regions.all.contains(region) else { return [] }
        let hint = Suggestion.clause(for: region, among: Regions.all)
        return [
            Problem("there is no region \"\(region)\"\(hint)", at: argument.place, fix: "Write the name of a region, or \"\".")
        ]
    }

    /// A block of addresses, from 1 to 256 blocks in it, and from 1 to 128 bits for each.
    ///
    /// Source: CloudFormation Template Reference, "Fn::Cidr".
    private func blocks(_ argument: Spot) -> [Problem] {
        let elements = argument.elements
        guard let first = elements.first else { return [] }
        let texts = subject.branches(of: first).filter { $0.spot.node.string?.hasDynamicReference == false }
        let wrong = texts.filter { !Self.isBlock($0.spot.node.string ?? "") }.map { block in
            Problem(
                "Fn::Cidr takes a block of addresses here, not \(block.spot.node.quoted)", at: block.spot.place,
                fix: "Write a block such as 10.0.0.0/16.")
        }
        let limits = [("blocks", 256), ("bits", 128)]
        return wrong
            + zip(elements.dropFirst(), limits).compactMap { number, limit in
                guard let value = number.node.int, !(1...limit.1).contains(value) else { return nil }
                return Problem(
                    "Fn::Cidr takes 1 to \(limit.1) \(limit.0), not \(value)", at: number.place,
                    fix: "Write a number from 1 to \(limit.1).")
            }
    }

    private static func isBlock(_ text: String) -> Bool {
        if text.contains(":") { return IPv6Address.isAddress(String(text.prefix { $0 != "/" })) }
        return IPv4Block(text) != nil
    }

    /// What a map gives where it lacks the key.
    private func fallback(_ argument: Spot) -> [Problem] {
        let elements = argument.elements
        guard elements.count == 4, elements[3].node.object != nil else { return [] }
        let missing = Problem("Fn::FindInMap needs DefaultValue here", at: elements[3].place, fix: "Write {DefaultValue: …}.")
        return elements[3].unknownFields(among: ["DefaultValue"], of: "Fn::FindInMap")
            + (elements[3]["DefaultValue"] == nil ? [missing] : [])
    }

    /// The text is split before CloudFormation fetches what a dynamic reference names.
    private func source(_ argument: Spot) -> [Problem] {
        let elements = argument.elements
        guard elements.count == 2, elements[1].node.string?.hasDynamicReference == true else { return [] }
        return [
            Problem(
                "Fn::Split can't split what a dynamic reference gives", at: elements[1].place,
                fix: "Take the list from a parameter of type AWS::SSM::Parameter::Value<List<String>>.")
        ]
    }

    private func document(_ argument: Spot) -> [Problem] {
        guard argument.node.object?.fields.isEmpty == true || argument.node.list?.isEmpty == true else { return [] }
        return [
            Problem("Fn::ToJsonString takes something that isn't empty", at: argument.place, fix: "Write an object or a list.")
        ]
    }
}

extension Node {
    /// Whether what stands in a list may be no element of it, or several.
    fileprivate var mayBeNothing: Bool {
        switch function {
        case .if?, .ref("AWS::NoValue")?: true
        case .other(let name, _)?: !Subject.otherFunctions.contains(name)
        case .transform?: true
        default: false
        }
    }
}
