extension Check {
    /// A link to a file or a heading of the repository leads somewhere. Links to other sites are not followed.
    static let linksResolve = Check(
        rule: "Every link of a Markdown file to something in the repository resolves",
        find: { files in
            let paths = Set(files.flatMap { prefixes(of: $0.path) })
            let documents = Dictionary(files.filter(\.isMarkdown).map { ($0.path, Markdown($0)) }) { first, _ in first }
            return files.filter(\.isMarkdown).flatMap { file in
                (documents[file.path]?.links ?? []).compactMap { link -> Offence? in
                    guard !link.target.contains(":"), !link.target.hasPrefix("//") else { return nil }
                    let parts = link.target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
                    let path = parts[0].isEmpty ? file.path : resolve(String(parts[0]), from: file.folder)
                    let leadsNowhere =
                        !paths.contains(path)
                        || (parts.count == 2 && documents[path].map { !$0.anchors.contains(String(parts[1])) } ?? false)
                    return leadsNowhere ? Offence(file, line: link.line, "\(link.target) leads nowhere") : nil
                }
            }
        },
        offending: [
            Example(
                files: [
                    SourceFile("docs/a.md", "# A\n[b](b.md) and [c](../Sources/C.swift)\n\n[d]: e/d.md"),
                    SourceFile("Sources/D.swift", ""),
                ],
                offences: [
                    "docs/a.md:2: b.md leads nowhere", "docs/a.md:2: ../Sources/C.swift leads nowhere",
                    "docs/a.md:4: e/d.md leads nowhere",
                ]),
            Example(
                files: [SourceFile("a.md", "# One\n[x](#two) [y](b.md#one)"), SourceFile("b.md", "# Two")],
                offences: ["a.md:2: #two leads nowhere", "a.md:2: b.md#one leads nowhere"]),
        ],
        accepted: [
            [
                SourceFile(
                    "docs/a.md", "[b](../b.md#two-words-1), [folder](../Sources), [web](https://example.org/x), [m](mailto:a@b.c)"
                ),
                SourceFile("b.md", "# `Two` words\n## Two, words\n"),
                SourceFile("Sources/A/A.swift", ""),
            ],
            [SourceFile("a.md", "```swift\n[x](y)\n```\n`[x](y)`")],
        ])

    /// A file's path and those of the folders in which it is.
    private static func prefixes(of path: String) -> [String] {
        let parts = path.split(separator: "/")
        return parts.indices.map { parts[...$0].joined(separator: "/") }
    }

    private static func resolve(_ target: String, from folder: String) -> String {
        var parts = folder.split(separator: "/")
        for part in target.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return parts.joined(separator: "/")
    }
}
