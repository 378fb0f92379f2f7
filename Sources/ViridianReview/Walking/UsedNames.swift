import ViridianTemplate

/// The parameters, mappings and conditions that a template uses.
struct UsedNames {
    private(set) var parameters: Set<String> = []
    private(set) var mappings: Set<String> = []
    private(set) var conditions: Set<String> = []

    init(_ subject: Subject) {
        for field in subject.written.root.fields + subject.template.root.fields {
            Spot(field, below: []).forEach { spot in
                note(spot)
                // Everything may be named in what a macro gets.
                if spot.key == "Condition", let name = spot.node.string { conditions.insert(name) }
            }
        }
    }

    private mutating func note(_ spot: Spot) {
        switch spot.node.function {
        case .ref(let name)?: parameters.insert(name)
        case .sub(let text, _)?: parameters.formUnion(Substitution.names(in: text).map(\.name))
        case .if(let name, _, _)?, .condition(let name)?: conditions.insert(name)
        case .findInMap(let map, _, _, _)?: note(map: map)
        case .other("Fn::ValueOf", let argument)?, .other("Fn::ValueOfAll", let argument)?:
            if let name = argument.list?.first?.string { parameters.insert(name) }
        default: break
        }
    }

    /// A map whose name is a function may be any.
    private mutating func note(map: Node) {
        if let name = map.string { mappings.insert(name) } else { usesAnyMapping = true }
    }

    /// Whether the name of some mapping is known only when the stack is deployed.
    private(set) var usesAnyMapping = false
}
