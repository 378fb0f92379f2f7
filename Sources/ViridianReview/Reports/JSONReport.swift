import ViridianTemplate

/// Findings for programs: one document with all findings and their counts, or one line for each.
public struct JSONReport: CustomStringConvertible {
    /// How the findings are laid out.
    public enum Layout: Hashable, Sendable {
        /// One object with `findings` and `counts`.
        case document
        /// One object a line, with the keys that tools for comparing linters read: level `error` is what AWS would refuse.
        case lines
    }

    /// What was found, in the order of the places.
    public let findings: [Finding]
    /// What was accepted, and why; only the document has it.
    public let accepted: [AcceptedFinding]
    /// How it is laid out.
    public let layout: Layout

    /// A report of findings.
    public init(_ findings: [Finding], accepted: [AcceptedFinding] = [], layout: Layout = .document) {
        self.findings = findings
        self.accepted = accepted
        self.layout = layout
    }

    /// The JSON text; it ends with a line break where there is any.
    public var description: String {
        switch layout {
        case .document: Self.text(document, indent: 0) + "\n"
        case .lines: findings.map { Self.line(Self.comparable($0)) + "\n" }.joined()
        }
    }

    private var document: Node {
        let counts = Counts(findings)
        let bySeverity = counts.bySeverity.map { Field($0.severity.rawValue, Node(.number(Number($0.count)))) }
        let summary = [Field("total", Node(.number(Number(counts.total))))] + bySeverity
        return [
            "findings": Node(.list(findings.map { Node(.object(Self.full($0))) })),
            "accepted": Node(.list(accepted.map(Self.full))),
            "counts": Node(.object(Object(summary + [Field("refusedByAWS", Node(.number(Number(counts.refused))))]))),
        ]
    }

    private static func full(_ accepted: AcceptedFinding) -> Node {
        var object = full(accepted.finding)
        let acceptance = accepted.acceptance
        object["reason"] = Node(.string(acceptance.reason))
        object["acceptedIn"] = Node(.string(acceptance.manner.rawValue))
        if let until = acceptance.until { object["until"] = Node(.string(until.description)) }
        return Node(.object(object))
    }

    private static func full(_ finding: Finding) -> Object {
        var object: Object = [
            "rule": Node(.string(finding.rule)), "severity": Node(.string(finding.severity.rawValue)),
            "category": Node(.string(finding.category.rawValue)), "origin": Node(.string(finding.origin.rawValue)),
            "message": Node(.string(finding.message)), "path": Node(.string(finding.path)),
        ]
        if let source = finding.source {
            object["file"] = Node(.string(source.file))
            object["start"] = position(source.start)
            object["end"] = position(source.end)
        }
        if let construct = finding.construct { object["construct"] = Node(.string(construct)) }
        object["why"] = Node(.string(finding.why))
        object["fix"] = Node(.string(finding.fix))
        object["page"] = Node(.string(finding.page))
        return object
    }

    private static func position(_ position: SourcePosition) -> Node {
        ["line": Node(.number(Number(position.line))), "column": Node(.number(Number(position.column)))]
    }

    private static func comparable(_ finding: Finding) -> Node {
        let practice = finding.severity >= .medium ? "warning" : "info"
        return [
            "file": Node(.string(finding.source?.file ?? "")), "ruleId": Node(.string(finding.rule)),
            "level": Node(.string(finding.origin == .aws ? "error" : practice)), "path": Node(.string(finding.path)),
            "startLine": Node(.number(Number(finding.source?.start.line ?? 0))),
            "startColumn": Node(.number(Number(finding.source?.start.column ?? 0))), "message": Node(.string(finding.message)),
        ]
    }
}
