/// A failure analysis as Markdown, for a pull request or a wiki.
struct MarkdownReport: CustomStringConvertible {
    let analysis: FailureAnalysis

    init(_ analysis: FailureAnalysis) { self.analysis = analysis }

    var description: String {
        var parts = ["# Failure analysis", Self.escaped(analysis.counts.sentence)]
        guard !analysis.faults.isEmpty else { return parts.joined(separator: "\n\n") + "\n" }
        parts += [severities, overview] + analysis.faults.flatMap(text)
        return parts.joined(separator: "\n\n") + "\n"
    }

    private var severities: String {
        let rows = analysis.counts.bySeverity.map { "| \($0.severity.rawValue) | \($0.count) |" }
        return (["| severity | findings |", "|---|---:|"] + rows).joined(separator: "\n")
    }

    private var overview: String {
        let rows = analysis.faults.flatMap { fault in
            fault.cases.map {
                "| \($0.number) | \(fault.severity.rawValue) | \(Self.cell($0.message)) | \(Self.code($0.place)) |"
            }
        }
        return (["| # | severity | what | where |", "|---:|---|---|---|"] + rows).joined(separator: "\n")
    }

    private func text(_ fault: FailureAnalysis.Fault) -> [String] {
        let heading = "## \(Self.capitalised(fault.severity.rawValue)): \(Self.escaped(fault.title))"
        let refusal = fault.origin == .aws ? "AWS would refuse it" : "AWS would take it"
        let kind = "\(Self.code(fault.slug)) · \(fault.category.rawValue) · \(refusal)"
        let costs = fault.impact.rows.map { "- **\($0.name)**: \(Self.escaped($0.text))" }.joined(separator: "\n")
        var parts = [heading, kind, "**Why.** " + Self.escaped(fault.why)]
        if !costs.isEmpty { parts += ["**What it costs.**", costs] }
        parts += fault.cases.flatMap(text)
        if let example = fault.example {
            parts += ["**Before**, in an example of the rule:", Self.block(example.before, "yaml")]
            parts += ["**After**, in an example of the rule:", Self.block(example.after, "yaml")]
        }
        return parts + ["Source: <\(fault.page)>"]
    }

    private func text(_ found: FailureAnalysis.Case) -> [String] {
        var parts = ["### \(found.number). \(Self.escaped(found.message))", Self.code(found.place)]
        if found.path != found.place, !found.path.isEmpty { parts[1] += " · " + Self.code(found.path) }
        if let excerpt = found.excerpt { parts.append(Self.block(Self.lines(of: excerpt), "text")) }
        parts.append("**Fix.** " + Self.escaped(found.fix))
        if let mend = found.mend {
            parts += ["Before:", Self.block(mend.before, "yaml"), "After:", Self.block(mend.after, "yaml")]
        }
        if let consequence = found.consequence { parts.append("**Mind.** " + Self.escaped(consequence)) }
        return parts
    }

    private static func lines(of excerpt: Excerpt) -> String {
        let width = String(excerpt.lines.last?.number ?? 0).count
        func gutter(_ text: String) -> String { String(repeating: " ", count: width - text.count) + text + " | " }
        return excerpt.lines.flatMap { line -> [String] in
            let written = gutter(String(line.number)) + line.before + line.marked + line.after
            guard !line.marked.isEmpty else { return [written] }
            let indent = String(line.before.map { $0 == "\t" ? "\t" : " " })
            return [written, gutter("") + indent + "^" + String(repeating: "~", count: line.marked.count - 1)]
        }.joined(separator: "\n")
    }

    // MARK: Escapes

    /// Prose in which nothing is markup.
    static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            if "\\`*_{}[]<>|#&~!".contains(character) { result += "\\" }
            result.append(character.isNewline ? " " : character)
        }
    }

    private static func cell(_ text: String) -> String { escaped(text) }

    /// Text between backticks, more of them than it has itself.
    static func code(_ text: String) -> String {
        let fence = String(repeating: "`", count: longestRun(in: text) + 1)
        let pad = text.hasPrefix("`") || text.hasSuffix("`") ? " " : ""
        return fence + pad + text.replacing("|", with: "\\|").filter { !$0.isNewline } + pad + fence
    }

    private static func block(_ text: String, _ language: String) -> String {
        let fence = String(repeating: "`", count: max(3, longestRun(in: text) + 1))
        return "\(fence)\(language)\n\(text)\n\(fence)"
    }

    private static func longestRun(in text: String) -> Int {
        var (longest, run) = (0, 0)
        for character in text {
            run = character == "`" ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }

    private static func capitalised(_ word: String) -> String { word.prefix(1).uppercased() + word.dropFirst() }
}
