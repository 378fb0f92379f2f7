import ViridianTemplate

extension Spot {
    /// The changes that put a value below this object, with whatever objects are missing on the way; none where something that
    /// can't be looked into stands in the way.
    func setting(_ keys: [String], to value: Node) -> [Change] {
        guard node.object != nil, let key = keys.first else { return [] }
        let rest = keys.dropFirst()
        guard let next = self[key] else {
            let nested = rest.reversed().reduce(value) { inner, key in Node(.object([key: inner])) }
            // Properties stand behind the type, whatever else there is.
            return [.insert(Field(key, nested), into: path, after: key == "Properties" ? "Type" : nil)]
        }
        if rest.isEmpty { return next.replacing(with: value) }
        return next.setting(Array(rest), to: value)
    }

    /// The change of a scalar, or of nothing, into another value; a text that says the same as a value stays a text.
    func replacing(with value: Node) -> [Change] {
        switch node.value {
        case .string: [.replace(path, with: value.text.map { Node(.string($0)) } ?? value)]
        case .bool, .number, .function(.ref("AWS::NoValue")): [.replace(path, with: value)]
        default: []
        }
    }

    /// The changes that add an element to a list below this object, or make the list.
    func adding(_ element: Node, to keys: [String]) -> [Change] {
        var spot: Spot? = self
        for key in keys {
            guard let current = spot, current.node.object != nil else { return [] }
            spot = current[key]
        }
        guard let list = spot else { return setting(keys, to: Node(.list([element]))) }
        return list.node.list == nil ? [] : [.append(element, to: list.path)]
    }
}

extension Subject {
    /// The changes that make a resource wait for others.
    func waiting(_ resource: Spot, for names: [String]) -> [Change] {
        guard !names.isEmpty else { return [] }
        guard let written = resource["DependsOn"] else {
            let value = names.count == 1 ? Node(.string(names[0])) : Node(.list(names.map { Node(.string($0)) }))
            return [.insert(Field("DependsOn", value), into: resource.path, after: "Type")]
        }
        if let one = written.node.string {
            return [.replace(written.path, with: Node(.list(([one] + names).map { Node(.string($0)) })))]
        }
        guard written.node.list != nil else { return [] }
        return names.map { .append(Node(.string($0)), to: written.path) }
    }

    /// The tags that a resource without any gets: those that were asked for, else those that the tagged resources of the template
    /// all have, where there are several.
    var usualTags: [Node] {
        if !tags.isEmpty { return tags }
        let lists = resourceList.compactMap { $0.properties["Tags"]?.list }.filter { !$0.isEmpty }
        guard let first = lists.first, lists.count > 1 else { return [] }
        // A name is one's own.
        return first.filter { tag in tag["Key"]?.string != "Name" && lists.allSatisfy { $0.contains(tag) } }
    }
}
