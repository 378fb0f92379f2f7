import Testing
import ViridianTemplate

@testable import ViridianReview

/// What is accepted, by whom, until when, and what is said of acceptances that hold for nothing.
@Suite struct AcceptanceTests {
    private static let logs = "Type: AWS::Logs::LogGroup"

    @Test(arguments: [
        "Resources:\n  # viridian:accept log-group-retention: kept\n  Logs:\n    \(logs)\n",
        "Resources:\n  #viridian:accept log-group-retention: kept\n\n  # Something else.\n  Logs:\n    \(logs)\n",
        "Resources:\n  Logs: # viridian:accept log-group-retention: kept\n    \(logs)\n",
        "Resources: # viridian:accept log-group-retention: kept\n  Logs:\n    \(logs)\n",
        "Resources:\r\n  # viridian:accept log-group-retention: kept\r\n  Logs:\r\n    \(logs)\r\n",
        "Resources:\n  Logs: {\(logs)} # viridian:accept log-group-retention: kept",
        "Resources:\n  Logs:\n    \(logs)\n    Metadata: {Viridian: {Accept: [{Rule: log-group-retention, Reason: kept}]}}\n",
        "Resources:\n  Logs:\n    \(logs)\n    Metadata: {\"Viridian::Accept\": {Rule: [log-group-retention], Reason: kept}}\n",
        "Metadata: {Viridian: {Accept: [{Rule: log-group-retention, Reason: kept}]}}\nResources:\n  Logs:\n    \(logs)\n",
    ])
    func `an acceptance holds for the line and the block it stands on or above`(text: String) throws {
        let judgement = try Self.judge(text)

        #expect(judgement.findings.isEmpty, "\(judgement.findings.map(\.message))")
        #expect(judgement.accepted.map(\.finding.rule) == ["log-group-retention"])
        #expect(judgement.accepted.map(\.acceptance.reason) == ["kept"])
    }

    @Test func `an acceptance holds for no other block, and no other rule`() throws {
        let judgement = try Self.judge(
            """
            Resources:
              A: # viridian:accept log-group-retention, untagged-resource: kept
                Type: AWS::Logs::LogGroup
              B:
                Type: AWS::Logs::LogGroup
            """)

        #expect(judgement.findings.map(\.rule) == ["unused-acceptance", "log-group-retention"])
        #expect(judgement.findings.map(\.path) == ["Resources/A", "Resources/B"])
        #expect(judgement.findings.first?.message == "untagged-resource finds nothing here that could be accepted")
    }

    @Test(arguments: [
        ("log-group-retention until 2026-12-01: kept", true), ("log-group-retention: kept until 2026-12-01", true),
        ("log-group-retention: kept (until 2026-12-01)", true), ("log-group-retention until 2026-11-30: kept", false),
        ("log-group-retention: kept until 2026-11-30.", false), ("log-group-retention: kept until the summer", true),
    ])
    func `an acceptance holds until the end of its day`(words: String, holds: Bool) throws {
        let judgement = try Self.judge("Resources:\n  Logs: # viridian:accept \(words)\n    \(Self.logs)\n")

        #expect(judgement.findings.map(\.rule) == (holds ? [] : ["log-group-retention", "expired-acceptance"]))
        #expect(judgement.accepted.count == (holds ? 1 : 0))
    }

    @Test(arguments: [
        ("viridian:accept log-group-retention", "this acceptance gives no reason, and so holds for nothing"),
        ("viridian:accept log-group-retention:  ", "this acceptance gives no reason, and so holds for nothing"),
        (
            "viridian:accept log-group-retentoin: kept",
            "there is no rule \"log-group-retentoin\"; did you mean \"log-group-retention\"?"
        ),
        (
            "viridian:accept log-group-retention until tomorrow: kept",
            "\"tomorrow\" is no day, and so this acceptance holds for nothing"
        ),
        ("viridian:accept : kept", "this acceptance says no rule"),
        ("viridian:acept log-group-retention: kept", "\"viridian:acept\" says nothing to the review"),
    ])
    func `an acceptance that can't be understood is a finding, and accepts nothing`(comment: String, message: String) throws {
        let judgement = try Self.judge("Resources:\n  Logs: # \(comment)\n    \(Self.logs)\n")

        #expect(judgement.findings.map(\.rule) == ["log-group-retention", "invalid-acceptance"])
        #expect(judgement.findings.last?.message == message)
        #expect(judgement.accepted.isEmpty)
    }

    @Test func `what looks like a comment inside a text is none`() throws {
        let judgement = try Self.judge(
            """
            Resources:
              Script:
                Type: AWS::SSM::Parameter
                Properties:
                  Type: String
                  Value: |
                    # viridian:accept open-port: part of the script
                    echo
              Other:
                Type: AWS::SSM::Parameter
                Properties:
                  Type: String
                  Value: !Sub |
                    # viridian:accept open-port: part of the script
                    echo ${AWS::Region}
              Plain:
                Type: AWS::SSM::Parameter
                Properties: {Type: String, Value: "a # viridian:accept open-port: x"}
            """)
        #expect(judgement.findings.isEmpty, "\(judgement.findings.map(\.message))")
    }

    @Test func `what AWS refuses is accepted by the policy only`() throws {
        let text =
            "Resources:\n  Q: # viridian:accept wrong-type: it always was\n    Type: AWS::SQS::Queue\n"
            + "    Properties: {DelaySeconds: soon}\n"
        #expect(try Self.judge(text).findings.map(\.rule) == ["invalid-acceptance", "wrong-type"])

        var entry = PolicyAcceptance(["wrong-type"], because: "the catalogue is wrong")
        entry.resource = FilePattern("Q*")
        let plain = text.replacing(" # viridian:accept wrong-type: it always was", with: "")
        let judgement = try Self.judge(plain) { $0.acceptances = [entry] }

        #expect(judgement.findings.isEmpty)
        #expect(judgement.accepted.map(\.acceptance.manner) == [.policy])
    }

    @Test func `what the policy requires can't be accepted in a template`() throws {
        let text = "Resources:\n  Logs: # viridian:accept log-group-retention: kept\n    \(Self.logs)\n"

        let judgement = try Self.judge(text) { $0.requiredRules = ["log-group-retention"] }

        #expect(judgement.findings.map(\.rule) == ["log-group-retention", "invalid-acceptance"])
        #expect(judgement.findings.map(\.isRequired) == [true, false])
    }

    @Test func `what cfn-lint was told to ignore is accepted, and never unused`() throws {
        func text(_ checks: String) -> String {
            "Resources:\n  Q:\n    Type: AWS::SQS::Queue\n    Metadata: {cfn-lint: {config: {ignore_checks: [\(checks)]}}}\n"
                + "    Properties: {DelaySeconds: soon}\n"
        }
        #expect(try Self.judge(text("E3012")).findings.isEmpty)
        #expect(try Self.judge(text("E3012")).accepted.map(\.acceptance.reason) == ["cfn-lint ignores E3012 here"])
        #expect(try Self.judge(text("E30")).findings.isEmpty)
        #expect(try Self.judge(text("E3002, W9999")).findings.map(\.rule) == ["wrong-type"])
    }

    @Test func `W1011 asks for dynamic references, and accepts no secret that is written down`() throws {
        func text(_ checks: String) -> String {
            "Metadata: {cfn-lint: {config: {ignore_checks: [\(checks)]}}}\nResources:\n  Secret:\n"
                + "    Type: AWS::SecretsManager::Secret\n    Properties: {SecretString: hunter2}\n"
        }
        #expect(try Self.judge(text("W1011")).findings.map(\.rule).contains("literal-secret"))
        #expect(try !Self.judge(text("W2501")).findings.map(\.rule).contains("literal-secret"))
    }

    @Test func `the policy's own acceptances are told when they are over or accept nothing`() throws {
        var entries = ["a.yaml", "b.yaml", "c.yaml"].map { file in
            var entry = PolicyAcceptance(["log-group-retention"], because: "kept")
            entry.files = FilePattern(file)
            return entry
        }
        entries[1].until = Day("2026-11-30")
        var review = Review()
        review.policy.acceptances = entries + [PolicyAcceptance(["open-port"], because: "a try-out")]
        let today = try #require(Day("2026-12-01"))
        let judgements = try ["a.yaml", "b.yaml"].map { name in
            review.judge(try Template.read("Resources:\n  Logs: {\(Self.logs)}\n", file: name), today: today)
        }

        let findings = review.findingsOfPolicy(after: judgements, today: today)

        #expect(judgements.map { $0.findings.count { $0.rule == "log-group-retention" } } == [0, 1])
        #expect(findings.map(\.rule) == ["expired-acceptance", "unused-acceptance"])
        #expect(findings.map(\.path) == ["accept/1", "accept/3"])
    }

    @Test func `nothing is said of acceptances of rules that don't run`() throws {
        let template = try Template.read(
            "Resources:\n  # viridian:accept open-port: a try-out\n  Logs: {\(Self.logs)}\n", file: "a.yaml")
        let rules = Rule.all.filter { $0.slug != "open-port" }

        let judgement = Review(rules: rules).judge(template, today: try #require(Day("2026-12-01")))

        #expect(!judgement.findings.contains { $0.rule == "unused-acceptance" })
    }

    @Test(arguments: ["2026-02-29", "2026-13-01", "26-01-01", "2026-1-1", "2026-01-01 ", "２０２６-01-01", "0000-01-01"])
    func `a day that doesn't exist is none`(text: String) {
        #expect(Day(text) == nil)
    }

    /// Low severity is left out, as the command line does unasked.
    private static func judge(_ text: String, _ change: (inout ReviewPolicy) -> Void = { _ in }) throws -> Judgement {
        var review = Review()
        change(&review.policy)
        var judgement = review.judge(try Template.read(text, file: "a.yaml"), today: try #require(Day("2026-12-01")))
        judgement.findings.removeAll { $0.severity == .low }
        return judgement
    }
}
