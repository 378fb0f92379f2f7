/// What the checks need of a Markdown file: its links, its headings' anchors, and its code blocks.
struct Markdown {
    struct Link {
        var target: String
        var line: Int
    }

    struct CodeBlock {
        /// All that follows the opening fence: `swift reason=…`.
        var info: String
        var lines: [String]
        var line: Int
    }

    var links: [Link] = []
    var anchors: Set<String> = []
    var codeBlocks: [CodeBlock] = []

    init(_ file: SourceFile) {
        var open: (fence: String, block: CodeBlock)?
        for (number, line) in file.numberedLines {
            let text = line.trimmed
            let fence = String(text.prefix { $0 == "`" })
            if let (opening, block) = open {
                if fence.count >= opening.count, text == fence {
                    codeBlocks.append(block)
                    open = nil
                } else {
                    open?.block.lines.append(line)
                }
            } else if fence.count >= 3 {
                open = (fence, CodeBlock(info: String(text.dropFirst(fence.count)).trimmed, lines: [], line: number))
            } else {
                read(line, number)
            }
        }
        if let (_, block) = open { codeBlocks.append(block) }
    }

    private mutating func read(_ line: String, _ number: Int) {
        if line.hasPrefix("#") {
            let anchor = Self.anchor(of: line.drop { $0 == "#" })
            let repetition = (1...).first { !anchors.contains("\(anchor)-\($0)") } ?? 0
            anchors.insert(anchors.contains(anchor) ? "\(anchor)-\(repetition)" : anchor)
        }
        let prose = line.replacing(#/`[^`]*`/#, with: "")
        links += prose.matches(of: #/\]\(([^)\s]+)[^)]*\)/#).map { Link(target: String($0.output.1), line: number) }
        links += prose.matches(of: #/^\[[^\]]+\]:\s*(\S+)/#).map { Link(target: String($0.output.1), line: number) }
    }

    /// The anchor that forges make of a heading: small letters, digits and hyphens.
    private static func anchor(of heading: Substring) -> String {
        String(heading).trimmed.lowercased()
            .filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" || $0 == "_" }
            .replacing(" ", with: "-")
    }
}
