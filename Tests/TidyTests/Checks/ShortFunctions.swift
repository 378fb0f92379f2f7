extension Check {
    /// A function fits on a screen. Lines are counted from its first word to the brace that closes it; functions and closures
    /// inside it count as part of it.
    static let shortFunctions = Check(
        rule: "A function has at most 70 lines",
        find: { files in
            files.filter { $0.isSwift && !$0.isGenerated }.flatMap { file in
                file.tokens.indices.compactMap { start -> Offence? in
                    guard let body = FunctionBody(in: file.tokens, at: start), body.lineCount > 70 else { return nil }
                    let name = "\(file.tokens[start].text) \(file.tokens.text(at: start + 1))"
                    return Offence(file, line: file.tokens[start].line, "\(name) has \(body.lineCount) lines; split it at 70")
                }
            }
        },
        offending: [
            Example(
                files: [function("func long(\n    a: Int = [1].map { $0 }[0]\n) async throws -> Int", lines: 71)],
                offences: ["Sources/A/A.swift:2: func long has 71 lines; split it at 70"]),
            Example(
                files: [function("init?<T>(_ value: T) where T: Equatable", lines: 71)],
                offences: ["Sources/A/A.swift:2: init ? has 71 lines; split it at 70"]),
            Example(
                files: [function("var long: [Int]", lines: 71)],
                offences: ["Sources/A/A.swift:2: var long has 71 lines; split it at 70"]),
        ],
        accepted: [
            [function("func short()", lines: 70)],
            [function("let table = [1].map", lines: 200)],
            [function("protocol P { func f()\n var v: Int { get } }; struct S", lines: 200)],
            [function("func f() { let brace = \"}\" /* } */ }\nenum E", lines: 200)],
        ])

    /// A declaration whose body ends so that the whole has as many lines as asked for.
    private static func function(_ head: String, lines: Int) -> SourceFile {
        let rest = lines - head.split(separator: "\n").count
        return SourceFile("Sources/A/A.swift", "// The first line.\n\(head) {\(String(repeating: "\n", count: rest))}\n")
    }
}

/// The lines that a function takes, found by its braces.
private struct FunctionBody {
    var lineCount: Int

    private static let declarations: Set = [
        "func", "var", "let", "case", "init", "deinit", "subscript", "struct", "enum", "class", "actor", "protocol", "extension",
        "public", "private", "internal", "package", "static", "typealias", "associatedtype", "mutating", "@", "#",
    ]

    /// The body of the function, initializer, subscript or computed property whose first word stands at `start`.
    init?(in tokens: [Token], at start: Int) {
        let word = tokens[start].text
        switch word {
        case "func", "deinit", "subscript", "var": break
        case "init" where tokens.text(at: start - 1) != "." && ["(", "?", "!", "<"].contains(tokens.text(at: start + 1)): break
        default: return nil
        }
        guard let opening = Self.openingBrace(in: tokens, after: start, isProperty: word == "var"),
            let closing = tokens.closing(of: opening, "{", "}")
        else { return nil }
        lineCount = tokens[closing].line - tokens[start].line + 1
    }

    /// The brace that opens the body; a requirement of a protocol and a stored property have none.
    private static func openingBrace(in tokens: [Token], after start: Int, isProperty: Bool) -> Int? {
        var depth = 0
        for index in tokens.indices.dropFirst(start + 1) {
            let token = tokens[index]
            switch token.text {
            case "(", "[": depth += 1
            case ")", "]": depth -= 1
            case "{" where depth == 0: return index
            case "}" where depth == 0: return nil
            case "=" where depth == 0 && isProperty: return nil
            case _ where depth == 0 && token.isFirstOnLine && index > start + 1:
                if isProperty || declarations.contains(token.text) { return nil }
            default: break
            }
        }
        return nil
    }
}
