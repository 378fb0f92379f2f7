import Foundation
import Testing

@testable import ViridianReview

/// The pages of `docs/rules` are written from the rules themselves. Refresh them with
/// `VIRIDIAN_UPDATE_SNAPSHOTS=1 swift test --filter RulePagesTests`.
@Suite struct RulePagesTests {
    private static let refreshes = ProcessInfo.processInfo.environment["VIRIDIAN_UPDATE_SNAPSHOTS"] != nil
    private static let way = "`VIRIDIAN_UPDATE_SNAPSHOTS=1 swift test --filter RulePagesTests` writes the pages anew"
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "docs/rules")

    @Test(arguments: RulePages.all.map(\.name))
    func `a page says what its rule says`(name: String) throws {
        let page = try #require(RulePages.all.first { $0.name == name })
        let file = Self.folder.appending(path: name)
        if Self.refreshes {
            try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
            try Data(page.text.utf8).write(to: file)
        }
        let written = FileManager.default.contents(atPath: file.path).map { String(decoding: $0, as: UTF8.self) }
        #expect(written == page.text, "\(Self.way)")
    }

    @Test func `no page is left of a rule that is gone`() throws {
        let names = Set(RulePages.all.map(\.name))
        for name in try FileManager.default.contentsOfDirectory(atPath: Self.folder.path) where !names.contains(name) {
            if Self.refreshes { try FileManager.default.removeItem(at: Self.folder.appending(path: name)) }
            #expect(Self.refreshes, "docs/rules/\(name) belongs to no rule; \(Self.way)")
        }
    }

    @Test func `a page shows its marks, and is a page of its own for each rule`() throws {
        let page = try #require(RulePages.all.first { $0.name == "log-group-retention.md" })
        #expect(page.text.hasPrefix("# log-group-retention\n\nLog group that keeps its logs for ever.\n"))
        #expect(page.text.contains("  ↓Logs:\n    Type: AWS::Logs::LogGroup\n```\n"))
        #expect(RulePages.all.count == Rule.all.count + 1)
    }
}

/// What `docs/rules` holds: a page for each rule, and a list of them all.
private enum RulePages {
    struct Page {
        var name: String
        var text: String
    }

    static let all = [Page(name: "README.md", text: list)] + Rule.all.map { Page(name: "\($0.slug).md", text: page($0)) }

    private static var list: String {
        let rows = Rule.all.map { rule in
            "| [\(rule.slug)](\(rule.slug).md) | \(rule.severity.rawValue) | \(rule.category.rawValue) | \(rule.origin.rawValue) "
                + "| \(rule.title) |"
        }
        return """
            # The rules of the review

            What the columns mean, and how to run the review, is in [review.md](../review.md). These pages are rendered from the
            rules themselves by `Tests/ViridianReviewTests/RulePagesTests.swift`; change a rule, not its page.

            | rule | severity | category | origin | what it finds |
            |---|---|---|---|---|
            \(rows.joined(separator: "\n"))

            """
    }

    private static func page(_ rule: Rule) -> String {
        """
        # \(rule.slug)

        \(rule.title).

        - Severity: \(rule.severity.rawValue)
        - Category: \(rule.category.rawValue)
        - Origin: \(rule.origin == .aws ? "aws (it would be refused)" : "practice (it would be deployed)")
        - Source: <\(rule.page)>

        ## Why

        \(rule.rationale)

        ## What it finds

        A `↓` stands before each place that is reported; it is no part of the template.

        \(examples(rule.failing))

        ## What it lets pass

        \(examples(rule.passing))

        """
    }

    private static func examples(_ texts: [String]) -> String {
        texts.map { "```yaml reason=an example of the rule, and its test\n\($0)\n```" }.joined(separator: "\n\n")
    }
}
