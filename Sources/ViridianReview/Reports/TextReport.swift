import ViridianTemplate

/// Findings for people: like a compiler's, with the line, why it matters and what to write instead.
///
/// ```
/// shop.yaml:9:16: critical: there is no parameter or resource "Clustr"; did you mean "Cluster"? [missing-reference]
///   9 |       Cluster: !Ref Clustr
///     |                     ^~~~~~
///   why: CloudFormation resolves every name before it creates anything, …
///   fix: Write Cluster, or declare Clustr.
///   see: https://docs.aws.amazon.com/…
/// ```
public struct TextReport: CustomStringConvertible {
    /// What was found, in the order of the places.
    public let findings: [Finding]
    /// What was accepted, and why.
    public let accepted: [AcceptedFinding]
    /// What else is to be said in the last line: `12 in the baseline`.
    public var remarks: [String] = []
    /// Whether each accepted finding is listed with its reason; otherwise they are only counted.
    public var listsAccepted = false
    private let text: (String) -> String?

    /// A report of findings. `text` gives the text of a file that a finding names; where it gives none, as for the Swift source
    /// of a stack, the excerpt is left out.
    public init(
        _ findings: [Finding], accepted: [AcceptedFinding] = [], text: @escaping (_ file: String) -> String?
    ) {
        self.findings = findings
        self.accepted = accepted
        self.text = text
    }

    /// The whole report, ending with the summary line.
    public var description: String {
        var lines: [String: SourceLines] = [:]
        var blocks: [String] = []
        var explained: Set<String> = []
        for finding in findings {
            var block = [heading(of: finding)]
            if let source = finding.source {
                let known = lines[source.file] ?? SourceLines(text(source.file) ?? "")
                lines[source.file] = known
                block += Self.excerpt(at: source, in: known)
            }
            if let construct = finding.construct { block.append("  construct: \(construct)") }
            // The reason and the page are the same for all findings of a rule: once is enough.
            if explained.insert(finding.rule).inserted {
                block += ["  why: \(finding.why)", "  fix: \(finding.fix)", "  see: \(finding.page)"]
            } else {
                block.append("  fix: \(finding.fix)")
            }
            blocks.append(block.joined(separator: "\n"))
        }
        if listsAccepted, !accepted.isEmpty { blocks.append(accepted.map(Self.line).joined(separator: "\n")) }
        let counts = (accepted.isEmpty ? [] : ["\(accepted.count) accepted"]) + remarks
        let end = Counts(findings).sentence + counts.map { " \($0)." }.joined()
        return (blocks + [end]).joined(separator: "\n\n") + "\n"
    }

    private static func line(_ accepted: AcceptedFinding) -> String {
        let place = accepted.finding.source?.description ?? accepted.finding.path
        let until = accepted.acceptance.until.map { " (until \($0))" } ?? ""
        return "\(place): accepted: \(accepted.finding.message) [\(accepted.finding.rule)]\n  because: "
            + accepted.acceptance.reason + until
    }

    private func heading(of finding: Finding) -> String {
        let place = finding.source?.description ?? finding.path
        return "\(place): \(finding.severity.rawValue): \(finding.message) [\(finding.rule)]"
    }

    /// The line with a caret below its first character that matters, and a tail as long as the rest of it.
    private static func excerpt(at source: SourceRange, in lines: SourceLines) -> [String] {
        let (start, end) = (source.start, source.end)
        guard start.column >= 1, let line = lines[start.line] else { return [] }
        let scalars = Array(line.unicodeScalars)
        guard start.column <= scalars.count else { return [] }
        let stop = end.line == start.line ? min(end.column, scalars.count + 1) : scalars.count + 1
        let number = String(start.line)
        let gutter = String(repeating: " ", count: number.count)
        // Tabs stay, so that the caret stands where the terminal puts the character.
        let indent = String(String.UnicodeScalarView(scalars.prefix(start.column - 1).map { $0 == "\t" ? "\t" : " " }))
        let tail = String(repeating: "~", count: max(0, stop - start.column - 1))
        return ["  \(number) | \(line)", "  \(gutter) | \(indent)^\(tail)"]
    }
}
