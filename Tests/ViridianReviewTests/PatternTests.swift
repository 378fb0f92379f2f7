import Testing

@testable import ViridianReview

/// The regular expressions of schemas, in the dialect of Python and ICU.
@Suite struct PatternTests {
    @Test(arguments: [
        ("^[a-z]+$", "abc"), ("^[a-z]+$", "abc\n"), ("b", "abc"), ("^(a|bc){2}$", "bca"), ("^a{2,3}$", "aaa"), ("a{,2}b", "b"),
        ("^[^/]+/?$", "tea/"), ("^[a-z.-]+$", "a.b-c"), ("^[]a]+$", "]a"), ("^@[a[]+$", "@[a"), (#"^\d{4}-\d\d$"#, "2026-11"),
        (#"^\w+\s\S$"#, "né x"), (#"^[\w+=,.@-]+$"#, "a+b=c@d"), (#"^(?!aws:).*$"#, "own:x"), (#"^(?=.*\d)[a-z\d]+$"#, "a1"),
        (#"^[a-z]+(?<!\.git)$"#, "code"), (#"^\p{L}\p{Nd}$"#, "é5"), (#"^[\p{Lu}_]+$"#, "A_B"), ("(?i)^shop$", "Shop"),
        ("(?s)^.*$", "a\nb"), (#"^[\u0020-\u007E]*$"#, "plain"), (#"^\x41$"#, "A"), ("^(a*)*$", "aaaa"), ("^$", ""),
        ("^[[:alnum:]]+$", "a1"), (#"\bweb\b"#, "a web b"), ("^(?:a|b)+?c$", "abac"), ("a.c", "abc"), ("^[a-c-]+$", "a-c"),
    ])
    func `a pattern matches`(pattern: String, text: String) throws {
        #expect(try #require(Pattern(pattern)).matches(text))
    }

    @Test(arguments: [
        ("^[a-z]+$", "aBc"), ("^[a-z]+$", "abc\n\n"), (#"^[a-z]+\Z"#, "abc\n"), ("^(a|bc){2}$", "bc"), ("^a{2,3}$", "aaaa"),
        ("^[^/]+$", "a/b"), (#"^\d$"#, "x"), (#"^(?!aws:).*$"#, "aws:x"), (#"^\S+(?<!\.git)$"#, "code.git"), (#"^\p{L}$"#, "5"),
        ("a.c", "a\nc"), (#"^[^\s]+$"#, "a b"), (#"\bweb\b"#, "webs"), ("^[a-c]$", "-"), (#"^a\.b$"#, "axb"),
    ])
    func `a pattern doesn't match`(pattern: String, text: String) throws {
        #expect(try !#require(Pattern(pattern)).matches(text))
    }

    @Test(arguments: [#"(a)\1"#, "(", "a)", "[a", "*a", #"\p{Nonsense}"#, "(?>a)", "a{1,9999999}{1,9999999}b(ab){99999}"])
    func `what isn't known is no pattern`(pattern: String) { #expect(Pattern(pattern) == nil) }

    @Test(.timeLimit(.minutes(1))) func `nested loops take time in proportion to the text`() throws {
        let pattern = try #require(Pattern("^(([a-z])+.)+[A-Z]([a-z])+$"))
        #expect(!pattern.matches(String(repeating: "a", count: 5000)))
    }
}
