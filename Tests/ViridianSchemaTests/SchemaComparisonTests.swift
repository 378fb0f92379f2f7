import Foundation
import Testing

@testable import ViridianSchema

/// Each kind of change, made alone to one database.
@Suite struct SchemaComparisonTests {
    static let orders = Relation(
        columns: [
            "id": Column("bigint", isNullable: false, value: .identityByDefault),
            "customer": Column("bigint", isNullable: false),
            "note": Column("character varying(20)"),
            "total": Column("numeric(10,2)", isNullable: false, value: .default("0")),
            "gross": Column("numeric", value: .generated("total * 1.2")),
            "state": Column("public.state", isNullable: false, value: .default("'new'::public.state")),
        ],
        constraints: [
            "orders_pkey": Constraint(.primaryKey, "PRIMARY KEY (id)", columns: ["id"]),
            "orders_customer_fkey": Constraint(
                .foreignKey, "FOREIGN KEY (customer) REFERENCES public.customers(id)", columns: ["customer"]),
            "orders_total_check": Constraint(.check, "CHECK ((total >= 0))", columns: ["total"]),
        ],
        indexes: [
            Index("USING btree (customer)", columns: ["customer"]),
            Index("USING btree (customer, note)", isUnique: true, columns: ["customer", "note"]),
        ])
    static let catalogue = SchemaCatalogue(
        relations: [
            "public.orders": orders,
            "public.customers": Relation(columns: ["id": Column("bigint", isNullable: false)]),
            "public.sums": Relation(.view, columns: ["total": Column("numeric")]),
        ],
        types: [
            "public.state": .labels(["new", "paid", "sent"]),
            "public.email": .domain(
                .init(Column("text"), constraints: ["at": Constraint(.check, "CHECK ((VALUE ~ '@'))")])),
        ])

    struct Case: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var edit: @Sendable (inout SchemaCatalogue) -> Void
        var differences: [String]

        init(_ name: String, _ differences: String..., edit: @escaping @Sendable (inout SchemaCatalogue) -> Void) {
            testDescription = name
            self.edit = edit
            self.differences = differences
        }

        /// An edit of the table of orders.
        static func orders(
            _ name: String, _ differences: String..., edit: @escaping @Sendable (inout Relation) -> Void
        ) -> Case {
            var result = Case(name) { catalogue in
                guard var orders = catalogue.relations["public.orders"] else { return }
                edit(&orders)
                catalogue.relations["public.orders"] = orders
            }
            result.differences = differences
            return result
        }
    }

    @Test(arguments: relationCases + columnCases + valueCases + constraintCases + indexCases + typeCases)
    func `each change alone has its verdict`(example: Case) {
        var candidate = Self.catalogue
        example.edit(&candidate)
        let comparison = SchemaComparison.compare(stable: Self.catalogue, candidate: candidate)
        #expect(comparison.differences.map(\.description) == example.differences)
        #expect(comparison.isCompatible == !example.differences.contains { $0.hasPrefix("breaking") })
    }

    @Test(arguments: ["", " ON DELETE CASCADE", " ON UPDATE SET NULL"])
    func `a foreign key may go unless the database acted by it`(action: String) {
        var candidate = Self.catalogue
        candidate.relations["public.orders"]?.constraints["orders_customer_fkey"] = nil
        let comparison = SchemaComparison.compare(stable: Self.withForeignKey(action), candidate: candidate)
        #expect(comparison.differences.map(\.change) == [action.isEmpty ? .constraintRemoved : .actionRemoved])
    }

    @Test func `every kind of change has an example`() {
        let cases =
            Self.relationCases + Self.columnCases + Self.valueCases + Self.constraintCases + Self.indexCases + Self.typeCases
        let shown = Set(
            cases.flatMap { example -> [Change] in
                var candidate = Self.catalogue
                example.edit(&candidate)
                return SchemaComparison.compare(stable: Self.catalogue, candidate: candidate).differences.map(\.change)
            })
        #expect(Set(Change.allCases).subtracting(shown) == [.actionRemoved], "which has a test of its own")
    }

    @Test(arguments: Change.allCases)
    func `the page says of each change what the function says`(change: Change) throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let page = try String(contentsOf: root.appending(path: "docs/schema-validator.md"), encoding: .utf8)
        let row = "| `\(change.rawValue)` | \(change.verdict.rawValue) | \(change.reason) |"
        #expect(page.split(separator: "\n").contains(Substring(row)), "docs/schema-validator.md lacks: \(row)")
    }

    @Test func `a database differs in nothing from itself`() {
        let comparison = SchemaComparison.compare(stable: Self.catalogue, candidate: Self.catalogue)
        #expect(comparison.differences.isEmpty)
        #expect(comparison.isCompatible)
    }

    @Test func `any two databases can be compared, and what is new one way is gone the other way`() {
        let cases =
            Self.relationCases + Self.columnCases + Self.valueCases + Self.constraintCases + Self.indexCases + Self.typeCases
        let catalogues = cases.map { example in
            var catalogue = Self.catalogue
            example.edit(&catalogue)
            return catalogue
        }
        let opposites: [(Change, Change)] = [
            (.relationAdded, .relationRemoved), (.typeAdded, .typeRemoved), (.labelAdded, .labelRemoved),
        ]
        for stable in catalogues {
            #expect(SchemaComparison.compare(stable: stable, candidate: stable).differences.isEmpty)
            for candidate in catalogues {
                let there = SchemaComparison.compare(stable: stable, candidate: candidate).differences
                let back = SchemaComparison.compare(stable: candidate, candidate: stable).differences
                for (added, removed) in opposites {
                    #expect(
                        there.filter { $0.change == added }.map(\.object) == back.filter { $0.change == removed }.map(\.object))
                }
            }
        }
    }

    @Test func `what one schema holds can be compared alone`() {
        var candidate = Self.catalogue
        candidate.relations["audit.entries"] = Relation(columns: [:])
        candidate.relations["publicity.texts"] = Relation(columns: [:])
        #expect(candidate.only(schemas: ["public"]) == Self.catalogue)
        #expect(candidate.only(schemas: []) == candidate)
        #expect(candidate.only(schemas: ["audit"]).relations.keys.sorted() == ["audit.entries"])
    }
}
