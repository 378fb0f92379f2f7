import Testing
import ViridianTemplate

@testable import ViridianReview

/// The examples of the rules are their tests.
@Suite struct RuleExampleTests {
    /// A review that finds one nested template, `child.yaml`.
    private static func review(by rule: Rule, _ policy: ReviewPolicy) -> Review {
        // Rules about acceptances speak of the other rules' findings.
        let isAboutOthers = Rule.aboutAcceptances.contains { $0.slug == rule.slug }
        var review = Review(rules: isAboutOthers ? Rule.all : [rule])
        review.policy = policy
        review.nested = { location, _ in
            guard location == "child.yaml", let template = try? Template.read(child, file: location) else { return .elsewhere }
            return .loaded(template)
        }
        return review
    }

    private static let child = """
        Parameters: {Stage: {Type: String}, Size: {Type: String, Default: small}}
        Resources: {}
        Outputs: {Address: {Value: here}}
        """

    @Test(arguments: Rule.all.flatMap { rule in rule.failing.indices.map { (rule.slug, $0) } })
    func `a failing example fires exactly at its marks`(slug: String, index: Int) throws {
        let rule = try #require(Rule.all.first { $0.slug == slug })
        let example = MarkedExample(rule.failing[index])
        let template = try Template.read(example.text, file: "example.yaml")

        let today = try #require(Day("2026-12-01"))
        let findings = try Self.review(by: rule, example.policy()).judge(template, today: today).findings
            .filter { $0.rule == slug }

        #expect(findings.map { $0.source?.start } == example.positions, "\(TextReport(findings) { _ in example.text })")
    }

    @Test(arguments: Rule.all.flatMap { rule in rule.passing.indices.map { (rule.slug, $0) } })
    func `a passing example is silent`(slug: String, index: Int) throws {
        let rule = try #require(Rule.all.first { $0.slug == slug })
        let template = try Template.read(rule.passing[index], file: "example.yaml")

        let today = try #require(Day("2026-12-01"))
        let findings = try Self.review(by: rule, MarkedExample(rule.passing[index]).policy()).judge(template, today: today)
            .findings
            .filter { $0.rule == slug }

        #expect(findings.isEmpty, "\(TextReport(findings) { _ in rule.passing[index] })")
    }

    @Test(arguments: Rule.all.map(\.slug))
    func `a rule has examples, marks, a page of AWS, and a slug like its file`(slug: String) throws {
        let rule = try #require(Rule.all.first { $0.slug == slug })
        #expect(!rule.failing.isEmpty)
        #expect(!rule.passing.isEmpty)
        #expect(rule.failing.allSatisfy { !MarkedExample($0).positions.isEmpty })
        #expect(rule.passing.allSatisfy { MarkedExample($0).positions.isEmpty })
        #expect(rule.page.hasPrefix("https://docs.aws.amazon.com/"))
        #expect(Rule.all.count { $0.slug == slug } == 1)

        let words = slug.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }
        #expect(rule.file == "ViridianReview/\(words.joined()).swift")
    }
}
