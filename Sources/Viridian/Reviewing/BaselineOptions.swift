package import ArgumentParser
import Foundation
import ViridianReview
import ViridianTemplate

/// What a team lives with for now.
package struct BaselineOptions: ParsableArguments {
    @Option(help: "Hide the findings that stand in this baseline.")
    package var baseline: String?

    @Option(help: "Write all findings into this baseline.")
    package var writeBaseline: String?

    package init() {}

    package func validate() throws {
        guard baseline != nil, writeBaseline != nil else { return }
        throw ValidationError("--baseline hides findings and --write-baseline takes all of them down; give one of the two.")
    }

    /// Writes the baseline, or compares the findings with it; nothing where neither is asked for.
    func comparison(of outcome: ReviewOutcome, under request: ReviewRequest) throws -> Baseline.Comparison? {
        if let path = writeBaseline {
            let baseline = Baseline(outcome.findings) { Self.name(of: $0, from: path) }
            try AtomicFile(path: path).write(Data(baseline.description.utf8))
            return Baseline.Comparison(known: outcome.findings)
        }
        guard let path = baseline else { return nil }
        let baseline: Baseline
        do {
            baseline = try Baseline.read(Node.read(contentsOf: path), file: path)
        } catch let error as TemplateError where error.code == .unreadableFile {
            throw AppError(
                .notFound, "\(path) can't be read", advice: "Write a baseline with --write-baseline \(path).")
        }
        let rules = Set(request.review.rules.map(\.slug))
        return baseline.compared(with: outcome.findings, reviewed: outcome.files, rules: rules) { Self.name(of: $0, from: path) }
    }

    /// A file counted from the baseline's folder, so that a review finds it from wherever it is started. What is piped in and
    /// what stands in Swift, which is known by its module, has one name everywhere.
    private static func name(of file: String, from baseline: String) -> String {
        guard !file.isEmpty, file != FindingFile.standardInput, !file.hasSuffix(".swift") else { return file }
        let folder = URL(filePath: baseline).standardizedFileURL.deletingLastPathComponent().pathComponents
        let path = URL(filePath: file).standardizedFileURL.pathComponents
        let common = zip(folder, path).prefix { $0 == $1 }.count
        return (folder.dropFirst(common).map { _ in ".." } + path.dropFirst(common)).joined(separator: "/")
    }
}
