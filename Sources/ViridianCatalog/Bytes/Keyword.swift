/// The keywords of a schema node and their codes. `Tools/build-catalog/keywords.py` is the other half of this table: change both.
enum Keyword: UInt8 {
    case type = 1
    case properties, required, closed, additionalProperties, patternProperties, items, prefixItems, `enum`, enumCaseInsensitive
    case const, pattern, format, minLength, maxLength, minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf
    case minItems, maxItems, uniqueItems, uniqueKeys, minProperties, maxProperties, allOf, anyOf, oneOf, not
    case `if`, then, `else`, contains, propertyNames, requiredXor, requiredOr, dependentRequired, dependentExcluded
    case dependentSchemas, never, `default`, relationship, gather, gatherSchema, context, contextSchema, maxUniqueItems
}
