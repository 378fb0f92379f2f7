import ViridianTemplate

/// The findings in the manner of a failure analysis: what, where, why, what it costs, and what to write instead. Markdown and
/// HTML are written from it.
struct FailureAnalysis {
    let counts: Counts
    /// The faults, the worst first. What one rule found is one fault with several places.
    let faults: [Fault]

    struct Fault {
        let title: String
        let slug: String
        let severity: Severity
        let category: Category
        let origin: Origin
        let why: String
        let impact: Impact
        let page: String
        let cases: [Case]
        /// A template that has the fault and one that hasn't, where no place has a mend.
        let example: Fragment?
    }

    struct Case {
        /// Counts from 1 through the whole report.
        let number: Int
        let message: String
        let place: String
        let path: String
        let fix: String
        let excerpt: Excerpt?
        let mend: Fragment?
        let consequence: String?
    }

    /// Text before and after.
    struct Fragment: Hashable {
        let before: String
        let after: String
    }

    init(_ report: Report) {
        counts = Counts(report.findings)
        let worstFirst = report.findings.enumerated().sorted {
            ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset)
        }.map(\.element)
        var groups: [(slug: String, findings: [Finding])] = []
        for finding in worstFirst {
            if let index = groups.firstIndex(where: { $0.slug == finding.rule && $0.findings[0].severity == finding.severity }) {
                groups[index].findings.append(finding)
            } else {
                groups.append((finding.rule, [finding]))
            }
        }
        var sources = Sources(report)
        var number = 0
        faults = groups.map { slug, findings in
            let cases = findings.map { finding in
                number += 1
                return Self.analysed(finding, number, &sources, report)
            }
            return Self.fault(slug, findings[0], cases, report.rules[slug])
        }
    }

    private static func analysed(_ finding: Finding, _ number: Int, _ sources: inout Sources, _ report: Report) -> Case {
        let text = finding.source.flatMap { sources.text(of: $0.file) }
        let place = finding.source.map { "\(report.location($0.file)):\($0.start.line):\($0.start.column)" }
        return Case(
            number: number, message: finding.message, place: place ?? finding.path, path: finding.path, fix: finding.fix,
            excerpt: finding.source.flatMap { source in text.flatMap { Excerpt(of: $0, at: source) } },
            mend: finding.mend.flatMap { mend in finding.source.flatMap { sources.fragment(of: mend, in: $0.file) } },
            consequence: finding.mend?.consequence)
    }

    private static func fault(_ slug: String, _ first: Finding, _ cases: [Case], _ rule: Rule?) -> Fault {
        let hasMend = cases.contains { $0.mend != nil }
        let example = rule.flatMap { rule -> Fragment? in
            guard !hasMend, let failing = rule.failing.first, let passing = rule.passing.first else { return nil }
            return Fragment(before: MarkedExample(failing).text, after: passing)
        }
        return Fault(
            title: rule?.title ?? "File that can't be read", slug: slug, severity: first.severity, category: first.category,
            origin: first.origin, why: first.why,
            impact: rule?.impact ?? Impact(first.severity, first.category, first.origin), page: first.page, cases: cases,
            example: example)
    }
}

/// The files of a report, each read once.
private struct Sources {
    private let report: Report
    private var texts: [String: String?] = [:]
    private var templates: [String: EditableTemplate?] = [:]

    init(_ report: Report) { self.report = report }

    mutating func text(of file: String) -> String? {
        if let known = texts[file] { return known }
        let text = report.text(file)
        texts[file] = text
        return text
    }

    /// The lines that a mend changes, before and after.
    mutating func fragment(of mend: Mend, in file: String) -> FailureAnalysis.Fragment? {
        if templates[file] == nil {
            templates[file] = text(of: file).flatMap { try? EditableTemplate(Array($0.utf8), file: file) }
        }
        guard let known = templates[file], var template = known else { return nil }
        let before = String(decoding: template.bytes, as: UTF8.self)
        for change in mend.changes where template.apply(change) == nil { return nil }
        return Self.changed(before, String(decoding: template.bytes, as: UTF8.self))
    }

    /// What differs, with up to two lines around.
    private static func changed(_ before: String, _ after: String) -> FailureAnalysis.Fragment {
        let (old, new) = (lines(before), lines(after))
        let same = zip(old, new).prefix { $0 == $1 }.count
        let rest = min(old.count, new.count) - same
        let tail = zip(old.reversed(), new.reversed()).prefix { $0 == $1 }.prefix(rest).count
        let start = max(0, same - 2)
        func part(_ lines: [Substring]) -> String {
            lines[start..<min(lines.count, lines.count - tail + 2)].joined(separator: "\n")
        }
        return FailureAnalysis.Fragment(before: part(old), after: part(new))
    }

    private static func lines(_ text: String) -> [Substring] { text.split(omittingEmptySubsequences: false) { $0.isNewline } }
}
