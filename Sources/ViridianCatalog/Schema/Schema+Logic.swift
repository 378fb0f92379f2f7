extension Schema {
    /// All of these must hold.
    public var allOf: [Schema] { schemas(.allOf) }

    /// At least one of these must hold.
    public var anyOf: [Schema] { schemas(.anyOf) }

    /// Exactly one of these must hold.
    public var oneOf: [Schema] { schemas(.oneOf) }

    /// This must not hold.
    public var negation: Schema? { schema(.not) }

    /// If the first holds, so must the second; else the third.
    public var conditional: (if: Schema, then: Schema?, else: Schema?)? {
        guard let condition = schema(.if) else { return nil }
        return (condition, schema(.then), schema(.else))
    }

    /// A schema over values gathered from this resource and from those it refers to: where to find them, what must hold.
    public var gathered: (sources: Literal, schema: Schema)? {
        guard let sources = literal(.gather), let schema = schema(.gatherSchema) else { return nil }
        return (sources, schema)
    }

    /// A schema that counts only in a certain context, for instance for values without functions.
    public var contextual: (context: Literal, schema: Schema)? {
        guard let context = literal(.context), let schema = schema(.contextSchema) else { return nil }
        return (context, schema)
    }
}
