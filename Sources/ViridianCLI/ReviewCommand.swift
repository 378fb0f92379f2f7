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

    @Argument(help: "Templates (JSON or YAML), folders of templates, apps that write one, or folders of their packages.")
    var sources: [String] = []

    @Option(help: "Only findings of this origin: aws (it would be refused) or practice.")
    var only: Origin?

    @Flag(help: "Show findings of low severity too.")
    var all = false

    @Option(help: "The mildest severity that fails: low, medium, high or critical.")
    var failOn: Severity = .high

    @OptionGroup var reporting: ReportOptions
    @OptionGroup var mending: MendOptions

    func run() throws {
        var review = Review()
        review.nested = { NestedTemplate.read($0, of: $1) }
        if let only { review.rules.removeAll { $0.origin != only } }
        review.tags = try mending.tags()
        var found = try ReviewedSources(sources).findings(of: review).filter { only == nil || $0.origin == only }
        var hasRefused = false
        if let extent = mending.fix {
            var pass = MendingPass(extent, isDryRun: mending.dryRun, review: review.run)
            found = try pass.run(found)
            hasRefused = pass.hasRefused
        }
        // Nothing informational is said unasked; what would be refused is never that.
        let shown = all || failOn == .low ? Severity.low : .medium
        let findings = found.filter { $0.severity >= shown || $0.origin == .aws }
        if !mending.dryRun {
            try reporting.write(
                Report(findings, failOn: failOn) {
                    try? String(contentsOfFile: $0, encoding: .utf8)
                } location: {
                    WorkingDirectory.relative($0)
                })
        }
        if hasRefused { throw ExitCode(2) }
        if findings.contains(where: { $0.severity >= failOn }) { throw ExitCode(1) }
    }
}

extension Severity: ExpressibleByArgument {}
extension Origin: ExpressibleByArgument {}
