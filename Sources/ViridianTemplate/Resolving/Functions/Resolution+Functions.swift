extension Resolution {
    mutating func resolve(_ function: Intrinsic, at source: SourceRange?) throws(TemplateError) -> Node? {
        switch function {
        case .ref("AWS::NoValue"):
            return nil
        case .ref(let name):
            return Node(value(of: name) ?? .function(function), at: source)
        case .if(let condition, let then, let otherwise):
            if let isTrue = try self.condition(condition, at: source) { return try resolve(isTrue ? then : otherwise) }
            let branches = (try argument(then), try argument(otherwise))
            return Node(.function(.if(condition: condition, then: branches.0, else: branches.1)), at: source)
        case .equals, .and, .or, .not, .condition:
            return Node(try logic(function, at: source), at: source)
        case .select(let index, let list):
            return try select(index: try argument(index), from: try argument(list), at: source)
        case .findInMap:
            return try find(function, at: source)
        case .sub(let text, let variables):
            return Node(try substitute(text, variables: try resolve(variables), at: source), at: source)
        case .join(let delimiter, let list):
            return Node(try join(try argument(delimiter), try argument(list), at: source), at: source)
        case .split(let delimiter, let text):
            return Node(split(try argument(delimiter), try argument(text)), at: source)
        case .base64(let text):
            let argument = try argument(text)
            return Node(argument.text.map { .string(Base64.encode($0)) } ?? .function(.base64(argument)), at: source)
        case .cidr(let block, let count, let bits):
            return try cidr(block, count, bits, at: source)
        case .other(let name, let argument):
            return Node(try other(name, try self.argument(argument), at: source), at: source)
        default:
            return Node(.function(try withArguments(function)), at: source)
        }
    }

    /// The functions whose result only AWS knows, with what is known inside them.
    private mutating func withArguments(_ function: Intrinsic) throws(TemplateError) -> Intrinsic {
        switch function {
        case .getAtt(let resource, let attribute): return .getAtt(resource: resource, attribute: try argument(attribute))
        case .getAZs(let node): return .getAZs(try argument(node))
        case .importValue(let node): return .importValue(try argument(node))
        case .transform(let node): return .transform(try argument(node))
        default: return function
        }
    }

    /// The functions of rules and of the language extensions, where their argument is known.
    private mutating func other(_ name: String, _ argument: Node, at source: SourceRange?) throws(TemplateError) -> Value {
        switch name {
        case "Fn::Contains", "Fn::EachMemberEquals", "Fn::EachMemberIn":
            if let value = ruleFunction(name, argument) { return value }
        case "Fn::Length" where template.usesLanguageExtensions:
            // A branch may turn out to be no value.
            if let items = argument.list, !items.contains(where: { $0.function?.name == "Fn::If" }) {
                return .number(Number(items.count))
            }
        case "Fn::ToJsonString" where template.usesLanguageExtensions:
            try spend(argument.textBytes, at: source)
            if argument.list != nil || argument.object != nil, let text = argument.compactJSON { return .string(text) }
        default: break
        }
        return .function(.other(name: name, argument: argument))
    }

    private mutating func cidr(
        _ block: Node, _ count: Node, _ bits: Node?, at source: SourceRange?
    ) throws(TemplateError) -> Node {
        let (block, count) = (try argument(block), try argument(count))
        var hostBits: Node?
        if let bits { hostBits = try argument(bits) }
        guard let text = block.text, let number = count.int, hostBits == nil || hostBits?.int != nil else {
            return Node(.function(.cidr(ipBlock: block, count: count, cidrBits: hostBits)), at: source)
        }
        switch AddressBlock.parts(of: text, count: number, hostBits: hostBits?.int) {
        case .success(let parts): return Node(.list(parts.map { Node(.string($0), at: source) }), at: source)
        case .failure(let mistake):
            throw TemplateError(
                .invalidCidr, file: template.name, at: source?.start, "Fn::Cidr can't divide \(text): \(mistake.reason)",
                advice: "Ask for 1 to 256 blocks, and for so few bits that they fit into the address block.")
        }
    }

    private mutating func join(_ delimiter: Node, _ list: Node, at source: SourceRange?) throws(TemplateError) -> Value {
        let texts = list.list.map { $0.compactMap(\.text) }
        guard let glue = delimiter.string, let items = list.list, let texts, texts.count == items.count else {
            return .function(.join(delimiter: delimiter, list))
        }
        try spend(texts.reduce(glue.utf8.count * texts.count) { $0 + $1.utf8.count }, at: source)
        return .string(texts.joined(separator: glue))
    }

    private func split(_ delimiter: Node, _ text: Node) -> Value {
        guard let separator = delimiter.string, !separator.isEmpty, let string = text.text else {
            return .function(.split(delimiter: delimiter, text))
        }
        return .list(string.split(separator: separator, omittingEmptySubsequences: false).map { Node(.string(String($0))) })
    }

    private func select(index: Node, from list: Node, at source: SourceRange?) throws(TemplateError) -> Node? {
        guard let place = index.int, let items = list.list else {
            return Node(.function(.select(index: index, list)), at: source)
        }
        guard items.indices.contains(place) else {
            throw TemplateError(
                .indexOutOfRange, file: template.name, at: source?.start,
                "Fn::Select asks for item \(place) of a list of \(items.count)",
                advice: "Items count from 0: choose a smaller index, or a longer list.")
        }
        return Node(items[place].value, at: source)
    }

    private mutating func find(_ function: Intrinsic, at source: SourceRange?) throws(TemplateError) -> Node? {
        guard case .findInMap(let mapArgument, let topArgument, let secondArgument, let defaultValue) = function else {
            return nil
        }
        let map = try argument(mapArgument)
        let top = try argument(topArgument)
        let second = try argument(secondArgument)
        guard let mapName = map.text, let topKey = top.text, let secondKey = second.text else {
            let partial = Intrinsic.findInMap(map: map, topLevelKey: top, secondLevelKey: second, defaultValue: defaultValue)
            return Node(.function(partial), at: source)
        }
        let mappings = template.root["Mappings"]
        // A mapping may be included by Fn::Transform: then only AWS has it.
        if mappings?.function != nil || mappings?[mapName]?.function != nil { return Node(.function(function), at: source) }
        if let value = mappings?[mapName]?[topKey]?[secondKey] {
            try spend(value.string?.utf8.count ?? 0, at: source)
            return Node(value.value, at: source)
        }
        if let defaultValue { return try resolve(defaultValue) }
        let place =
            mappings?[mapName] == nil
            ? "no mapping \"\(mapName)\"" : "no \"\(topKey)\" with \"\(secondKey)\" in the mapping \"\(mapName)\""
        throw TemplateError(
            .missingMapping, file: template.name, at: source?.start, "there is \(place)",
            advice: "Add the keys to the section Mappings, or pass other parameters.")
    }

    /// Logic of three values: a false operand decides an `Fn::And`, and a true one an `Fn::Or`, whatever the others are.
    private mutating func logic(_ function: Intrinsic, at source: SourceRange?) throws(TemplateError) -> Value {
        switch function {
        case .equals(let left, let right):
            let first = try argument(left)
            let second = try argument(right)
            guard let text = first.text, let other = second.text else { return .function(.equals(first, second)) }
            return .bool(text == other)
        case .and(let operands):
            let values = try resolve(operands)
            if values.contains(where: { $0.bool == false }) { return .bool(false) }
            return values.allSatisfy { $0.bool == true } ? .bool(true) : .function(.and(values))
        case .or(let operands):
            let values = try resolve(operands)
            if values.contains(where: { $0.bool == true }) { return .bool(true) }
            return values.allSatisfy { $0.bool == false } ? .bool(false) : .function(.or(values))
        case .not(let operand):
            let value = try argument(operand)
            guard let bool = value.bool else { return .function(.not(value)) }
            return .bool(!bool)
        case .condition(let name):
            guard let bool = try condition(name, at: source) else { return .function(function) }
            return .bool(bool)
        default:
            return .function(function)
        }
    }
}
