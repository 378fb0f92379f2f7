import Foundation
import Testing

/// An app's own `review`, which says what `viridian review` says of the app.
@Suite struct AppReviewTests {
    private static let policy = """
        pci: true
        privateLink: required
        severities: {private-link: medium, missing-flow-logs: low}

        """

    /// The same question, asked in the same folder: of the app, and of `viridian` about the app.
    private func answers(_ options: [String], in folder: TemporaryFolder) throws -> [Program.Result] {
        let policy = folder.url.appending(path: "viridian.yml")
        try Self.policy.write(to: policy, atomically: true, encoding: .utf8)
        // viridian looks for the policy near the program, and this one lies among the products.
        let asked = ["review", "--policy", "viridian.yml"]
        return [
            try Program.storefront.run(asked + options, in: folder.url),
            try Program.viridian.run(asked + [Program.storefront.url.path, "--stage", "development"] + options, in: folder.url),
        ]
    }

    @Test(arguments: [
        ["--only", "aws"], ["--fail-on", "medium"], ["--format", "sarif", "--all", "--today", "2030-01-01"],
    ])
    func `it takes the same options and says the same`(options: [String]) throws {
        let answers = try answers(options, in: TemporaryFolder())
        #expect(answers[0].output == answers[1].output)
        #expect(answers[0].exitCode == answers[1].exitCode && answers[0].errors == answers[1].errors)
        #expect(answers[0].output.contains("private-link") == !options.contains("aws"), "\(answers[0].output)")
        #expect(answers[0].output.contains("missing-flow-logs") == options.contains("--all"), "\(answers[0].output)")
        #expect(answers[0].exitCode == (options.contains("--fail-on") ? 1 : 0))
    }

    @Test func `a baseline of the one is understood by the other, from wherever it is started`() throws {
        let folder = try TemporaryFolder()
        let written = try answers(["--write-baseline", "base.json"], in: folder)
        #expect(written.map(\.output) == ["No findings. 2 in the baseline.\n", "No findings. 2 in the baseline.\n"])
        #expect(written.map(\.exitCode) == [0, 0])
        let elsewhere = try TemporaryFolder()
        let file = folder.url.appending(path: "base.json").path
        let known = try answers(["--baseline", file, "--fail-on", "low"], in: elsewhere)
        #expect(known.map(\.output) == written.map(\.output))
        #expect(known.map(\.exitCode) == [0, 0])
    }

    @Test func `what the app has mended by now is gone from the baseline`() throws {
        let folder = try TemporaryFolder()
        _ = try answers(["--write-baseline", "base.json"], in: folder)
        let file = folder.url.appending(path: "base.json")
        let text = try String(contentsOf: file, encoding: .utf8).replacing("Resources/NetworkVPC", with: "Resources/Oldest")
        try text.write(to: file, atomically: true, encoding: .utf8)
        for answer in try answers(["--baseline", "base.json"], in: folder) {
            let file = "Storefront/Storefront.swift"
            let gone = ["missing-flow-logs", "private-link"].map { "\(file) Resources/Oldest [\($0)]" }.joined(separator: ", ")
            #expect(
                answer.output.hasSuffix(" 2 gone from the baseline; write it anew: \(gone).\n"), "\(answer.output)")
        }
    }

    @Test(arguments: [
        ["--today", "soon"], ["--format", "xml"], ["--tag", "A=b"], ["--baseline", "a.json", "--write-baseline", "b.json"],
        ["--baseline", "none.json"], ["--output", "none/out"],
    ])
    func `it refuses what viridian refuses, in the same words`(options: [String]) throws {
        let answers = try answers(options, in: TemporaryFolder())
        #expect(answers.map(\.exitCode) == [2, 2])
        let said = answers.map { $0.errors.split(separator: "\n").first }
        #expect(said[0] != nil && said[0] == said[1], "\(said)")
    }
}
