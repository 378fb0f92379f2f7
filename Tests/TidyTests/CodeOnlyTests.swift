import Testing

/// The scanner under the checks: were it wrong, they would be too.
@Suite struct CodeOnlyTests {
    @Test
    func `comments, strings and backticks are blanks`() {
        let source = """
            let a = "x { \\"y\\" }" // { "
            /* { /* nested */ { */ let b = \"""
                { " } \\(c.map { "}" }) {
                \"""
            let d = #"\\" { "# + ##"{ "# "##
            let e = #/"{/#
            func `a "brace" {`() {}
            """
        #expect(words(source) == "let a = let b = c . map { } let d = + let e = func ( ) { }")
    }

    @Test
    func `lines keep their numbers`() {
        let tokens = SourceFile("A.swift", "let a = \"\"\"\n    {\n    \"\"\"\n  struct B").tokens
        #expect(tokens.last == Token(text: "B", line: 4, isFirstOnLine: false))
        #expect(tokens.dropLast().last == Token(text: "struct", line: 4, isFirstOnLine: true))
    }

    @Test
    func `an interpolation may hold a string, parentheses and another interpolation`() {
        #expect(words(#"let a = "\(f("\(g(1))", ")")) {"; b"#) == "let a = f ( g ( 1 ) , ) ; b")
    }

    private func words(_ source: String) -> String {
        SourceFile("A.swift", source).tokens.map(\.text).joined(separator: " ")
    }
}
