import ArgumentParser
import Foundation
import ViridianReview
import ViridianTemplate

/// What a team lives with for now.
struct BaselineOptions: ParsableArguments {
    @Option(help: "Hide the findings that stand in this baseline.")
    var baseline: String?

    @Option(help: "Write all findings into this baseline.")
    var writeBaseline: String?

    var isWritten: Bool { writeBaseline != nil }

    func validate() throws {
        guard baseline != nil, writeBaseline != nil else { return }
        throw ValidationError("--baseline hides findings and --write-baseline takes all of them down; give one of the two.")
    }

    /// Writes the baseline, or compares the findings with it; nothing where neither is asked for.
    func comparison(of outcome: ReviewedSources.Outcome, rules: Set<String>) throws -> Baseline.Comparison? {
        if let path = writeBaseline {
            let baseline = Baseline(outcome.findings) { Self.name(of: $0, from: path) }
            do {
                try Data(baseline.description.utf8).write(to: URL(filePath: path), options: .atomic)
            } catch {
                throw UsageError(description: "\(path) can't be written: \(error.localizedDescription)")
            }
            return Baseline.Comparison(known: outcome.findings)
        }
        guard let path = baseline else { return nil }
        let baseline: Baseline
        do {
            baseline = try Baseline.read(Node.read(contentsOf: path), file: path)
        } catch let error as TemplateError where error.code == .unreadableFile {
            throw UsageError(description: "\(path) can't be read; write a baseline with --write-baseline \(path)")
        }
        return baseline.compared(with: outcome.findings, reviewed: outcome.files, rules: rules) { Self.name(of: $0, from: path) }
    }

    /// A file counted from the baseline's folder, so that a review finds it from wherever it is started.
    private static func name(of file: String, from baseline: String) -> String {
        let folder = URL(filePath: baseline).standardizedFileURL.deletingLastPathComponent().pathComponents
        let path = URL(filePath: file).standardizedFileURL.pathComponents
        guard file != StandardInput.name else { return file }
        let common = zip(folder, path).prefix { $0 == $1 }.count
        return (folder.dropFirst(common).map { _ in ".." } + path.dropFirst(common)).joined(separator: "/")
    }
}
