package import ArgumentParser
import Foundation
package import ViridianReview
import ViridianTemplate

/// What a review can be asked for, whoever asks: the options that `viridian review` and an app's own `review` have in common.
package struct ReviewOptions: ParsableArguments {
    @Option(help: "Only findings of this origin: aws (it would be refused) or practice.")
    package var only: Origin?

    @Flag(help: "Show findings of low severity too, and what was accepted and why.")
    package var all = false

    @Option(help: "The mildest severity that fails: low, medium, high or critical.")
    package var failOn: Severity = .high

    @Option(help: "The policy to apply in place of the nearest viridian.yml, which an app looks for in the working directory.")
    package var policy: String?

    @Option(help: "Judge until when something is accepted as of this day, such as 2027-01-31.")
    package var today: String?

    @OptionGroup package var baseline: BaselineOptions
    @OptionGroup package var reporting: ReportOptions
    @OptionGroup package var mending: MendOptions

    package init() {}

    /// What is asked for, as a value.
    package func request() throws -> ReviewRequest {
        ReviewRequest(only: only, all: all, failOn: failOn, today: try day(), tags: try mending.tags())
    }

    /// Takes a baseline down, or compares with one, and writes the report unless it is not `wanted`: the end of every review.
    /// The answer says whether the review failed.
    package func conclude(
        _ request: ReviewRequest, with outcome: ReviewOutcome, isReportWanted wanted: Bool = true,
        text: @escaping (_ file: String) -> String?, location: @escaping (_ file: String) -> String
    ) throws -> ReviewAnswer {
        let answer = request.answer(to: outcome, comparison: try baseline.comparison(of: outcome, under: request))
        if wanted { try reporting.write(answer.report(text: text, location: location)) }
        return answer
    }

    /// The day on which acceptances are judged: the one that was given, or that of the clock, in UTC.
    private func day() throws(AppError) -> Day {
        guard let today else {
            guard let day = Day(secondsSince1970: Int(Date().timeIntervalSince1970)) else {
                throw AppError(.badOption, "the clock of this machine tells no day", advice: "Set it, or give --today.")
            }
            return day
        }
        guard let day = Day(today) else {
            throw AppError(.badOption, "--today \(today) is no day", advice: "Write a day like 2027-01-31.")
        }
        return day
    }
}
