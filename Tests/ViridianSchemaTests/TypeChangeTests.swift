import Testing

@testable import ViridianSchema

@Suite struct TypeChangeTests {
    @Test(arguments: [
        ("smallint", "integer"), ("integer", "bigint"), ("smallint", "bigint"), ("real", "double precision"),
        ("character varying(20)", "character varying(50)"), ("character varying(20)", "character varying"),
        ("character varying(20)", "text"), ("bit varying(3)", "bit varying(4)"), ("bit varying(3)", "bit varying"),
        ("numeric(10,2)", "numeric(12,2)"), ("numeric(10,2)", "numeric(12,4)"), ("numeric(10,2)", "numeric"),
        ("numeric(5)", "numeric(6)"), ("timestamp(3) without time zone", "timestamp without time zone"),
        ("timestamp(0) with time zone", "timestamp(3) with time zone"), ("integer[]", "bigint[]"),
        ("character varying(20)[]", "text[]"), ("interval(0)", "interval"),
    ])
    func `a wider type is a widening, and the way back a narrowing`(narrow: ColumnType, wide: ColumnType) {
        #expect(TypeChange(from: narrow, to: wide) == .widened)
        #expect(TypeChange(from: wide, to: narrow) == .narrowed)
    }

    @Test(arguments: [("numeric(10,2)", "numeric(10,4)"), ("numeric(10,2)", "numeric(11,4)"), ("numeric(5,-2)", "numeric(5,0)")])
    func `a number with more places and fewer digits before them is narrower either way`(old: ColumnType, new: ColumnType) {
        #expect(TypeChange(from: old, to: new) == .narrowed)
        #expect(TypeChange(from: new, to: old) == .narrowed)
    }

    @Test(arguments: [
        ("integer", "numeric"), ("integer", "text"), ("character(5)", "character(6)"), ("character(5)", "text"),
        ("json", "jsonb"),
        ("timestamp without time zone", "timestamp with time zone"), ("date", "timestamp without time zone"),
        ("bit(3)", "bit(4)"),
        ("integer", "integer[]"), ("public.state", "text"), ("public.state", "public.status"), ("real", "numeric"),
        ("interval day to second(3)", "interval"), ("\"My (3)\"", "\"My (4)\""),
    ])
    func `another kind of type is a change either way`(old: ColumnType, new: ColumnType) {
        #expect(TypeChange(from: old, to: new) == .changed)
        #expect(TypeChange(from: new, to: old) == .changed)
    }

    @Test(arguments: [
        "integer", "numeric(10,2)", "public.state", "text[]", "timestamp(3) with time zone", "\"odd(name\"", "\"a(b)\"", "", "[]",
        "(", ")(",
    ])
    func `a type is itself`(type: ColumnType) {
        #expect(TypeChange(from: type, to: type) == .none)
    }

    @Test func `a text without a limit has two names`() {
        #expect(TypeChange(from: "character varying", to: "text") == .none)
        #expect(TypeChange(from: "timestamp without time zone", to: "timestamp(6) without time zone") == .none)
    }
}
