extension Check {
    /// Two files fit beside each other on a screen. Prose and data wrap as they like; an address alone can't be broken.
    static let shortLines = Check(
        rule: "A line of a program has at most 130 columns",
        find: { files in
            files.filter { $0.isProgram && !$0.isGenerated }.flatMap { file in
                // Bytes first: counting characters is slow, and a line never has more characters than bytes.
                file.numberedLines.filter { $0.text.utf8.count > 130 && $0.text.count > 130 && !isAddress($0.text) }.map {
                    Offence(file, line: $0.number, "\($0.text.count) columns; break the line at 130")
                }
            }
        },
        offending: [
            Example(
                files: [SourceFile("Sources/A/A.swift", "let a = 1\n" + String(repeating: "é", count: 131))],
                offences: ["Sources/A/A.swift:2: 131 columns; break the line at 130"])
        ],
        accepted: [
            [SourceFile("Sources/A/A.swift", String(repeating: "é", count: 130))],
            [SourceFile("Sources/A/Generated/A.swift", String(repeating: "a", count: 200))],
            [SourceFile("Sources/A/A.swift", "    /// <https://docs.example/" + String(repeating: "a", count: 130) + ">")],
            [SourceFile("docs/table.md", String(repeating: "a", count: 200))],
        ])
}

private func isAddress(_ line: some StringProtocol) -> Bool {
    let words = line.split(separator: " ")
    return words.count == 2 && words[0] == "///" && words[1].hasPrefix("<https://")
}
