extension Check {
    /// Documentation that nobody runs goes stale. A block of code stands word for word in a file that a test compiles or reads; a
    /// transcript starts with a command that the command line's tests run; `text` and `mermaid` are no code.
    static let codeBlocksAreTested = Check(
        rule: "Every code block of README.md and docs says its language, and is tested or gives a reason",
        find: { files in
            let tested = files.filter { $0.path.hasPrefix("Examples/") || $0.path.hasPrefix("Tests/") }.filter { !$0.isMarkdown }
            return files.filter { $0.path == "README.md" || ($0.isMarkdown && $0.path.hasPrefix("docs/")) }.flatMap { file in
                Markdown(file).codeBlocks.compactMap { block in
                    objection(to: block, tested).map { Offence(file, line: block.line, $0) }
                }
            }
        },
        offending: [
            Example(
                files: [SourceFile("README.md", "# A\n```\nlet a = 1\n```")],
                offences: ["README.md:2: say the block's language after the fence"]),
            Example(
                files: [
                    SourceFile("docs/a.md", "```swift\nlet a = 1\nlet b = 2\n```"),
                    SourceFile("Tests/A.swift", "let a = 1\n\nlet b = 2"),
                ],
                offences: [
                    "docs/a.md:1: no file in Examples or Tests holds this swift block as it is; put it there or say reason=…"
                ]),
            Example(
                files: [SourceFile("docs/a.md", "```yaml\na: 1\n```\n```console\n$ make all\n```\n```swift reason=\nlet a\n```")],
                offences: [
                    "docs/a.md:1: no file in Examples or Tests holds this yaml block as it is; put it there or say reason=…",
                    "docs/a.md:4: no test runs this; start with $ swift run, $ swift test or $ viridian, or say reason=…",
                    "docs/a.md:7: no file in Examples or Tests holds this swift block as it is; put it there or say reason=…",
                ]),
        ],
        accepted: [
            [
                SourceFile("README.md", "```swift\n\nstruct A {\n    var a = 1\n}\n\n```"),
                SourceFile("Examples/A.swift", "enum B {\n    struct A {\n        var a = 1\n    }\n}"),
            ],
            [SourceFile("README.md", "```console\n$ swift run viridian rehearse\n12:00 promoted\n```\n```text\na → b\n```")],
            [SourceFile("docs/a.md", "```swift reason=the API of a later release\nlet a = 1\n```")],
            [SourceFile("CONTRIBUTING.md", "```\na\n```")],
        ])

    private static let commands = ["$ swift run", "$ swift test", "$ viridian"]

    private static func objection(to block: Markdown.CodeBlock, _ tested: [SourceFile]) -> String? {
        let words = block.info.split(separator: " ", maxSplits: 1)
        guard let language = words.first else { return "say the block's language after the fence" }
        if words.count == 2, let reason = words[1].firstMatch(of: #/reason=(.+)/#), !reason.output.1.isEmpty { return nil }
        switch language {
        case "text", "mermaid": return nil
        case "console", "sh":
            let first = block.lines.first?.trimmed ?? ""
            if commands.contains(where: { first == $0 || first.hasPrefix($0 + " ") }) { return nil }
            return "no test runs this; start with $ swift run, $ swift test or $ viridian, or say reason=…"
        default:
            if tested.contains(where: { holds(block, $0) }) { return nil }
            return "no file in Examples or Tests holds this \(language) block as it is; put it there or say reason=…"
        }
    }

    /// Whether the file has the block's lines one after the other, whatever the indentation of the whole.
    private static func holds(_ block: Markdown.CodeBlock, _ file: SourceFile) -> Bool {
        let wanted = Array(block.lines.drop { $0.trimmed.isEmpty }.reversed().drop { $0.trimmed.isEmpty }.reversed())
        guard let first = wanted.first, file.lines.count >= wanted.count else { return false }
        return (0...(file.lines.count - wanted.count)).contains { start in
            guard file.lines[start].hasSuffix(first) else { return false }
            let indentation = file.lines[start].dropLast(first.count)
            guard indentation.allSatisfy({ $0 == " " }) else { return false }
            return wanted.indices.allSatisfy { offset in
                wanted[offset].isEmpty
                    ? file.lines[start + offset].trimmed.isEmpty : file.lines[start + offset] == indentation + wanted[offset]
            }
        }
    }
}
