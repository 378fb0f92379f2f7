import ViridianTemplate

/// Which tables are replicated, and what is changed on the way.
///
/// ```swift
/// var tables = TableMappings(schema: "payment")
/// tables.addColumn("replicated_at", .datetime, expression: "datetime('now')")
/// ```
/// Source: AWS Database Migration Service User Guide, "Specifying table selection and transformations rules using JSON".
public struct TableMappings: Hashable, Sendable {
    /// The type of a column that is added.
    public enum ColumnType: String, Hashable, Sendable {
        case datetime, string, int8, boolean
    }

    private var rules: [Node] = []
    private let schema: String
    private let table: String

    /// The tables of a schema whose names match a pattern, in which `%` is any text.
    public init(schema: String, table: String = "%") {
        self.schema = schema
        self.table = table
        append("selection", ["rule-action": "include", "object-locator": locator])
    }

    /// Adds a column to each table at the target. The expression is one of SQLite over columns of the source, written `$name`: a
    /// word after a `$` is always a column. A text has its length.
    public mutating func addColumn(_ name: String, _ type: ColumnType, length: Int? = nil, expression: String) {
        var dataType: Object = ["type": Node(.string(type.rawValue))]
        if let length = length ?? (type == .datetime ? 6 : nil) {
            dataType[type == .datetime ? "precision" : "length"] = Node(.number(Number(length)))
        }
        append(
            "transformation",
            [
                "rule-target": "column", "rule-action": "add-column", "object-locator": locator,
                "value": Node(.string(name)), "expression": Node(.string(expression)), "data-type": Node(.object(dataType)),
            ])
    }

    private var locator: Node { ["schema-name": Node(.string(schema)), "table-name": Node(.string(table))] }

    private mutating func append(_ type: String, _ fields: Object) {
        let number = rules.count + 1
        let start: Object = [
            "rule-type": Node(.string(type)), "rule-id": Node(.string(String(number))),
            "rule-name": Node(.string("rule-\(number)")),
        ]
        rules.append(Node(.object(Object(start.fields + fields.fields))))
    }

    /// The rules as DMS takes them: JSON in a text.
    var text: String { Template(root: ["rules": Node(.list(rules))], name: "mappings").write(as: .json) }

    /// What DMS would refuse, in words.
    var problems: [String] {
        schema.isEmpty || table.isEmpty ? ["tables are chosen by a schema and a name"] : []
    }
}
