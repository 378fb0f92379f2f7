import ViridianCatalog

/// The constraints of schemas, decoded once in a review.
///
/// A class, because all comparisons of one review share what is decoded.
final class ConstraintMemory {
    /// The constraints of one schema by what they speak of, so that nobody asks the length of an object.
    ///
    /// A class too: each value of a template asks for some, and five lists would be copied each time.
    final class Sorted {
        let all: [Constraint]
        let ofObjects: [Constraint]
        let ofLists: [Constraint]
        let ofScalars: [Constraint]
        let logic: [Constraint]

        init(_ constraints: [Constraint]) {
            var (ofObjects, ofLists, ofScalars, logic) = ([Constraint](), [Constraint](), [Constraint](), [Constraint]())
            for constraint in constraints {
                switch constraint {
                case .properties, .closed, .required, .additionalProperties, .patternProperties, .propertyNames, .propertyCount,
                    .requiredXor, .requiredOr, .dependentRequired, .dependentExcluded, .dependentSchemas:
                    ofObjects.append(constraint)
                case .items, .prefixItems, .itemCount, .uniqueItems, .uniqueItemsMaximum, .uniqueKeys, .contains:
                    ofLists.append(constraint)
                case .types, .allowed, .constant, .pattern, .format, .length, .range, .multiple: ofScalars.append(constraint)
                case .allOf, .anyOf, .oneOf, .not, .conditional, .never, .gathered, .contextual: logic.append(constraint)
                }
            }
            (all, self.ofObjects, self.ofLists, self.ofScalars, self.logic) = (constraints, ofObjects, ofLists, ofScalars, logic)
        }
    }

    private var decoded: [Schema: Sorted] = [:]
    private var mentioned: [Schema: Set<String>?] = [:]
    private var names: [String: PropertyName?] = [:]
    private let catalog: Catalog

    init(_ catalog: Catalog) { self.catalog = catalog }

    /// The schema of a property by its name.
    func property(_ name: String, of schema: Schema) -> Schema? {
        let known =
            names[name]
            ?? {
                let found = catalog.propertyName(name)
                names[name] = .some(found)
                return found
            }()
        return known.flatMap(schema.property)
    }

    func of(_ schema: Schema) -> [Constraint] { sorted(schema).all }

    func sorted(_ schema: Schema) -> Sorted {
        if let known = decoded[schema] { return known }
        let constraints = Sorted(schema.constraints)
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
