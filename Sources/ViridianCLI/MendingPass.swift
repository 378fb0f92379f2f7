import Foundation
import Viridian
import ViridianReview
import ViridianTemplate

/// Mends the files in which something was found: `viridian review --fix`. What was done goes to the standard error, so that the
/// report, or the patch, is alone on the standard output.
struct MendingPass {
    let extent: MendExtent
    let isDryRun: Bool
    /// The review under which a file stands, with its policy and what is accepted in it.
    let reviewer: (_ file: String) -> (Template) -> [Finding]
    /// Whether something should have been mended that is none of our business to write.
    private(set) var hasRefused = false

    init(_ extent: MendExtent, isDryRun: Bool, reviewer: @escaping (_ file: String) -> (Template) -> [Finding]) {
        self.extent = extent
        self.isDryRun = isDryRun
        self.reviewer = reviewer
    }

    /// Mends what can be mended, and returns what is found after that.
    mutating func run(_ findings: [Finding]) throws -> [Finding] {
        let files = findings.reduce(into: [String]()) { files, finding in
            if let file = finding.source?.file, !files.contains(file) { files.append(file) }
        }
        var left = findings.filter { $0.source == nil }
        for file in files {
            let own = findings.filter { $0.source?.file == file }
            left += own.contains { $0.mend != nil } ? try mend(file, own) : own
        }
        return left
    }

    private mutating func mend(_ file: String, _ findings: [Finding]) throws -> [Finding] {
        let data = FileManager.default.contents(atPath: file)
        let source = data.flatMap { try? EditableTemplate(Array($0), file: file) }
        if let reason = Self.refusal(file, source?.template) {
            hasRefused = true
            Failure.print("\(file) is not mended: \(reason)")
            for finding in findings { for change in finding.mend?.changes ?? [] { Failure.print("  by hand: \(change)") } }
            return findings
        }
        guard let data, let source else { return findings }
        let mended = Mender(extent, review: reviewer(file)).mend(source)
        tell(mended)
        guard mended.source.bytes != source.bytes else { return mended.findings }
        if isDryRun {
            let (before, after) = (
                String(decoding: source.bytes, as: UTF8.self), String(decoding: mended.source.bytes, as: UTF8.self)
            )
            FileHandle.standardOutput.write(
                Data(Patch(from: before, to: after, file: FindingFile.location(of: file)).description.utf8))
        } else {
            guard FileManager.default.contents(atPath: file) == data else {
                throw UsageError(description: "\(file) has changed meanwhile and is left as it is; try again")
            }
            try AtomicFile(path: file).write(Data(mended.source.bytes))
        }
        return mended.findings
    }

    /// Each mend with its consequence, before anything is written.
    private func tell(_ mended: Mended) {
        func place(_ finding: Finding) -> String {
            "\(finding.source?.description ?? finding.path): \(finding.message) [\(finding.rule)]"
        }
        for finding in mended.mended {
            Failure.print("\(isDryRun ? "would mend" : "mends") \(place(finding))")
            if let consequence = finding.mend?.consequence { Failure.print("  consequence: \(consequence)") }
        }
        for left in mended.left { Failure.print("can't mend \(place(left.finding))\n  \(left.reason)") }
        guard !mended.withheld.isEmpty else { return }
        Failure.print("With --fix=all, because each has a consequence:")
        for finding in mended.withheld {
            Failure.print("  \(place(finding))\n    consequence: \(finding.mend?.consequence ?? "")")
        }
    }

    /// Why a file isn't ours to write; none where it is.
    private static func refusal(_ file: String, _ template: Template?) -> String? {
        guard let template else {
            return "it is no file that a template was read from; change what wrote the template, or write it to a file first"
        }
        let folders = Set(URL(filePath: file).standardizedFileURL.pathComponents)
        let hasCDKMarks = template.resources.contains { $0.type == "AWS::CDK::Metadata" || $0.metadata["aws:cdk:path"] != nil }
        if folders.contains("cdk.out") || hasCDKMarks { return "the CDK wrote it and will write it anew; change the CDK app" }
        let generated = [".aws-sam": "SAM", ".serverless": "the Serverless Framework", ".build": "a build"]
        return generated.first { folders.contains($0.key) }.map {
            "\($0.value) wrote it and will write it anew; change its source"
        }
    }
}
