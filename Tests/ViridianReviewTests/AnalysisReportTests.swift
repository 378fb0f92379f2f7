import Foundation
import Testing
import ViridianTemplate

@testable import ViridianReview

/// The reports for services and for pages. Refresh with `VIRIDIAN_UPDATE_SNAPSHOTS=1 swift test --filter AnalysisReport`.
@Suite struct AnalysisReportTests {
    private static var report: Report { Report(ReportTests.findings) { $0 == "shop.yaml" ? ReportTests.shop : nil } }

    @Test(arguments: [
        (Report.Format.sarif, "shop.sarif"), (.junit, "shop.junit.xml"), (.markdown, "shop.md"), (.html, "shop.html"),
    ])
    func `a report reads like this`(format: Report.Format, name: String) throws {
        let text = Self.report.written(as: format)
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Snapshots/ViridianReviewTests/\(name)")
        if ProcessInfo.processInfo.environment["VIRIDIAN_UPDATE_SNAPSHOTS"] != nil { try Data(text.utf8).write(to: file) }
        #expect(try String(contentsOf: file, encoding: .utf8) == text)
    }

    @Test func `SARIF has each rule once, and results that point at theirs`() throws {
        let log = try #require(
            JSONSerialization.jsonObject(with: Data(Self.report.written(as: .sarif).utf8)) as? [String: Any])
        let run = try #require((log["runs"] as? [[String: Any]])?.first)
        let driver = try #require((run["tool"] as? [String: [String: Any]])?["driver"])
        let rules = try #require(driver["rules"] as? [[String: Any]]).map { $0["id"] as? String }
        let results = try #require(run["results"] as? [[String: Any]])
        #expect(Set(rules).count == rules.count)
        #expect(results.count == ReportTests.findings.count)
        for (result, finding) in zip(results, ReportTests.findings) {
            #expect(result["ruleId"] as? String == finding.rule)
            #expect((result["ruleIndex"] as? Int).map { rules[$0] } == finding.rule)
            let level = finding.severity >= .high ? "error" : finding.severity == .medium ? "warning" : "note"
            #expect(result["level"] as? String == level)
        }
    }

    @Test func `SARIF has what is accepted as suppressed, with the reason`() throws {
        var report = Report([], text: { _ in nil })
        let finding = try #require(ReportTests.findings.first)
        let acceptance = Acceptance(
            rules: [finding.rule], reason: "Only for a demonstration.", until: nil, manner: .comment, source: nil)
        report.accepted = [AcceptedFinding(finding, acceptance)]
        let text = report.written(as: .sarif)
        #expect(text.contains("\"justification\": \"Only for a demonstration.\""))
        #expect(text.contains("\"kind\": \"inSource\""))
    }

    @Test(arguments: [
        ("a.yaml", "a.yaml"), ("./in/a b.yaml", "in/a%20b.yaml"), ("/tmp/ü.yaml", "file:///tmp/%C3%BC.yaml"),
        ("a#b%.yaml", "a%23b%25.yaml"),
    ])
    func `a path is a reference that keeps relative paths relative`(path: String, uri: String) {
        #expect(SARIFReport.uri(path) == uri)
    }

    @Test func `the name of a finding stays when its line moves`() throws {
        func prints(_ text: String) throws -> [String] {
            let findings = Review(rules: ReportTests.rules).run(try Template.read(text, file: "shop.yaml"))
            let log = Report(findings) { _ in nil }.written(as: .sarif)
            return log.split(separator: "\n").filter { $0.contains("viridianFinding/v1") }.map(String.init)
        }
        let here = try prints(ReportTests.shop)
        #expect(try prints("# moved\n\n" + ReportTests.shop) == here)
        #expect(Set(here).count == here.count)
    }

    @Test func `nothing in a template gets out of its place in a page`() throws {
        let evil = "<script>alert(1)</script>&\"'`|*_\u{1}"
        let finding = Finding(
            rule: "log-group-retention", severity: .high, category: .cost, origin: .practice, message: evil,
            source: SourceRange(file: evil, start: .init(line: 1, column: 1), end: .init(line: 1, column: 9)), path: evil,
            why: evil,
            fix: evil, page: "https://docs.aws.amazon.com/")
        let report = Report([finding]) { _ in evil + "\n" }
        let page = report.written(as: .html)
        #expect(!page.contains("<script") && !page.contains("\u{1}"))
        #expect(report.written(as: .markdown).contains("\\<script\\>"))
        #expect(!report.written(as: .junit).contains("<script"))
        let parser = XMLText(report.written(as: .junit))
        #expect(parser.isBalanced)
    }

    @Test func `a page asks for nothing from elsewhere`() {
        let page = Self.report.written(as: .html)
        for word in ["<script", "<link", "<img", "<iframe", "@import", "url(", " src="] {
            #expect(!page.contains(word), "\(word)")
        }
        #expect(page.contains("default-src 'none'"))
        #expect(page.contains("prefers-color-scheme: dark"))
    }

    @Test func `before and after come from the template where a mend is known, else from the rule's example`() {
        let analysis = FailureAnalysis(Self.report)
        let logs = analysis.faults.first { $0.slug == "log-group-retention" }
        #expect(logs?.cases.first?.mend?.after.contains("RetentionInDays: 30") == true)
        #expect(logs?.cases.first?.mend?.before.contains("RetentionInDays") == false)
        #expect(logs?.example == nil)
        let size = analysis.faults.first { $0.slug == "fargate-task-size" }
        #expect(size?.cases.first?.mend == nil && size?.example != nil)
        #expect(analysis.faults.map(\.severity) == analysis.faults.map(\.severity).sorted(by: >))
    }

    @Test func `no findings is said in every form`() {
        let report = Report([], text: { _ in nil })
        #expect(report.written(as: .markdown) == "# Failure analysis\n\nNo findings.\n")
        #expect(report.written(as: .html).contains("No findings."))
        #expect(report.written(as: .junit).contains("<testcase classname=\"viridian review\" name=\"No findings.\"/>"))
    }

    @Test func `what is said of costs is said of rules that exist, and of every rule`() {
        #expect(Set(Impact.of.keys).subtracting(Rule.all.map(\.slug)) == [])
        #expect(Rule.all.filter { $0.impact.rows.isEmpty }.map(\.slug) == [])
    }
}

/// Just enough of XML to see that every tag is closed.
private struct XMLText {
    let isBalanced: Bool

    init(_ text: String) {
        var open: [Substring] = []
        for tag in text.matches(of: /<(\/?)([a-z]+)[^>]*?(\/?)>/) {
            if !tag.output.1.isEmpty {
                guard open.popLast() == tag.output.2 else {
                    isBalanced = false
                    return
                }
            } else if tag.output.3.isEmpty {
                open.append(tag.output.2)
            }
        }
        isBalanced = open.isEmpty
    }
}
