extension Schema {
    /// The accepted types; none where any type is.
    public var types: SchemaTypes {
        var cursor = payload(.type)
        return SchemaTypes(rawValue: cursor?.byte() ?? 0)
    }

    /// `true` for a schema that nothing can satisfy.
    public var isNever: Bool { payload(.never) != nil }

    /// The properties by name, sorted.
    public var properties: [(name: String, schema: Schema)] { pairs(.properties) }

    /// The schema of one property, without looking at the others.
    public func property(_ name: String) -> Schema? { bytes.stringNumber(name).flatMap { property(PropertyName(number: $0)) } }

    /// The same for a name that was looked up before.
    public func property(_ name: PropertyName) -> Schema? {
        guard var cursor = payload(.properties) else { return nil }
        for _ in 0..<cursor.number() {
            let (found, schema) = (cursor.number(), cursor.schema())
            if found == name.number { return schema }
            // Properties are sorted by the numbers of their names.
            if found > name.number { return nil }
        }
        return nil
    }

    /// Whether properties that are not listed are refused.
    public var isClosed: Bool { payload(.closed) != nil }

    /// What a property that is not listed must look like.
    public var additionalProperties: Schema? { schema(.additionalProperties) }

    /// Properties whose names match a regular expression.
    public var patternProperties: [(name: String, schema: Schema)] { pairs(.patternProperties) }

    /// What the names themselves must look like.
    public var propertyNames: Schema? { schema(.propertyNames) }

    /// Properties that must be there.
    public var required: [String] { strings(.required) }

    /// Of these exactly one must be there.
    public var requiredXor: [String] { strings(.requiredXor) }

    /// Of these at least one must be there.
    public var requiredOr: [String] { strings(.requiredOr) }

    /// If a property is there, so must be these.
    public var dependentRequired: [String: [String]] { groups(.dependentRequired) }

    /// If a property is there, these must not be.
    public var dependentExcluded: [String: [String]] { groups(.dependentExcluded) }

    /// If a property is there, the whole object must satisfy this too.
    public var dependentSchemas: [(name: String, schema: Schema)] { pairs(.dependentSchemas) }

    /// The smallest number of properties.
    public var minProperties: Int? { literal(.minProperties)?.double.map { Int($0) } }

    /// The largest number of properties.
    public var maxProperties: Int? { literal(.maxProperties)?.double.map { Int($0) } }
}
