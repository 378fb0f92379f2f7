import Testing
import ViridianCatalog

/// Walks everything, so that no record of the file can be unreadable.
@Suite struct CatalogWalkTests {
    @Test func `every node of every type can be read`() {
        var seen: Set<Schema> = []
        var open = Catalog.aws.types.flatMap { type in
            [type.schema, type.ref] + type.attributes.map(\.schema) + type.definitions.map(\.schema)
                + type.extensions.map(\.schema)
        }
        while let schema = open.popLast() {
            guard seen.insert(schema).inserted else { continue }
            open += Self.children(of: schema)
        }
        #expect(seen.count > 24_000)
    }

    @Test func `a recursive definition leads back to itself`() throws {
        let type = try #require(Catalog.aws.type("AWS::WAFv2::WebACL"))
        let statement = try #require(type.definitions.first { $0.name == "Statement" }?.schema)
        let inner = try #require(statement.property("NotStatement")?.property("Statement"))
        #expect(inner == statement)
    }

    @Test func `many tasks read at once`() async {
        await withTaskGroup(of: Int.self) { group in
            for _ in 0..<8 {
                group.addTask { Catalog.aws.types.reduce(0) { $0 + $1.properties.count } }
            }
            var counts: Set<Int> = []
            for await count in group { counts.insert(count) }
            #expect(counts.count == 1)
        }
    }

    private static func children(of schema: Schema) -> [Schema] {
        _ = (schema.types, schema.required, schema.allowedValues, schema.pattern, schema.format, schema.minimum, schema.maximum)
        _ = (schema.dependentRequired, schema.dependentExcluded, schema.requiredOr, schema.defaultValue, schema.constant)
        let named = schema.properties + schema.patternProperties + schema.dependentSchemas
        let single = [schema.items, schema.contains, schema.additionalProperties, schema.propertyNames, schema.negation]
        let conditional = schema.conditional.map { [$0.if, $0.then, $0.else] } ?? []
        let listed = schema.allOf + schema.anyOf + schema.oneOf + schema.prefixItems
        let special = [schema.gathered?.schema, schema.contextual?.schema]
        return named.map(\.schema) + listed + (single + conditional + special).compactMap { $0 }
    }
}
