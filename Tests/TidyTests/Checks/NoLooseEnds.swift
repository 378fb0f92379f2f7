extension Check {
    /// What is not done is an issue, where somebody finds it, and not a note in the code.
    static let noLooseEnds = Check(
        rule: "Nothing is left to be done in a comment or by a trap",
        find: { files in
            files.filter { $0.isProgram && !$0.isGenerated }.flatMap { file in
                file.numberedLines.flatMap { line in
                    looseEnds.filter { line.text.contains($0) && isWord($0, in: line.text) }.map {
                        Offence(file, line: line.number, "\($0): finish it, or open an issue and leave it out")
                    }
                }
            }
        },
        offending: looseEnds.map { looseEnd in
            Example(
                files: [SourceFile("Sources/A/A.swift", "let a = 1\n// \(looseEnd): b")],
                offences: ["Sources/A/A.swift:2: \(looseEnd): finish it, or open an issue and leave it out"])
        },
        accepted: [
            [SourceFile(".ci/run", "mktemp -d /tmp/\(looseEnds[2])\(looseEnds[2])")],
            [SourceFile("Sources/A/A.swift", "let Mes\(looseEnds[0])S = 1; fatalError(\"unreachable\")")],
        ])

    /// Put together from parts, so that this file does not find itself.
    private static let looseEnds = ["TO" + "DO", "FIX" + "ME", "XX" + "X", "fatalError(\"not " + "implemented"]

    /// Whether the text occurs with neither a letter nor a digit at its ends.
    private static func isWord(_ text: String, in line: String) -> Bool {
        line.ranges(of: text).contains { range in
            let before = line[..<range.lowerBound].last
            let after = line[range.upperBound...].first
            return [before, after].allSatisfy { $0.map { !$0.isLetter && !$0.isNumber } ?? true }
        }
    }
}
