import ViridianTemplate

/// Findings as SARIF 2.1.0, which code hosts show beside the lines.
///
/// Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".
struct SARIFReport: CustomStringConvertible {
    let report: Report
    /// All findings, those that are accepted last.
    private let findings: [Finding]
    private let slugs: [String]

    init(_ report: Report) {
        self.report = report
        findings = report.findings + report.accepted.map(\.finding)
        slugs = findings.reduce(into: []) { if !$0.contains($1.rule) { $0.append($1.rule) } }
    }

    var description: String { JSONReport.text(log, indent: 0) + "\n" }

    private var log: Node {
        [
            "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            "version": "2.1.0",
            "runs": [
                [
                    "tool": ["driver": ["name": "viridian", "rules": Node(.list(slugs.map(rule)))]],
                    "columnKind": "unicodeCodePoints",
                    "results": Node(.list(results)),
                ]
            ],
        ]
    }

    // MARK: Rules

    private func rule(_ slug: String) -> Node {
        guard let rule = report.rules[slug] else { return strangeRule(slug) }
        let example = "```yaml\n\(MarkedExample(rule.failing.first ?? "").text)\n```"
        let instead = "```yaml\n\(rule.passing.first ?? "")\n```"
        return [
            "id": Node(.string(slug)),
            "name": Node(.string(Self.name(of: slug))),
            "shortDescription": Self.message(rule.title),
            "fullDescription": Self.message(rule.rationale),
            "helpUri": Node(.string(rule.page)),
            "help": [
                "text": Node(.string("\(rule.rationale)\n\(rule.impact)\n\(rule.page)")),
                "markdown": Node(
                    .string(
                        [rule.rationale, "\(rule.impact)", "Found in:", example, "Not in:", instead, "<\(rule.page)>"]
                            .joined(separator: "\n\n")
                    )),
            ],
            "defaultConfiguration": ["level": Self.level(rule.severity)],
            "properties": Self.properties(rule.severity, rule.category, rule.origin),
        ]
    }

    /// A finding of no rule: a file that can't be read.
    private func strangeRule(_ slug: String) -> Node {
        guard let finding = findings.first(where: { $0.rule == slug }) else { return ["id": Node(.string(slug))] }
        return [
            "id": Node(.string(slug)), "name": Node(.string(Self.name(of: slug))), "fullDescription": Self.message(finding.why),
            "helpUri": Node(.string(finding.page)), "help": Self.message(finding.why),
            "defaultConfiguration": ["level": Self.level(finding.severity)],
            "properties": Self.properties(finding.severity, finding.category, finding.origin),
        ]
    }

    private static func name(of slug: String) -> String {
        slug.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    // MARK: Results

    private var results: [Node] {
        var seen: [String: Int] = [:]
        return findings.enumerated().map { index, finding in
            let print = Self.fingerprint("\(finding.rule)\n\(finding.path)\n\(finding.message)")
            seen[print, default: 0] += 1
            var result = result(finding, fingerprint: "\(print):\(seen[print, default: 1])")
            if index >= report.findings.count {
                let accepted = report.accepted[index - report.findings.count]
                let kind = accepted.acceptance.manner == .policy ? "external" : "inSource"
                let reason = accepted.acceptance.reason
                result["suppressions"] = [["kind": Node(.string(kind)), "justification": Node(.string(reason))]]
            }
            return Node(.object(result))
        }
    }

    private func result(_ finding: Finding, fingerprint: String) -> Object {
        var location: Object = [:]
        if let source = finding.source { location["physicalLocation"] = place(source) }
        if !finding.path.isEmpty {
            location["logicalLocations"] = [["fullyQualifiedName": Node(.string(finding.path)), "kind": "object"]]
        }
        return [
            "ruleId": Node(.string(finding.rule)),
            "ruleIndex": Node(.number(Number(slugs.firstIndex(of: finding.rule) ?? 0))),
            "level": Self.level(finding.severity),
            "message": Self.message("\(finding.message). \(finding.fix)"),
            "locations": Node(.list(location.isEmpty ? [] : [Node(.object(location))])),
            "partialFingerprints": ["viridianFinding/v1": Node(.string(fingerprint))],
            "properties": Self.properties(finding.severity, finding.category, finding.origin),
        ]
    }

    private func place(_ source: SourceRange) -> Node {
        let (start, end) = (source.start, source.end)
        var region: Object = ["startLine": Self.number(start.line), "startColumn": Self.number(start.column)]
        if end > start {
            region["endLine"] = Self.number(end.line)
            region["endColumn"] = Self.number(end.column)
        }
        let uri = Self.uri(report.location(source.file))
        return ["artifactLocation": ["uri": Node(.string(uri))], "region": Node(.object(region))]
    }

    // MARK: Words

    private static func number(_ value: Int) -> Node { Node(.number(Number(max(value, 1)))) }
    private static func message(_ text: String) -> Node { ["text": Node(.string(text))] }

    private static func level(_ severity: Severity) -> Node {
        switch severity {
        case .critical, .high: "error"
        case .medium: "warning"
        case .low: "note"
        }
    }

    private static func properties(_ severity: Severity, _ category: Category, _ origin: Origin) -> Node {
        var properties: Object = [
            "severity": Node(.string(severity.rawValue)), "category": Node(.string(category.rawValue)),
            "origin": Node(.string(origin.rawValue)), "tags": Node(.list([Node(.string(category.rawValue))])),
        ]
        // GitHub ranks findings on security by this number.
        let scores: [Severity: String] = [.critical: "9.5", .high: "8.0", .medium: "5.5", .low: "2.0"]
        if category == .security, let score = scores[severity] { properties["security-severity"] = Node(.string(score)) }
        return Node(.object(properties))
    }

    /// A path as a reference: relative paths stay relative, absolute ones get the scheme of files.
    static func uri(_ path: String) -> String {
        let kept = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/".utf8)
        let digits = Array("0123456789ABCDEF")
        let short = path.hasPrefix("./") ? String(path.dropFirst(2)) : path
        let escaped = short.utf8.map { byte in
            kept.contains(byte) ? String(Unicode.Scalar(byte)) : "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
        }.joined()
        return path.hasPrefix("/") ? "file://" + escaped : escaped
    }

    /// A short name for a text, the same on every machine (FNV-1a with 64 bits).
    static func fingerprint(_ text: String) -> String {
        let hash = text.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
