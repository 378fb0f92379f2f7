import ViridianCatalog
import ViridianTemplate

extension Flaw {
    /// The flaw in words, with the way out.
    func problem(in subject: Subject) -> Problem {
        let (message, fix) = words(subject)
        return Problem(message + scenario.clause, at: place, fix: fix)
    }

    private func words(_ subject: Subject) -> (message: String, fix: String) {
        let owner = subject.name(of: spot)
        let value = spot.node.quoted
        switch kind {
        case .wrongType(let types): return ("\(owner) must be \(types.words), not \(value)", "Write \(types.words).")
        case .missing(let name): return missing(name, subject)
        case .unknown(let name, let schema): return unknown(name, schema, subject)
        case .badName(let patterns):
            return ("the name \"\(spot.key)\" does not match \(patterns.first ?? "")", "Use letters and digits only.")
        case .notAllowed(let values): return notAllowed(values, owner)
        case .pattern(let pattern): return ("\(owner) does not match \(pattern): \(value)", "Write a value that matches.")
        case .format(let format):
            return ("\(owner) is no \(Self.words(of: format)): \(value)", "Write \(Self.words(of: format)).")
        case .length(let bound, let limit):
            let size = bound == .minimum ? "shorter" : "longer"
            return ("\(owner) is \(size) than \(limit) characters", "Write \(bound.words) \(limit) characters.")
        case .range(let bound, let limit, let isExclusive):
            let word = bound == .minimum ? "less than" : "greater than"
            let allowed = isExclusive ? "\(bound == .minimum ? "more" : "less") than" : bound.words
            return ("\(owner) is \(value), \(word) \(limit.quoted)", "Write \(allowed) \(limit.quoted).")
        case .multiple(let factor): return ("\(owner) is \(value), no multiple of \(factor)", "Write a multiple of \(factor).")
        case .items(let bound, let limit, let found):
            return ("\(owner) has \(found) elements, and takes \(bound.words) \(limit)", "Give \(bound.words) \(limit).")
        case .fields(let bound, let limit, let found):
            return ("\(owner) has \(found) properties, and takes \(bound.words) \(limit)", "Give \(bound.words) \(limit).")
        case .repeated: return ("\(owner) holds the same element twice", "Remove one of the two.")
        case .repeatedKey(let keys):
            return ("the \(keys) of \(owner) is that of another element", "Give each a \(keys) of its own.")
        default: return combinationWords(owner, value)
        }
    }

    private func combinationWords(_ owner: String, _ value: String) -> (message: String, fix: String) {
        func listed(_ names: [String]) -> String { names.joined(separator: ", ") }
        switch kind {
        case .exactlyOne(let names): return ("\(owner) needs exactly one of: \(listed(names))", "Add one of them.")
        case .atLeastOne(let names): return ("\(owner) needs at least one of: \(listed(names))", "Add one of them.")
        case .onlyOne(let names): return ("\(owner) stands beside another of: \(listed(names))", "Keep only one of them.")
        case .needs(let name, let other): return ("\(owner) has \(other) but not \(name)", "Add \(name), or remove \(other).")
        case .excluded(let other): return ("\(owner) must not stand beside \(other)", "Remove one of the two.")
        case .never: return ("\(owner) is not allowed here", "Remove \(owner).")
        case .readOnly: return ("\(owner) is set by AWS and can't be given", "Remove it; ask for it with Fn::GetAtt.")
        case .functionType(let types):
            return (
                "\(value) does not return \(types.words), which \(owner) must be", "Use a function that returns \(types.words)."
            )
        case .functionFormat(let wanted, let found):
            let given = found.isEmpty ? "" : " but \(listed(found.map(Self.words)))"
            return ("\(value) is no \(Self.words(of: wanted))\(given)", "Ask for the attribute that is one, with Fn::GetAtt.")
        case .severalAlternatives: return ("\(owner) fits more than one of the allowed forms", "Keep the properties of one form.")
        case .negated: return ("\(owner) has a form that is not allowed", "Look the property up in its documentation.")
        default: return ("\(owner) fits none of the allowed forms", "Look the property up in its documentation.")
        }
    }

    private func missing(_ name: String, _ subject: Subject) -> (message: String, fix: String) {
        guard spot.node.function != nil else {
            return ("\(subject.name(of: spot)) lacks the required property \"\(name)\"", "Add \(name).")
        }
        // Written, but AWS::NoValue takes it away on some way through the conditions.
        let owner = subject.name(of: Spot(spot.node, path: Array(spot.path.dropLast()), keySource: spot.keySource))
        return (
            "\(owner) lacks the required property \"\(name)\"", "Give \(name) a value in each case instead of AWS::NoValue."
        )
    }

    private func unknown(_ name: String, _ schema: Schema, _ subject: Subject) -> (message: String, fix: String) {
        let names = schema.properties.map(\.name)
        let owner = subject.name(of: Spot(spot.node, path: Array(spot.path.dropLast()), keySource: spot.keySource))
        let nearest = Suggestion.nearest(to: name, among: names)
        let hint = nearest.map { "; did you mean \"\($0)\"?" } ?? ""
        let all = "Remove it, or use one of: \(names.prefix(12).joined(separator: ", "))\(names.count > 12 ? ", …" : "")."
        return ("\(owner) has no property \"\(name)\"\(hint)", nearest.map { "Write \($0)." } ?? all)
    }

    private func notAllowed(_ values: [Literal], _ owner: String) -> (message: String, fix: String) {
        let names = values.map(\.quoted)
        let text = spot.node.text ?? ""
        let nearest = Suggestion.nearest(to: text, among: names)
        let hint = nearest.map { "; did you mean \"\($0)\"?" } ?? ""
        let all = "Use one of: \(names.prefix(12).joined(separator: ", "))\(names.count > 12 ? ", …" : "")."
        let fix = nearest.map { "Write \($0)." } ?? (names.count == 1 ? "Write \(names[0])." : all)
        return ("\(owner) can't be \(spot.node.quoted)\(hint)", fix)
    }

    private static func words(of format: String) -> String {
        switch format {
        case "ipv4": "IPv4 address"
        case "ipv6": "IPv6 address"
        case "ipv4-network": "IPv4 block"
        case "ipv6-network": "IPv6 block"
        case "date-time": "date with time (RFC 3339)"
        case "AWS::EC2::Image.Id": "AMI id"
        case "AWS::EC2::SecurityGroup.Id": "security group id"
        case "AWS::EC2::SecurityGroup.Name": "security group name"
        case "AWS::EC2::Subnet.Id": "subnet id"
        case "AWS::EC2::VPC.Id": "VPC id"
        case "AWS::IAM::Role.Arn": "role ARN"
        case "AWS::Logs::LogGroup.Name": "log group name"
        case "AWS::S3::Bucket.Name": "bucket name"
        default: format
        }
    }
}

extension Constraint.Bound {
    fileprivate var words: String { self == .minimum ? "at least" : "at most" }
}

extension SchemaTypes {
    /// `text or a list`
    var words: String {
        let names: [(SchemaTypes, String)] = [
            (.string, "text"), (.integer, "a whole number"), (.number, "a number"), (.boolean, "true or false"),
            (.object, "an object"), (.array, "a list"), (.null, "null"),
        ]
        return names.filter { contains($0.0) }.map(\.1).joined(separator: " or ")
    }
}

extension Literal {
    /// The value as a message shows it.
    var quoted: String {
        switch self {
        case .string(let text): text
        case .int(let number): String(number)
        case .double(let number): Number(number).text
        case .bool(let bool): bool ? "true" : "false"
        case .null: "null"
        case .array: "a list"
        case .object(let fields): fields.keys.count == 1 ? "the value of \(fields.keys.first ?? "")" : "an object"
        }
    }
}

extension Node {
    /// The value as a message shows it: text in quotation marks and cut, what is larger by its kind.
    var quoted: String {
        switch value {
        case .null: "null"
        case .bool(let bool): bool ? "true" : "false"
        case .number(let number): number.text
        case .string(let text): text.count > 60 ? "\"\(text.prefix(57))…\"" : "\"\(text)\""
        case .list: "a list"
        case .object: "an object"
        case .function(.ref(let name)): "Ref of \(name)"
        case .function(.getAtt(let resource, let attribute)): "\(resource).\(attribute.string ?? "")"
        case .function(let function): function.name
        }
    }
}
