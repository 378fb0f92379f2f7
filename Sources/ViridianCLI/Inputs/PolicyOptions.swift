public import ArgumentParser
import Foundation
public import ViridianReview
import ViridianTemplate

/// What was decided elsewhere than in the templates.
struct PolicyOptions: ParsableArguments {
    @Option(help: "The policy to apply in place of the nearest viridian.yml.")
    var policy: String?

    @Option(help: "What the stacks are for, whatever the policy says: development, staging or production.")
    var stage: ReviewPolicy.Stage?

    @Option(help: "Judge until when something is accepted as of this day, such as 2027-01-31.")
    var today: String?

    /// The day on which acceptances are judged: the one that was given, or that of the clock, in UTC.
    func day() throws -> Day {
        guard let today else {
            let seconds = Int(Date().timeIntervalSince1970)
            guard let day = Day(secondsSince1970: seconds) else {
                throw UsageError(description: "the clock of this machine tells no day: set it, or give --today")
            }
            return day
        }
        guard let day = Day(today) else { throw UsageError(description: "--today \(today): write a day like 2027-01-31") }
        return day
    }
}

extension ReviewPolicy.Stage: ExpressibleByArgument {}
