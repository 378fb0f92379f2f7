import ViridianCatalog

/// The constraints of schemas, decoded once in a review.
///
/// A class, because all comparisons of one review share what is decoded.
final class ConstraintMemory {
    private var decoded: [Schema: [Constraint]] = [:]
    private var mentioned: [Schema: Set<String>?] = [:]

    func of(_ schema: Schema) -> [Constraint] {
        if let known = decoded[schema] { return known }
        let constraints = schema.constraints
        decoded[schema] = constraints
        return constraints
    }

    /// The properties on which a schema's verdict over an object depends; none where it may be any.
    func names(in schema: Schema) -> Set<String>? {
        if let known = mentioned[schema] { return known }
        // A schema that leads back to itself says nothing new there.
        mentioned[schema] = .some([])
        var names: Set<String>? = []
        for constraint in of(schema) {
            guard let more = self.names(in: constraint, of: schema) else {
                names = nil
                break
            }
            names?.formUnion(more)
        }
        mentioned[schema] = .some(names)
        return names
    }

    private func names(in constraint: Constraint, of schema: Schema) -> Set<String>? {
        switch constraint {
        case .properties: return Set(schema.properties.map(\.name))
        case .required(let names), .requiredXor(let names), .requiredOr(let names): return Set(names)
        case .dependentRequired(let groups), .dependentExcluded(let groups):
            return groups.reduce(into: []) { $0.formUnion([$1.key] + $1.value) }
        case .allOf(let schemas), .anyOf(let schemas), .oneOf(let schemas): return names(in: schemas)
        case .not(let schema): return names(in: schema)
        case .conditional(let condition, let then, let otherwise):
            return names(in: [condition] + [then, otherwise].compactMap { $0 })
        case .additionalProperties, .patternProperties, .closed, .propertyNames, .propertyCount, .dependentSchemas, .gathered,
            .contextual:
            return nil
        default: return []
        }
    }

    func names(in schemas: [Schema]) -> Set<String>? {
        var names: Set<String> = []
        for schema in schemas {
            guard let more = self.names(in: schema) else { return nil }
            names.formUnion(more)
        }
        return names
    }
}
