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

    @Option(help: "text, json or jsonl.")
    var format: ReportFormat = .text

    @Option(help: "Only findings of this origin: aws (it would be refused) or practice.")
    var only: Origin?

    @Flag(help: "Show findings of low severity too.")
    var all = false

    @Option(help: "The mildest severity that fails: low, medium, high or critical.")
    var failOn: Severity = .high

    enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
        case text, json, jsonl
    }

    func run() throws {
        var review = Review()
        review.nested = { NestedTemplate.read($0, of: $1) }
        if let only { review.rules.removeAll { $0.origin != only } }
        // Nothing informational is said unasked; what would be refused is never that.
        let shown = all || failOn == .low ? Severity.low : .medium
        let findings = try ReviewedSources(sources).findings(of: review)
            .filter { (only == nil || $0.origin == only) && ($0.severity >= shown || $0.origin == .aws) }
        let report =
            switch format {
            case .text: TextReport(findings) { try? String(contentsOfFile: $0, encoding: .utf8) }.description
            case .json: JSONReport(findings).description
            case .jsonl: JSONReport(findings, layout: .lines).description
            }
        FileHandle.standardOutput.write(Data(report.utf8))
        if !report.isEmpty, !report.hasSuffix("\n") { FileHandle.standardOutput.write(Data("\n".utf8)) }
        if findings.contains(where: { $0.severity >= failOn }) { throw ExitCode(1) }
    }
}

extension Severity: ExpressibleByArgument {}
extension Origin: ExpressibleByArgument {}
