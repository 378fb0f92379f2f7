"""The keywords of a schema node, their codes in the file, and what stands behind each.

`Sources/ViridianCatalog/Bytes/Keyword.swift` is the other half of this table: change both.
"""

VALUE, NODE, NODES, MAP, TYPES, FLAG = range(6)

CODES = {
    "type": (1, TYPES),
    "properties": (2, MAP),
    "required": (3, VALUE),
    "closed": (4, FLAG),
    "additionalProperties": (5, NODE),
    "patternProperties": (6, MAP),
    "items": (7, NODE),
    "prefixItems": (8, NODES),
    "enum": (9, VALUE),
    "enumCaseInsensitive": (10, VALUE),
    "const": (11, VALUE),
    "pattern": (12, VALUE),
    "format": (13, VALUE),
    "minLength": (14, VALUE),
    "maxLength": (15, VALUE),
    "minimum": (16, VALUE),
    "maximum": (17, VALUE),
    "exclusiveMinimum": (18, VALUE),
    "exclusiveMaximum": (19, VALUE),
    "multipleOf": (20, VALUE),
    "minItems": (21, VALUE),
    "maxItems": (22, VALUE),
    "uniqueItems": (23, VALUE),
    "uniqueKeys": (24, VALUE),
    "minProperties": (25, VALUE),
    "maxProperties": (26, VALUE),
    "allOf": (27, NODES),
    "anyOf": (28, NODES),
    "oneOf": (29, NODES),
    "not": (30, NODE),
    "if": (31, NODE),
    "then": (32, NODE),
    "else": (33, NODE),
    "contains": (34, NODE),
    "propertyNames": (35, NODE),
    "requiredXor": (36, VALUE),
    "requiredOr": (37, VALUE),
    "dependentRequired": (38, VALUE),
    "dependentExcluded": (39, VALUE),
    "dependentSchemas": (40, MAP),
    "never": (41, FLAG),
    "default": (42, VALUE),
    "relationshipRef": (43, VALUE),
    "gather": (44, VALUE),
    "gatherSchema": (45, NODE),
    "context": (46, VALUE),
    "contextSchema": (47, NODE),
    "maxUniqueItems": (48, VALUE),
}

TYPE_BITS = {"string": 1, "integer": 2, "number": 4, "boolean": 8, "object": 16, "array": 32, "null": 64}

# Prose, and what speaks of the registry rather than of a template. At the root of a type the second group is kept elsewhere.
DROPPED = {
    "description", "title", "$comment", "examples", "$schema", "$id", "insertionOrder", "arrayType", "comment",
    "definitions", "typeName", "primaryIdentifier", "additionalIdentifiers", "readOnlyProperties", "createOnlyProperties",
    "conditionalCreateOnlyProperties", "writeOnlyProperties", "deprecatedProperties",
    "nonPublicProperties", "nonPublicDefinitions",
    "handlers", "tagging", "taggable", "sourceUrl", "documentationUrl", "propertyTransform", "lifecycle", "replacementStrategy",
    "resourceLink", "typeConfiguration", "cfnLint",
}
