public import ArgumentParser
import Foundation
public import ViridianReview
import ViridianTemplate

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

    @Option(help: "Only findings of this origin: aws (it would be refused) or practice.")
    var only: Origin?

    @Flag(help: "Show findings of low severity too, and what was accepted and why.")
    var all = false

    @Option(help: "The mildest severity that fails: low, medium, high or critical.")
    var failOn: Severity = .high

    @OptionGroup var policy: PolicyOptions
    @OptionGroup var baseline: BaselineOptions
    @OptionGroup var reporting: ReportOptions
    @OptionGroup var mending: MendOptions

    func run() throws {
        var review = Review()
        if let only { review.rules.removeAll { $0.origin != only } }
        review.tags = try mending.tags()
        let sources = try ReviewedSources(sources, policies: PolicyFiles(file: policy.policy, stage: policy.stage))
        var outcome = try sources.outcome(of: review, today: policy.day())
        var hasRefused = false
        if let extent = mending.fix {
            var pass = MendingPass(extent, isDryRun: mending.dryRun) { [outcome] in outcome.reviewers[$0] ?? review.run }
            outcome.findings = try pass.run(outcome.findings)
            hasRefused = pass.hasRefused
        }
        // Nothing informational is said unasked; what would be refused, or is required, is never that.
        let mildest = all || failOn == .low ? Severity.low : .medium
        func isShown(_ finding: Finding) -> Bool {
            (only == nil || finding.origin == only)
                && (finding.severity >= mildest || finding.origin == .aws || finding.isRequired)
        }
        let known = try baseline.comparison(of: outcome, rules: Set(review.rules.map(\.slug)))
        let findings = (known?.new ?? outcome.findings).filter(isShown)
        if !mending.dryRun {
            var report = Report(
                findings, failOn: failOn, text: SourceText.contents(of:), location: WorkingDirectory.relative)
            report.accepted = outcome.accepted.filter { isShown($0.finding) }
            report.listsAccepted = all
            report.remarks = known.map(Self.remarks) ?? []
            try reporting.write(report)
        }
        if hasRefused { throw ExitCode(2) }
        if findings.contains(where: { $0.severity >= failOn || $0.isRequired }), !baseline.isWritten { throw ExitCode(1) }
    }

    private static func remarks(_ comparison: Baseline.Comparison) -> [String] {
        let (known, gone) = (comparison.known.count, comparison.gone.count)
        let names = comparison.gone.prefix(5).map { "\($0.file) \($0.path) [\($0.rule)]" }.joined(separator: ", ")
        return (known == 0 ? [] : ["\(known) in the baseline"])
            + (gone == 0 ? [] : ["\(gone) gone from the baseline; write it anew: \(names)\(gone > 5 ? ", …" : "")"])
    }
}

extension Severity: ExpressibleByArgument {}
extension Origin: ExpressibleByArgument {}
