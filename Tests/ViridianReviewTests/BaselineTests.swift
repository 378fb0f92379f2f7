import Testing
import ViridianTemplate

@testable import ViridianReview

/// What a baseline hides, and what it lets through.
@Suite struct BaselineTests {
    private static func findings(_ text: String) throws -> [Finding] {
        Review().run(try Template.read(text, file: "a.yaml")).filter { $0.severity >= .medium }
    }

    private static func comparison(_ baseline: Baseline, _ findings: [Finding]) -> Baseline.Comparison {
        baseline.compared(with: findings, reviewed: ["a.yaml"], rules: Set(Rule.all.map(\.slug))) { $0 }
    }

    @Test func `a finding is known again wherever its lines have moved`() throws {
        let old = try Self.findings("Resources:\n  Logs: {Type: AWS::Logs::LogGroup}\n")
        let moved = try Self.findings(
            "# A remark.\nResources:\n  Queue: {Type: AWS::SQS::Queue}\n\n  Logs:\n    Type: AWS::Logs::LogGroup\n")

        let comparison = Self.comparison(Baseline(old) { $0 }, moved)

        #expect(comparison.new.isEmpty)
        #expect(comparison.known == moved)
        #expect(comparison.gone.isEmpty)
    }

    @Test func `what is new is told, and so is what is gone`() throws {
        let old = try Self.findings("Resources:\n  Logs: {Type: AWS::Logs::LogGroup}\n")
        let new = try Self.findings("Resources:\n  Others: {Type: AWS::Logs::LogGroup}\n")

        let comparison = Self.comparison(Baseline(old) { $0 }, new)

        #expect(comparison.new == new)
        #expect(comparison.gone == [Baseline.Key(file: "a.yaml", path: "Resources/Logs", rule: "log-group-retention")])
    }

    @Test func `two of a kind at one place are counted`() throws {
        let finding = try #require(try Self.findings("Resources:\n  Logs: {Type: AWS::Logs::LogGroup}\n").first)
        let baseline = Baseline([finding, finding]) { $0 }

        #expect(Self.comparison(baseline, [finding, finding, finding]).new.count == 1)
        #expect(Self.comparison(baseline, [finding]).gone.count == 1)
    }

    @Test func `of what was not looked at nothing is gone`() throws {
        let baseline = Baseline(try Self.findings("Resources:\n  Logs: {Type: AWS::Logs::LogGroup}\n")) { $0 }

        #expect(baseline.compared(with: [], reviewed: ["b.yaml"], rules: ["log-group-retention"]) { $0 }.gone.isEmpty)
        #expect(baseline.compared(with: [], reviewed: ["a.yaml"], rules: ["plain-http"]) { $0 }.gone.isEmpty)
        #expect(baseline.compared(with: [], reviewed: ["a.yaml"], rules: ["log-group-retention"]) { $0 }.gone.count == 1)
    }

    @Test func `what the policy requires is never hidden`() throws {
        var finding = try #require(try Self.findings("Resources:\n  Logs: {Type: AWS::Logs::LogGroup}\n").first)
        let baseline = Baseline([finding]) { $0 }
        finding.isRequired = true

        #expect(Self.comparison(baseline, [finding]).new == [finding])
        #expect(Self.comparison(baseline, [finding]).gone.isEmpty)
    }

    @Test func `a baseline is written as it is read`() throws {
        let logs = try Self.findings("Resources:\n  B: {Type: AWS::Logs::LogGroup}\n  A: {Type: AWS::Logs::LogGroup}\n")
        let baseline = Baseline(logs + logs.prefix(1)) { $0 }

        #expect(
            baseline.description == """
                {
                  "version": 1,
                  "findings": [
                    {"file": "a.yaml", "path": "Resources/A", "rule": "log-group-retention"},
                    {"file": "a.yaml", "path": "Resources/B", "rule": "log-group-retention", "count": 2}
                  ]
                }

                """)
        #expect(try Baseline.read(Node.read(json: baseline.description), file: "base.json") == baseline)
    }

    @Test(arguments: [
        ("[]", "base.json:1:1: a baseline is an object, and this is a list."),
        ("{\"version\": 2, \"findings\": []}", "base.json:1:1: this is no baseline of version 1."),
        ("{\"version\": 1}", "base.json:1:1: this baseline has no findings."),
        (
            "{\"version\": 1, \"findings\": [{\"file\": \"a\"}]}",
            "base.json:1:29: a finding of a baseline has file, path and rule"
        ),
        (
            "{\"version\": 1, \"findings\": [{\"file\": \"a\", \"path\": \"\", \"rule\": \"b\", \"count\": 0}]}",
            "base.json:1:77: count is a number from 1."
        ),
        ("{\"version\": 1, \"finding\": []}", "base.json:1:16: a baseline has no key \"finding\"; did you mean \"findings\"?"),
    ])
    func `what is no baseline is refused at its place`(text: String, message: String) throws {
        let error = #expect(throws: ReviewError.self) { try Baseline.read(Node.read(json: text), file: "base.json") }
        #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "")")
    }
}
