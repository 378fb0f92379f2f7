extension Check {
    /// One idea per file. The median keeps files from growing to the limit one by one.
    static let shortFiles = Check(
        rule: "No Swift file has more than 500 lines, nine in ten have at most 300, and the median has at most 100",
        find: { files in
            let sources = files.filter { $0.isSwift && !$0.isGenerated }.sorted { $0.lines.count < $1.lines.count }
            guard !sources.isEmpty else { return [] }
            var offences = sources.filter { $0.lines.count > 500 }.map {
                Offence($0, "\($0.lines.count) lines; split it at 500")
            }
            let long = sources.filter { $0.lines.count > 300 }
            if long.count * 10 > sources.count {
                let names = long.map { "\($0.path) (\($0.lines.count))" }.joined(separator: ", ")
                offences.append(Offence(".", "\(long.count) of \(sources.count) files have more than 300 lines: \(names)"))
            }
            let median = sources[(sources.count - 1) / 2].lines.count
            if median > 100 { offences.append(Offence(".", "the median file has \(median) lines; at most 100")) }
            return offences
        },
        offending: [
            Example(
                files: (1...9).map { swift("Short\($0)", lines: 100) } + [swift("Long", lines: 501)],
                offences: ["Sources/A/Long.swift: 501 lines; split it at 500"]),
            Example(
                files: (1...8).map { swift("Short\($0)", lines: 1) } + [swift("B", lines: 301), swift("C", lines: 302)],
                offences: [
                    ".: 2 of 10 files have more than 300 lines: Sources/A/B.swift (301), Sources/A/C.swift (302)"
                ]),
            Example(
                files: [swift("A", lines: 1), swift("B", lines: 101), swift("C", lines: 102)],
                offences: [".: the median file has 101 lines; at most 100"]),
        ],
        accepted: [
            (1...9).map { swift("Short\($0)", lines: 100) } + [swift("Long", lines: 500)],
            [swift("Short", lines: 1), swift("Generated/Long", lines: 5000)],
            [],
        ])

    private static func swift(_ name: String, lines: Int) -> SourceFile {
        SourceFile("Sources/A/\(name).swift", String(repeating: "\n", count: lines))
    }
}
