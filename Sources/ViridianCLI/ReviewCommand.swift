import ArgumentParser
import Viridian
import ViridianReview

/// `viridian review`
struct ReviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "Find what AWS would refuse and what an expert would object to.",
        discussion: "Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 bad input.")

    @Argument(
        help: """
            Templates (JSON or YAML), folders of templates, quoted patterns ('**/*.yaml'), - for what is piped in, a cloud \
            assembly (cdk.out), apps that write templates, or folders of their packages.
            """)
    var sources: [String] = []

    @Option(help: "What the stacks are for, whatever the policy says: development, staging or production.")
    var stage: Stage?

    @OptionGroup var options: ReviewOptions

    @Flag(help: "With --fix: print a patch instead of writing.")
    var dryRun = false

    func validate() throws {
        if dryRun, options.mending.fix == nil { throw ValidationError("--dry-run goes with --fix.") }
    }

    func run() throws {
        let request = try options.request()
        let sources = try ReviewedSources(sources, policies: PolicyFiles(file: options.policy, stage: stage))
        var (outcome, reviewers) = try sources.outcome(of: request.review, today: request.today)
        var hasRefused = false
        if let extent = options.mending.fix {
            var pass = MendingPass(extent, isDryRun: dryRun) { reviewers[$0] ?? request.review.run }
            outcome.findings = try pass.run(outcome.findings)
            hasRefused = pass.hasRefused
        }
        let answer = try options.conclude(request, with: outcome, isReportWanted: !dryRun) { file in
            file == FindingFile.standardInput ? try? StandardInput.text() : FindingFile.text(of: file)
        } location: {
            FindingFile.location(of: $0)
        }
        if hasRefused { throw ExitCode(2) }
        if answer.isFailed { throw ExitCode(1) }
    }
}
