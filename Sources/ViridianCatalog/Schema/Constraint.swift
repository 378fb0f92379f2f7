/// One demand of a schema, decoded. Demands on named properties stay in the schema: ``Schema/property(_:)`` looks one up.
public enum Constraint: Sendable {
    case types(SchemaTypes)
    case required([String])
    /// Some properties are listed, and perhaps no others allowed.
    case properties
    case closed
    case additionalProperties(Schema)
    case patternProperties([(name: String, schema: Schema)])
    case items(Schema)
    case prefixItems([Schema])
    case allowed([Literal], ignoringCase: Bool)
    case constant(Literal)
    case pattern(String)
    case format(String)
    case length(Bound, Int)
    case range(Bound, Literal, isExclusive: Bool)
    case multiple(of: Double)
    case itemCount(Bound, Int)
    case uniqueItemsMaximum(Int)
    case uniqueItems
    case uniqueKeys([String])
    case propertyCount(Bound, Int)
    case allOf([Schema])
    case anyOf([Schema])
    case oneOf([Schema])
    case not(Schema)
    case conditional(if: Schema, then: Schema?, else: Schema?)
    case contains(Schema)
    case propertyNames(Schema)
    case requiredXor([String])
    case requiredOr([String])
    case dependentRequired([String: [String]])
    case dependentExcluded([String: [String]])
    case dependentSchemas([(name: String, schema: Schema)])
    case never
    case gathered(Gathering)
    case contextual(context: Literal, schema: Schema)

    /// Which end of a range is meant.
    public enum Bound: Hashable, Sendable { case minimum, maximum }
}

extension Schema {
    /// All demands of this schema, decoded in one pass.
    public var constraints: [Constraint] {
        var found: [Constraint] = []
        var (condition, then, otherwise): (Schema?, Schema?, Schema?)
        var (context, sources): (Literal?, Literal?)
        var cursor = bytes.cursor(node, of: .nodes)
        while !cursor.isAtEnd {
            let code = cursor.byte()
            let length = cursor.number()
            var payload = Cursor(bytes: bytes, position: cursor.position, end: cursor.position + length)
            cursor.position += length
            guard let keyword = Keyword(rawValue: code) else { continue }
            switch keyword {
            case .if: condition = payload.schema()
            case .then: then = payload.schema()
            case .else: otherwise = payload.schema()
            case .context: context = payload.literal()
            case .contextSchema: if let context { found.append(.contextual(context: context, schema: payload.schema())) }
            case .gather: sources = payload.literal()
            case .gatherSchema: if let sources { found.append(.gathered(Gathering(sources, payload.schema()))) }
            default: if let constraint = Constraint(keyword, &payload) { found.append(constraint) }
            }
        }
        if let condition { found.append(.conditional(if: condition, then: then, else: otherwise)) }
        return found
    }
}

extension Constraint {
    /// The demand of a keyword that stands alone.
    init?(_ keyword: Keyword, _ payload: inout Cursor) {
        switch keyword {
        case .type: self = .types(SchemaTypes(rawValue: payload.byte()))
        case .properties: self = .properties
        case .closed: self = .closed
        case .additionalProperties: self = .additionalProperties(payload.schema())
        case .patternProperties: self = .patternProperties(payload.pairs())
        case .items: self = .items(payload.schema())
        case .prefixItems: self = .prefixItems(payload.schemas())
        case .uniqueItems: if payload.literal() == .bool(true) { self = .uniqueItems } else { return nil }
        case .allOf: self = .allOf(payload.schemas())
        case .anyOf: self = .anyOf(payload.schemas())
        case .oneOf: self = .oneOf(payload.schemas())
        case .not: self = .not(payload.schema())
        case .contains: self = .contains(payload.schema())
        case .propertyNames: self = .propertyNames(payload.schema())
        case .dependentSchemas: self = .dependentSchemas(payload.pairs())
        case .never: self = .never
        default: self.init(keyword, literal: payload.literal())
        }
    }

    private init?(_ keyword: Keyword, literal: Literal) {
        switch (keyword, literal) {
        case (.required, _): self = .required(literal.texts)
        case (.enum, .array(let values)): self = .allowed(values, ignoringCase: false)
        case (.enumCaseInsensitive, .array(let values)): self = .allowed(values, ignoringCase: true)
        case (.const, _): self = .constant(literal)
        case (.pattern, .string(let text)): self = .pattern(text)
        case (.format, .string(let text)): self = .format(text)
        case (.minLength, _): self = .length(.minimum, literal.whole)
        case (.maxLength, _): self = .length(.maximum, literal.whole)
        case (.minimum, _): self = .range(.minimum, literal, isExclusive: false)
        case (.maximum, _): self = .range(.maximum, literal, isExclusive: false)
        case (.exclusiveMinimum, _): self = .range(.minimum, literal, isExclusive: true)
        case (.exclusiveMaximum, _): self = .range(.maximum, literal, isExclusive: true)
        case (.multipleOf, _): self = .multiple(of: literal.double ?? 1)
        case (.minItems, _): self = .itemCount(.minimum, literal.whole)
        case (.maxItems, _): self = .itemCount(.maximum, literal.whole)
        case (.maxUniqueItems, _): self = .uniqueItemsMaximum(literal.whole)
        case (.uniqueKeys, _): self = .uniqueKeys(literal.texts)
        case (.minProperties, _): self = .propertyCount(.minimum, literal.whole)
        case (.maxProperties, _): self = .propertyCount(.maximum, literal.whole)
        case (.requiredXor, _): self = .requiredXor(literal.texts)
        case (.requiredOr, _): self = .requiredOr(literal.texts)
        case (.dependentRequired, .object(let groups)): self = .dependentRequired(groups.mapValues(\.texts))
        case (.dependentExcluded, .object(let groups)): self = .dependentExcluded(groups.mapValues(\.texts))
        default: return nil
        }
    }
}

extension Literal {
    fileprivate var texts: [String] {
        guard case .array(let items) = self else { return [] }
        return items.compactMap(\.string)
    }

    fileprivate var whole: Int { double.map { Int($0) } ?? 0 }
}
