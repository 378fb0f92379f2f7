/// Turns objects that are calls of CloudFormation's functions into ``Intrinsic`` values, in the places where they may stand.
///
/// It runs on what either reader gives, so that JSON and YAML can't differ.
///
/// The tree is changed where it stands: a template is mostly what no call is, and needn't be made anew.
enum Recognition {
    static func recognise(inTemplate root: inout Object) {
        for index in root.fields.indices {
            // `Condition` is a function only here. In a resource it is an attribute, in a policy a part of the statement.
            let key = root.fields[index].key
            recognise(inSection: &root.fields[index].node, isLogic: key == "Conditions" || key == "Rules")
        }
    }

    /// A section is an object of named things, also when its only thing is called `Ref`; but it may be included as a whole.
    private static func recognise(inSection node: inout Node, isLogic: Bool) {
        guard case .object(var object) = node.value, object.keys != ["Fn::Transform"] else {
            return recognise(in: &node, isLogic: isLogic)
        }
        // Whoever holds a list alone changes it in place.
        node.value = .null
        recognise(inFields: &object, isLogic: isLogic)
        node.value = .object(object)
    }

    private static func recognise(inFields object: inout Object, isLogic: Bool) {
        for index in object.fields.indices { recognise(in: &object.fields[index].node, isLogic: isLogic) }
    }

    private static func recognise(in node: inout Node, isLogic: Bool) {
        switch node.value {
        case .list(var nodes):
            node.value = .null
            for index in nodes.indices { recognise(in: &nodes[index], isLogic: isLogic) }
            node.value = .list(nodes)
        case .object(var object):
            node.value = .null
            recognise(inFields: &object, isLogic: isLogic)
            let function = object.fields.count == 1 ? Intrinsic(call: object.fields[0], isLogic: isLogic) : nil
            node.value = function.map(Value.function) ?? .object(object)
        default: break
        }
    }
}

extension Intrinsic {
    /// The function that a field of an object calls when it is the object's only one; none where the argument does not fit.
    init?(call field: Field, isLogic: Bool) {
        let argument = field.node
        switch (field.key, argument.value) {
        case ("Ref", .string(let name)): self = .ref(name)
        case ("Condition", .string(let name)) where isLogic: self = .condition(name)
        case ("Fn::Sub", .string(let text)): self = .sub(text, variables: [:])
        case ("Fn::GetAtt", .string(let path)):
            guard let dot = path.firstIndex(of: "."), dot != path.startIndex, path.index(after: dot) != path.endIndex else {
                return nil
            }
            let attribute = Node(.string(String(path[path.index(after: dot)...])), at: argument.source)
            self = .getAtt(resource: String(path[..<dot]), attribute: attribute)
        case ("Fn::Base64", _): self = .base64(argument)
        case ("Fn::GetAZs", _): self = .getAZs(argument)
        case ("Fn::ImportValue", _): self = .importValue(argument)
        case ("Fn::Transform", _): self = .transform(argument)
        case (_, .list(let items)) where Self.takesList.contains(field.key): self.init(name: field.key, items: items)
        case (let name, _) where name.hasPrefix("Fn::") && !Self.takesList.contains(name) && name != "Fn::Sub" && name != "Fn::":
            self = .other(name: name, argument: argument)
        default: return nil
        }
    }

    private static let takesList: Set<String> = [
        "Fn::GetAtt", "Fn::Sub", "Fn::Join", "Fn::Split", "Fn::Select", "Fn::FindInMap", "Fn::Cidr", "Fn::If", "Fn::Equals",
        "Fn::And", "Fn::Or", "Fn::Not",
    ]

    private init?(name: String, items: [Node]) {
        switch (name, items.count) {
        case ("Fn::GetAtt", 2):
            guard let resource = items[0].string else { return nil }
            self = .getAtt(resource: resource, attribute: items[1])
        case ("Fn::Sub", 2):
            guard let text = items[0].string, let variables = items[1].object else { return nil }
            self = .sub(text, variables: variables)
        case ("Fn::Join", 2): self = .join(delimiter: items[0], items[1])
        case ("Fn::Split", 2): self = .split(delimiter: items[0], items[1])
        case ("Fn::Select", 2): self = .select(index: items[0], items[1])
        case ("Fn::FindInMap", 3):
            self = .findInMap(map: items[0], topLevelKey: items[1], secondLevelKey: items[2], defaultValue: nil)
        case ("Fn::FindInMap", 4):
            guard let options = items[3].object, options.keys == ["DefaultValue"] else { return nil }
            self = .findInMap(
                map: items[0], topLevelKey: items[1], secondLevelKey: items[2], defaultValue: options["DefaultValue"])
        case ("Fn::Cidr", 2): self = .cidr(ipBlock: items[0], count: items[1], cidrBits: nil)
        case ("Fn::Cidr", 3): self = .cidr(ipBlock: items[0], count: items[1], cidrBits: items[2])
        case ("Fn::If", 3):
            guard let condition = items[0].string else { return nil }
            self = .if(condition: condition, then: items[1], else: items[2])
        case ("Fn::Equals", 2): self = .equals(items[0], items[1])
        case ("Fn::And", 1...): self = .and(items)
        case ("Fn::Or", 1...): self = .or(items)
        case ("Fn::Not", 1): self = .not(items[0])
        default: return nil
        }
    }
}
