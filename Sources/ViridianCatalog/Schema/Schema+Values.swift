extension Schema {
    /// The only values allowed; empty where any is.
    public var allowedValues: [Literal] {
        guard case .array(let values) = literal(.enum) else { return [] }
        return values
    }

    /// The only values allowed, whatever their case.
    public var allowedValuesIgnoringCase: [Literal] {
        guard case .array(let values) = literal(.enumCaseInsensitive) else { return [] }
        return values
    }

    /// The one value allowed.
    public var constant: Literal? { literal(.const) }

    /// A regular expression that must match somewhere in the text.
    public var pattern: String? { literal(.pattern)?.string }

    /// What the text means: `date-time`, `AWS::IAM::Role.Arn` …
    public var format: String? { literal(.format)?.string }

    /// The smallest length in characters.
    public var minLength: Int? { literal(.minLength)?.double.map { Int($0) } }

    /// The largest length in characters.
    public var maxLength: Int? { literal(.maxLength)?.double.map { Int($0) } }

    /// The smallest number; a rule may take it from another property, which is why it is a literal.
    public var minimum: Literal? { literal(.minimum) }

    /// The largest number.
    public var maximum: Literal? { literal(.maximum) }

    /// A number that must be exceeded.
    public var exclusiveMinimum: Literal? { literal(.exclusiveMinimum) }

    /// A number that must not be reached.
    public var exclusiveMaximum: Literal? { literal(.exclusiveMaximum) }

    /// A number of which the value must be a multiple.
    public var multipleOf: Double? { literal(.multipleOf)?.double }

    /// What the service takes where nothing is given.
    public var defaultValue: Literal? { literal(.default) }

    /// The resource type and property that the value names, as `(AWS::EC2::Subnet, SubnetId)`.
    public var relationship: (type: String, property: String)? {
        guard case .object(let fields) = literal(.relationship), let type = fields["typeName"]?.string,
            let path = fields["propertyPath"]?.string
        else { return nil }
        return (type, path.hasPrefix("/properties/") ? String(path.dropFirst("/properties/".count)) : path)
    }
}

extension Schema {
    /// What every element of a list must look like.
    public var items: Schema? { schema(.items) }

    /// What the first elements must look like, each its own.
    public var prefixItems: [Schema] { schemas(.prefixItems) }

    /// What at least one element must look like.
    public var contains: Schema? { schema(.contains) }

    /// The smallest number of elements.
    public var minItems: Int? { literal(.minItems)?.double.map { Int($0) } }

    /// The largest number of elements.
    public var maxItems: Int? { literal(.maxItems)?.double.map { Int($0) } }

    /// The largest number of different elements.
    public var maxUniqueItems: Int? { literal(.maxUniqueItems)?.double.map { Int($0) } }

    /// Whether two equal elements are refused.
    public var hasUniqueItems: Bool { literal(.uniqueItems) == .bool(true) }

    /// The fields by which elements must differ.
    public var uniqueKeys: [String] { strings(.uniqueKeys) }
}
