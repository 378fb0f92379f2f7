extension Check {
    /// Whoever reads our API reads its comments first. Cases of an enum and what a protocol of the standard library asks for may
    /// go without (swift-format asks for some of the latter). It looks at declarations that say `public` or `open` themselves.
    static let publicIsDocumented = Check(
        rule: "Every public declaration of the sources has a doc comment",
        find: { files in
            files.filter { $0.isSwift && $0.path.hasPrefix("Sources/") && !$0.isGenerated }.flatMap { file in
                file.tokens.indices.compactMap { index -> Offence? in
                    guard let declaration = PublicDeclaration(in: file.tokens, at: index), !declaration.isWitness,
                        !isDocumented(line: file.tokens[index].line, of: file)
                    else { return nil }
                    return Offence(
                        file, line: file.tokens[index].line, "\(declaration.keyword) \(declaration.name) has no /// comment")
                }
            }
        },
        offending: [
            Example(
                files: [SourceFile("Sources/A/A.swift", "\npublic struct A {}")],
                offences: ["Sources/A/A.swift:2: struct A has no /// comment"]),
            Example(
                files: [SourceFile("Sources/A/A.swift", "/// Far.\n\n@frozen\n@available(*, noasync)\npublic final class A {}")],
                offences: ["Sources/A/A.swift:5: class A has no /// comment"]),
            Example(
                files: [SourceFile("Sources/A/A.swift", "// No.\npublic private(set) static var a = 1\nopen func b() {}")],
                offences: ["Sources/A/A.swift:2: var a has no /// comment", "Sources/A/A.swift:3: func b has no /// comment"]),
        ],
        accepted: [
            [SourceFile("Sources/A/A.swift", "/// A.\n@available(\n    *, noasync\n)\n@frozen public struct A {}")],
            [SourceFile("Sources/A/A.swift", "public import B\npublic extension A {}\nstruct B { var open: Int }")],
            [SourceFile("Sources/A/A.swift", "public static func < (l: A, r: A) -> Bool { true }")],
            [
                SourceFile(
                    "Sources/A/A.swift", "public var description: String { \"\" }\npublic init(from decoder: any Decoder) {}")
            ],
            [SourceFile("Sources/A/Generated/A.swift", "public struct A {}")],
            [SourceFile("Examples/A/A.swift", "public struct A {}")],
        ])

    /// Whether the nearest line above that is no attribute is a doc comment.
    private static func isDocumented(line: Int, of file: SourceFile) -> Bool {
        var above = line - 2
        while above >= 0 {
            let text = file.lines[above].trimmed
            if text.hasPrefix("///") { return true }
            if text.hasPrefix(")") {
                while above > 0, !file.lines[above].trimmed.hasPrefix("@") { above -= 1 }
            } else if !text.hasPrefix("@") {
                return false
            }
            above -= 1
        }
        return false
    }
}

/// A declaration that says `public` or `open` itself.
private struct PublicDeclaration {
    var keyword: String
    var name: String

    private static let keywords: Set = [
        "func", "var", "let", "struct", "enum", "class", "actor", "protocol", "init", "typealias", "subscript",
    ]
    private static let modifiers: Set = [
        "static", "final", "indirect", "mutating", "nonmutating", "nonisolated", "isolated", "override", "convenience",
        "required", "lazy", "weak", "unowned", "borrowing", "consuming", "distributed", "prefix", "postfix", "infix",
    ]
    private static let accessLevels: Set = ["private", "fileprivate", "internal", "package", "public", "open"]

    /// What a protocol of the standard library asks for, and explains there.
    private static let witnesses: Set = [
        "==", "<", "hash", "description", "debugDescription", "encode", "init(from", "init(stringLiteral", "init(integerLiteral",
        "init(floatLiteral", "init(booleanLiteral", "init(arrayLiteral", "init(dictionaryLiteral", "init(stringInterpolation",
    ]

    /// What the house's own protocols ask for, and explain there: `ResourceDefinition`, `Construct`, `ReleaseClock` and others.
    private static let houseWitnesses: Set = [
        "Reference", "type", "tagging", "properties", "add", "define", "now", "sleep", "provideScope", "isRecursive",
    ]

    init?(in tokens: [Token], at start: Int) {
        guard ["public", "open"].contains(tokens[start].text) else { return nil }
        var index = start + 1
        while true {
            let text = tokens.text(at: index)
            if text == "(", let end = tokens.closing(of: index, "(", ")") {
                index = end + 1
            } else if text == "class", Self.keywords.contains(tokens.text(at: index + 1)) {
                index += 1
            } else if Self.modifiers.contains(text) || Self.accessLevels.contains(text) {
                index += 1
            } else {
                break
            }
        }
        guard Self.keywords.contains(tokens.text(at: index)) else { return nil }
        keyword = tokens[index].text
        name = tokens.text(at: index + 1)
        if keyword == "init" { name = "(" + tokens.text(at: index + 2) }
        if name == "=" { name += tokens.text(at: index + 2) }
    }

    var isWitness: Bool {
        Self.witnesses.contains(keyword == "init" ? keyword + name : name) || Self.houseWitnesses.contains(name)
    }
}
