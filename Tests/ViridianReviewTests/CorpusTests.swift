import Foundation
import Testing
import ViridianTestSupport
import ViridianTemplate

@testable import ViridianReview

/// Templates that people deploy: what cfn-lint finds no error in, AWS takes, and so must we.
@Suite(.wholeMachine) struct CorpusTests {
    /// The folder with the templates, beside the repository; none on most machines.
    static let corpus: URL? = {
        var folder = URL(filePath: #filePath).deletingLastPathComponent()
        while folder.path() != "/", !FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path()) {
            folder.deleteLastPathComponent()
        }
        return ["../shared/corpus", "../../shared/corpus"].map { folder.appending(path: $0).standardizedFileURL }
            .first { FileManager.default.fileExists(atPath: $0.appending(path: "oracle").path()) }
    }()

    @Test(.enabled(if: corpus != nil, "the corpus is not beside the repository"))
    func `templates without an error have none for us`() throws {
        let corpus = try #require(Self.corpus)
        var reviewed = 0
        for verdict in try Self.verdicts(below: corpus.appending(path: "oracle")) where try !Self.hasError(verdict) {
            let name = String(verdict.path().dropFirst(corpus.appending(path: "oracle/").path().count).dropLast(".json".count))
            let template = try Template.read(contentsOf: corpus.appending(path: name).path())
            let refused = Review().run(template).filter { $0.origin == .aws }
            #expect(refused.isEmpty, "\(name): \(refused.map(\.message))")
            reviewed += 1
        }
        #expect(reviewed > 250)
    }

    private static func verdicts(below folder: URL) throws -> [URL] {
        try FileManager.default.subpathsOfDirectory(atPath: folder.path()).filter { $0.hasSuffix(".json") }.sorted()
            .map { folder.appending(path: $0) }
    }

    private static func hasError(_ verdict: URL) throws -> Bool {
        let findings = try JSONSerialization.jsonObject(with: Data(contentsOf: verdict)) as? [[String: Any]] ?? []
        return findings.contains { $0["Level"] as? String == "Error" }
    }
}
