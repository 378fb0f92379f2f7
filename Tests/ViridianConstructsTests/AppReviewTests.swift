import Testing
import ViridianResources
import ViridianReview
import ViridianTemplate

@testable import Viridian

/// What a review is asked for, and what it answers, whoever asks.
@Suite struct AppReviewTests {
    private var today: Day { get throws { try #require(Day("2026-12-01")) } }

    private var logs: Template {
        get throws { try Sample { $0.add("Logs", Logs.LogGroup()) }.template(for: .development) }
    }

    private func outcome(
        _ request: ReviewRequest, policy: ReviewPolicy = ReviewPolicy(), isWhole: Bool = true
    ) throws -> ReviewOutcome {
        ReviewOutcome([try logs], request, policy: policy, isWhole: isWhole)
    }

    private func text(_ answer: ReviewAnswer, _ source: String? = nil) -> String {
        answer.report(text: { _ in source }, location: { $0 }).written(as: .text)
    }

    @Test func `findings of a severity fail a review`() throws {
        for (severity, isFailed) in [(Severity.critical, false), (.high, false), (.medium, true), (.low, true)] {
            let request = ReviewRequest(failOn: severity, today: try today)
            #expect(request.answer(to: try outcome(request)).isFailed == isFailed, "\(severity)")
        }
    }

    @Test func `a finding shows the line of Swift`() throws {
        let line = 13
        let here = "        shop.add(logs, of: everyone, keeping: everything)"
        let request = ReviewRequest(today: try today)
        let report = text(
            request.answer(to: try outcome(request)), String(repeating: "\n", count: line - 1) + here)
        #expect(report.hasPrefix("ViridianConstructsTests/AppReviewTests.swift:\(line):"), "\(report)")
        #expect(report.contains("  \(line) | \(here)\n"), "\(report)")
    }

    @Test func `mild findings and the accepted ones are listed with all alone`() throws {
        var policy = ReviewPolicy()
        policy.acceptances = [PolicyAcceptance(["log-group-retention"], because: "kept")]
        policy.severities = ["undescribed-template": .low]
        func report(_ request: ReviewRequest) throws -> String {
            text(request.answer(to: try outcome(request, policy: policy)))
        }
        #expect(try report(ReviewRequest(today: try today)) == "No findings. 1 accepted.\n")
        let all = try report(ReviewRequest(all: true, today: try today))
        #expect(all.contains("because: kept"), "\(all)")
    }

    @Test func `one origin is looked for where that is asked`() throws {
        let request = ReviewRequest(only: .aws, today: try today)
        #expect(request.review.rules.allSatisfy { $0.origin == .aws } && !request.review.rules.isEmpty)
        #expect(try outcome(request).findings.isEmpty)
    }

    @Test func `an acceptance ends with its last day`() throws {
        var policy = ReviewPolicy()
        var acceptance = PolicyAcceptance(["log-group-retention"], because: "kept")
        acceptance.until = Day("2026-12-01")
        policy.acceptances = [acceptance]
        func rules(_ day: String) throws -> [String] {
            let request = ReviewRequest(today: try #require(Day(day)))
            return request.answer(to: try outcome(request, policy: policy)).findings.map(\.rule).sorted()
        }
        #expect(try rules("2026-12-01") == [])
        #expect(try rules("2026-12-02") == ["expired-acceptance", "log-group-retention"])
    }

    @Test func `of a part of the stacks nothing is gone`() throws {
        let request = ReviewRequest(failOn: .medium, today: try today)
        let place = "ViridianConstructsTests/AppReviewTests.swift"
        let gone = Baseline.Key(file: place, path: "Resources/Old", rule: "log-group-retention")
        var baseline = Baseline(try outcome(request).findings) { $0 }
        baseline.counts[gone] = 1
        func answer(isWhole: Bool) throws -> ReviewAnswer {
            let outcome = try outcome(request, isWhole: isWhole)
            let comparison = baseline.compared(
                with: outcome.findings, reviewed: outcome.files, rules: Set(request.review.rules.map(\.slug))
            ) { $0 }
            return request.answer(to: outcome, comparison: comparison)
        }
        #expect(try answer(isWhole: false).remarks == ["1 in the baseline"])
        #expect(
            try answer(isWhole: true).remarks == [
                "1 in the baseline",
                "1 gone from the baseline; write it anew: \(place) Resources/Old [log-group-retention]",
            ])
        #expect(try !answer(isWhole: true).isFailed)
    }

    @Test func `it says what to change in Swift, and what comes of it`() throws {
        let changes = try outcome(ReviewRequest(today: try today)).changes
        #expect(
            changes == [
                "ViridianConstructsTests/AppReviewTests.swift:13: add RetentionInDays: 30 to Resources.Logs.Properties "
                    + "[log-group-retention] (Events older than 30 days are deleted, those that are there now too.)"
            ])
    }
}
