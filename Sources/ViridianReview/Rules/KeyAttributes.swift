import ViridianTemplate

extension Rule {
    /// A table whose attribute definitions do not match its keys.
    static let keyAttributes = Rule(
        "key-attributes", .high, .deployment, .aws,
        title: "DynamoDB attributes that don't match the keys",
        rationale:
            "DynamoDB wants a definition for each attribute of a key, of the table or of an index, and for no "
            + "other.",
        page: "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html",
        failing: [
            """
            Resources:
              Table:
                Type: AWS::DynamoDB::Table
                ↓Properties:
                  BillingMode: PAY_PER_REQUEST
                  AttributeDefinitions:
                    - {AttributeName: Order, AttributeType: S}
                    - {AttributeName: Sum, AttributeType: N}
                  KeySchema: [{AttributeName: Order, KeyType: HASH}]
            """
        ],
        passing: [
            """
            Resources:
              Table:
                Type: AWS::DynamoDB::Table
                Properties:
                  BillingMode: PAY_PER_REQUEST
                  AttributeDefinitions: [{AttributeName: Order, AttributeType: S}, {AttributeName: Day, AttributeType: S}]
                  KeySchema: [{AttributeName: Order, KeyType: HASH}]
                  GlobalSecondaryIndexes:
                    - {IndexName: day, KeySchema: [{AttributeName: Day, KeyType: HASH}], Projection: {ProjectionType: ALL}}
            """
        ]
    ) { subject in
        subject.resources(ofType: "AWS::DynamoDB::Table").compactMap { _, properties -> Problem? in
            guard let properties, let defined = names(properties["AttributeDefinitions"]),
                let own = names(properties["KeySchema"]),
                let global = indexes(properties["GlobalSecondaryIndexes"]),
                let local = indexes(properties["LocalSecondaryIndexes"])
            else { return nil }
            let keys = own.union(global).union(local)
            guard defined != keys else { return nil }
            let (missing, idle) = (keys.subtracting(defined).sorted(), defined.subtracting(keys).sorted())
            let what =
                missing.isEmpty
                ? "defined but in no key: \(idle.joined(separator: ", "))" : "not defined: \(missing.joined(separator: ", "))"
            return Problem(
                "attributes of the table are \(what)", at: properties.keyPlace,
                fix: "Define the attributes of all keys, and no others.")
        }
    }

    /// The names in a list of attributes; nothing where a condition or a function decides.
    private static func names(_ list: Spot?) -> Set<String>? {
        guard let list else { return [] }
        guard let nodes = list.node.list else { return nil }
        let names = nodes.compactMap { $0["AttributeName"]?.string }
        return names.count == nodes.count ? Set(names) : nil
    }

    private static func indexes(_ list: Spot?) -> Set<String>? {
        guard let list else { return [] }
        guard list.node.list != nil else { return nil }
        let found = list.elements.map { names($0["KeySchema"]) }
        return found.contains(nil) ? nil : found.reduce(into: []) { $0.formUnion($1 ?? []) }
    }
}
