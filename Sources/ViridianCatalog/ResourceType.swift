/// One resource type: its properties, what may be asked of it, what replaces it.
///
/// Paths of properties are written `Listeners/*/Port`: `*` is any element of a list.
public struct ResourceType: Sendable {
    let bytes: Bytes
    let number: Int
    /// The type's name, such as `AWS::ECS::Service`.
    public let name: String
    /// What `Properties` must look like.
    public let schema: Schema
    /// What `Ref` returns.
    public let ref: Schema
    /// The property that takes the tags of the resource.
    public let tagProperty: String?
    /// Whether a replacement is created only after the old resource is gone, so that there is a time without either.
    public let deletesBeforeReplacing: Bool
    private let regionBits: UInt64
    /// Reads the lists, which come behind what every caller needs.
    private let lists: Cursor

    init(bytes: Bytes, number: Int) {
        var cursor = bytes.cursor(number, of: .types)
        self.bytes = bytes
        self.number = number
        name = cursor.string()
        schema = cursor.schema()
        ref = cursor.schema()
        regionBits = cursor.wide()
        let tags = cursor.string()
        tagProperty = tags.isEmpty ? nil : tags
        deletesBeforeReplacing = cursor.number() == 1
        lists = cursor
    }
}

extension ResourceType {
    /// The properties by name, sorted; also those that only AWS sets.
    public var properties: [(name: String, schema: Schema)] { schema.properties }

    /// The schema of one property.
    public func property(_ name: String) -> Schema? { schema.property(name) }

    /// Properties that must be there whatever else is.
    public var required: [String] { schema.required }

    /// Whether the resource can be tagged.
    public var isTaggable: Bool { tagProperty != nil }

    /// The properties that identify a resource; `Ref` returns the one, or a text made of several.
    public var primaryIdentifier: [String] { list(0) }

    /// Properties that only AWS sets.
    public var readOnly: [String] { list(1) }

    /// A change of these replaces the resource.
    public var createOnly: [String] { list(2) }

    /// A change of these replaces the resource in some cases.
    public var conditionalCreateOnly: [String] { list(3) }

    /// Properties that can be set but never read back.
    public var writeOnly: [String] { list(4) }

    /// Properties that AWS wants no longer to be used.
    public var deprecated: [String] { list(5) }

    /// What `Fn::GetAtt` may ask. A `*` in a name stands for any text, as in the `Outputs.*` of a nested stack.
    public var attributes: [(name: String, schema: Schema)] {
        var cursor = afterLists()
        return cursor.pairs()
    }

    /// What `Fn::GetAtt` returns for an attribute, or `nil` where it may not be asked.
    public func attribute(_ name: String) -> Schema? {
        let all = attributes
        return all.first { $0.name == name }?.schema ?? all.first { Self.matches(name, pattern: $0.name) }?.schema
    }

    /// The named parts of the schema, such as `LoadBalancer` of a service.
    public var definitions: [(name: String, schema: Schema)] {
        var cursor = afterLists()
        _ = cursor.pairs()
        return cursor.pairs()
    }

    /// Further schemas that hold at places of the properties.
    public var extensions: [SchemaExtension] {
        var cursor = afterLists()
        _ = cursor.pairs()
        _ = cursor.pairs()
        return (0..<cursor.number()).map { _ in
            SchemaExtension(path: cursor.string(), rule: cursor.string(), schema: cursor.schema())
        }
    }

    /// The regions that offer the type.
    public var regions: [String] {
        bytes.regions.enumerated().compactMap { regionBits & (1 << UInt64($0.offset)) == 0 ? nil : $0.element }
    }

    private func list(_ index: Int) -> [String] {
        var cursor = lists
        for _ in 0..<index { cursor.skipStrings() }
        return cursor.strings()
    }

    private func afterLists() -> Cursor {
        var cursor = lists
        for _ in 0..<6 { cursor.skipStrings() }
        return cursor
    }

    /// Whether a name fits a pattern in which `*` stands for any text.
    private static func matches(_ name: String, pattern: String) -> Bool {
        let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
        guard parts.count > 1, let first = parts.first, let last = parts.last, name.hasPrefix(first) else { return false }
        var rest = name.dropFirst(first.count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let found = rest.firstRange(of: part) else { return false }
            rest = rest[found.upperBound...]
        }
        return rest.hasSuffix(last)
    }
}

extension ResourceType: Hashable {
    /// Whether both are the same entry of the catalogue.
    public static func == (left: Self, right: Self) -> Bool { left.number == right.number }
    /// Hashes the number of that entry.
    public func hash(into hasher: inout Hasher) { hasher.combine(number) }
}

/// A schema that holds at one place of a type's properties, beside the type's own: combinations of values, values by region.
public struct SchemaExtension: Hashable, Sendable {
    /// Where it holds, such as `ContainerDefinitions/*/LogConfiguration`; empty for all the properties together.
    public let path: String
    /// The cfn-lint rule that it comes from, which helps when verdicts are compared. Those that begin with `W` are advice.
    public let rule: String
    /// What must hold there.
    public let schema: Schema
}
