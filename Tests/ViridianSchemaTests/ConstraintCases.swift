@testable import ViridianSchema

extension SchemaComparisonTests {
    static let constraintCases = [
        Case.orders(
            "a condition is new",
            "breaking: constraint c of public.orders: constraint-added: CHECK ((customer > 0))"
        ) { $0.constraints["c"] = Constraint(.check, "CHECK ((customer > 0))", columns: ["customer"]) },
        Case.orders(
            "a condition is about a new column",
            "safe: column public.orders.gift: column-added: integer",
            "safe: constraint c of public.orders: constraint-added-on-new-columns: CHECK ((gift > 0))"
        ) {
            $0.columns["gift"] = Column("integer")
            $0.constraints["c"] = Constraint(.check, "CHECK ((gift > 0))", columns: ["gift"])
        },
        Case.orders(
            "a condition is about a new and an old column",
            "safe: column public.orders.gift: column-added: integer",
            "breaking: constraint c of public.orders: constraint-added: CHECK ((gift < total))"
        ) {
            $0.columns["gift"] = Column("integer")
            $0.constraints["c"] = Constraint(.check, "CHECK ((gift < total))", columns: ["gift", "total"])
        },
        Case.orders(
            "a new column points at another table",
            "safe: column public.orders.payer: column-added: bigint",
            "safe: constraint f of public.orders: constraint-added-on-new-columns: "
                + "FOREIGN KEY (payer) REFERENCES public.customers(id)"
        ) {
            $0.columns["payer"] = Column("bigint")
            $0.constraints["f"] = Constraint(
                .foreignKey, "FOREIGN KEY (payer) REFERENCES public.customers(id)", columns: ["payer"])
        },
        Case.orders(
            "a new column with a default points at another table",
            "safe: column public.orders.payer: column-added: bigint DEFAULT 1",
            "breaking: constraint f of public.orders: constraint-added: FOREIGN KEY (payer) REFERENCES public.customers(id)"
        ) {
            $0.columns["payer"] = Column("bigint", value: .default("1"))
            $0.constraints["f"] = Constraint(
                .foreignKey, "FOREIGN KEY (payer) REFERENCES public.customers(id)", columns: ["payer"])
        },
        Case.orders(
            "a new column with a constant default is unique",
            "safe: column public.orders.code: column-added: text DEFAULT 'a'",
            "breaking: constraint u of public.orders: constraint-added: UNIQUE (code)"
        ) {
            $0.columns["code"] = Column("text", value: .default("'a'"))
            $0.constraints["u"] = Constraint(.unique, "UNIQUE (code)", columns: ["code"])
        },
        Case.orders(
            "a new column with random numbers is unique",
            "safe: column public.orders.code: column-added: uuid NOT NULL DEFAULT gen_random_uuid()",
            "safe: constraint u of public.orders: constraint-added-on-new-columns: UNIQUE (code)"
        ) {
            $0.columns["code"] = Column("uuid", isNullable: false, value: .default("gen_random_uuid()"))
            $0.constraints["u"] = Constraint(.unique, "UNIQUE (code)", columns: ["code"])
        },
        Case.orders(
            "NULL may stand once in a new column",
            "safe: column public.orders.code: column-added: text",
            "breaking: constraint u of public.orders: constraint-added: UNIQUE NULLS NOT DISTINCT (code)"
        ) {
            $0.columns["code"] = Column("text")
            $0.constraints["u"] = Constraint(.unique, "UNIQUE NULLS NOT DISTINCT (code)", columns: ["code"])
        },
        Case.orders(
            "a condition is tighter",
            "breaking: constraint orders_total_check of public.orders: constraint-changed: "
                + "CHECK ((total >= 0)) → CHECK ((total > 0))"
        ) { $0.constraints["orders_total_check"] = Constraint(.check, "CHECK ((total > 0))", columns: ["total"]) },
        Case.orders("a condition was not checked for old rows") {
            $0.constraints["orders_total_check"] = Constraint(.check, "CHECK ((total >= 0)) NOT VALID", columns: ["total"])
        },
        Case.orders("a condition is renamed") {
            $0.constraints["positive"] = $0.constraints["orders_total_check"]
            $0.constraints["orders_total_check"] = nil
        },
        Case.orders(
            "a condition is gone",
            "safe: constraint orders_total_check of public.orders: constraint-removed: CHECK ((total >= 0))"
        ) { $0.constraints["orders_total_check"] = nil },
        Case.orders(
            "a primary key is gone", "breaking: constraint orders_pkey of public.orders: key-removed: PRIMARY KEY (id)"
        ) { $0.constraints["orders_pkey"] = nil },
        Case.orders(
            "a primary key is renamed",
            "breaking: constraint orders_pkey of public.orders: key-renamed: PRIMARY KEY (id)"
        ) {
            $0.constraints["pk"] = $0.constraints["orders_pkey"]
            $0.constraints["orders_pkey"] = nil
        },
    ]

    static let indexCases = [
        Case.orders("an index is new", "safe: index of public.orders: index-added: USING btree (total)") {
            $0.indexes.insert(Index("USING btree (total)", columns: ["total"]))
        },
        Case.orders("an index is gone", "safe: index of public.orders: index-removed: USING btree (customer)") {
            $0.indexes = $0.indexes.filter(\.isUnique)
        },
        Case.orders(
            "a unique index is new", "breaking: index of public.orders: constraint-added: USING btree (lower(note))"
        ) { $0.indexes.insert(Index("USING btree (lower(note))", isUnique: true)) },
        Case.orders(
            "a unique index is gone",
            "breaking: index of public.orders: key-removed: USING btree (customer, note)"
        ) { $0.indexes = $0.indexes.filter { !$0.isUnique } },
        Case.orders("a unique index becomes a constraint") {
            $0.indexes = $0.indexes.filter { !$0.isUnique }
            $0.constraints["u"] = Constraint(.unique, "UNIQUE (customer, note)", columns: ["customer", "note"])
        },
    ]

    static func withForeignKey(_ rest: String) -> SchemaCatalogue {
        var result = catalogue
        result.relations["public.orders"]?.constraints["orders_customer_fkey"] = Constraint(
            .foreignKey, "FOREIGN KEY (customer) REFERENCES public.customers(id)\(rest)", columns: ["customer"])
        return result
    }
}
