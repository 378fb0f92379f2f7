import Foundation
import Testing
import ViridianTemplate

@testable import ViridianReview

/// Templates that the authors of cfn-lint wrote to show mistakes, or their absence, with what we say of them.
@Suite struct FixtureTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/cfn-lint")

    @Test func `the findings in other people's fixtures are those that were looked through`() throws {
        let names = try FileManager.default.subpathsOfDirectory(atPath: Self.folder.path()).filter { $0.hasSuffix(".yaml") }
            .sorted()
        let report = try names.map { "\($0)\n" + (try Self.findings(in: $0)) }.joined(separator: "\n")

        #expect(names.count == 44)
        try expect(report, toMatch: "cfn-lint.txt")
    }

    /// What AWS would refuse, a line each.
    private static func findings(in name: String) throws -> String {
        let template = try Template.read(contentsOf: folder.appending(path: name).path())
        let refused = Review(rules: Rule.all.filter { $0.origin == .aws }).run(template)
        return refused.map { finding in
            let place = finding.source.map { "\($0.start.line):\($0.start.column)" } ?? ""
            return "  \(place) \(finding.message) [\(finding.rule)]\n"
        }.joined()
    }

    private func expect(_ text: String, toMatch name: String) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Snapshots/ViridianReviewTests/\(name)")
        if ProcessInfo.processInfo.environment["VIRIDIAN_UPDATE_SNAPSHOTS"] != nil {
            try Data(text.utf8).write(to: file)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == text)
    }
}
