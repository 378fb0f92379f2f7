import Foundation
import Testing
import ViridianTemplate

@testable import ViridianReview

/// `viridian.yml`: what is understood, and what is refused at its place.
@Suite struct PolicyTests {
    @Test func `a policy says all of it`() throws {
        let policy = try Self.read(
            """
            stage: production
            requiredTags: [Owner, CostCenter]
            allowedRegions: [eu-central-1]
            privateLink: required
            pci: true
            destroyable: false
            rules:
              forbidden: [undescribed-template]
              required: [open-port]
            severities:
              mutable-image-tag: high
            accept:
              - rule: plain-http
                files: legacy/**/*.yaml
                resource: Web*
                reason: the old shop has no certificate
                until: 2027-01-31
              - rules: [log-group-retention, untagged-resource]
                reason: a try-out
            """)

        #expect(policy.stage == .production)
        #expect(policy.requiredTags == ["Owner", "CostCenter"])
        #expect(policy.allowedRegions == ["eu-central-1"])
        #expect(policy.privateLink == .required)
        #expect(policy.pci)
        #expect(policy.destroyable == false)
        #expect(policy.forbiddenRules == ["undescribed-template"])
        #expect(policy.requiredRules == ["open-port"])
        #expect(policy.severities == ["mutable-image-tag": .high])
        #expect(policy.acceptances.map(\.rules) == [["plain-http"], ["log-group-retention", "untagged-resource"]])
        let first = try #require(policy.acceptances.first)
        #expect(first.reason == "the old shop has no certificate")
        #expect(first.until == Day(year: 2027, month: 1, day: 31))
        #expect(first.files?.matches("legacy/a/b.yaml") == true && first.files?.matches("new/b.yaml") == false)
        #expect(first.resource?.matches("WebListener") == true)
    }

    @Test(arguments: [
        ("stgae: production", "viridian.yml:1:1: a policy has no key \"stgae\"; did you mean \"stage\"?"),
        ("stage: prodution", "viridian.yml:1:8: \"prodution\" is no stage; did you mean \"production\"?"),
        ("stage: [production]", "viridian.yml:1:8: stage is text, and this is a list."),
        ("pci: \"yes\"", "viridian.yml:1:6: pci is true or false, and this is text."),
        ("requiredTags: Owner", "viridian.yml:1:15: requiredTags is a list, and this is text."),
        ("requiredTags: [Owner, Owner]", "viridian.yml:1:23: \"Owner\" is listed twice."),
        ("requiredTags: [\"aws:x\"]", "viridian.yml:1:16: \"aws:x\" can't be the key of a tag."),
        ("allowedRegions: [eu-central-11]", "viridian.yml:1:18: there is no region \"eu-central-11\"; did you mean"),
        ("privateLink: never", "viridian.yml:1:14: \"never\" is no choice for privateLink."),
        ("rules: {forbidden: [plain-htp]}", "viridian.yml:1:21: there is no rule \"plain-htp\"; did you mean \"plain-http\"?"),
        ("rules: {off: [plain-http]}", "viridian.yml:1:9: rules has no key \"off\"."),
        (
            "rules: {forbidden: [plain-http], required: [plain-http]}",
            "viridian.yml:1:45: \"plain-http\" is both required and forbidden."
        ),
        ("severities: {plain-http: hihg}", "viridian.yml:1:26: \"hihg\" is no severity; did you mean \"high\"?"),
        ("severities: {plain: high}", "viridian.yml:1:14: there is no rule \"plain\""),
        ("accept: [{rule: plain-http}]", "viridian.yml:1:10: this entry of accept gives no reason."),
        ("accept: [{reason: why}]", "viridian.yml:1:10: this entry of accept says no rule."),
        ("accept: [{rule: plain-http, reason: \" \"}]", "viridian.yml:1:37: reason is empty."),
        ("accept: [{rule: plain-http, reason: x, until: 2027-02-29}]", "viridian.yml:1:47: \"2027-02-29\" is no day."),
        ("accept: [{rule: plain-http, reason: x, files: \"a[\"}]", "viridian.yml:1:47: \"a[\" is no pattern"),
        ("[]", "viridian.yml:1:1: a policy is an object, and this is a list."),
    ])
    func `what isn't understood is refused at its place`(text: String, message: String) throws {
        let error = #expect(throws: ReviewError.self) { try Self.read(text) }
        #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "")")
    }

    @Test(arguments: [
        ("a/*.yaml", "a/b.yaml", true), ("a/*.yaml", "a/b/c.yaml", false), ("**/c.yaml", "c.yaml", true),
        ("**/c.yaml", "a/b/c.yaml", true), ("**/c.yaml", "a/bc.yaml", false), ("a/**", "a/b/c", true), ("a/**", "b/c", false),
        ("{a,b/c}.json", "b/c.json", true), ("{a,b}{1,2}", "b2", true), ("[a-c]?", "bx", true), ("[!a-c]?", "bx", false),
        ("?", "/", false), ("*", "", true), ("**/*", "a", true), ("a.yaml", "a.yaml", true), ("a.yaml", "axyaml", false),
    ])
    func `a pattern means paths as a shell does`(pattern: String, path: String, isMeant: Bool) throws {
        #expect(try #require(FilePattern(pattern)).matches(path) == isMeant)
    }

    @Test(arguments: ["[", "a[]", "{a", "a}", String(repeating: "{a,b}", count: 20)])
    func `a pattern that isn't closed, or grows without bounds, is none`(text: String) {
        #expect(FilePattern(text) == nil)
    }

    @Test func `a pattern of many stars ends soon`() throws {
        let pattern = try #require(FilePattern(String(repeating: "*a", count: 60) + "b"))
        #expect(!pattern.matches(String(repeating: "a", count: 5000)))
    }

    @Test func `the policy's stage is stronger than a parameter's default`() throws {
        func stage(_ defaults: [String], _ policy: Stage? = nil) throws -> KnownStage? {
            let names = ["Environment", "Stage"]
            let parameters = zip(names, defaults).map { "  \($0): {Type: String, Default: \($1)}\n" }.joined()
            let text = "Parameters:\n\(parameters)  Size: {Type: Number}\nResources: {}\n"
            let subject = Subject(template: try Template.read(text, file: "a.yaml"), catalog: Review().catalog)
            guard let policy else { return subject.stage }
            var decided = ReviewPolicy()
            decided.stage = policy
            return Subject(template: subject.template, catalog: Review().catalog, policy: decided).stage
        }
        #expect(try stage(["Dev"]) == KnownStage(stage: .development, words: "the stage is Dev by default"))
        #expect(try stage(["prod"])?.stage == .production)
        #expect(try stage(["anna"]) == nil)
        #expect(try stage([]) == nil)
        #expect(try stage(["prod", "dev"]) == nil)
        #expect(try stage(["dev", "staging"])?.isProduction == false)
        #expect(try stage(["dev"], .production) == KnownStage(stage: .production, words: "the stage is production"))
    }

    @Test func `a policy forbids rules and changes severities`() throws {
        let template = try Template.read("Resources:\n  Logs: {Type: AWS::Logs::LogGroup}\n", file: "a.yaml")
        var review = Review()
        #expect(review.run(template).contains { $0.rule == "log-group-retention" && $0.severity == .medium })

        review.policy = try Self.read("{rules: {forbidden: [undescribed-template]}, severities: {log-group-retention: critical}}")

        #expect(review.run(template).map(\.rule) == ["log-group-retention"])
        #expect(review.run(template).map(\.severity) == [.critical])
    }

    @Test func `what the documentation shows is understood`() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
        let file = folder.appending(path: ReviewPolicy.fileName).path
        var review = Review()
        review.policy = try ReviewPolicy.read(Node.read(contentsOf: file), file: file)
        #expect(review.policy.requiredRules == ["open-port"] && review.policy.acceptances.count == 1)

        review.policy = ReviewPolicy()
        let template = try Template.read(contentsOf: folder.appending(path: "accepted.yaml").path)
        let judgement = review.judge(template, today: try #require(Day("2027-01-31")))
        #expect(judgement.findings.isEmpty, "\(judgement.findings.map(\.message))")
        #expect(judgement.accepted.map(\.acceptance.manner) == [.comment, .metadata])
    }

    private static func read(_ text: String) throws -> ReviewPolicy {
        try ReviewPolicy.read(Node.read(yaml: text, file: "viridian.yml"), file: "viridian.yml")
    }
}
