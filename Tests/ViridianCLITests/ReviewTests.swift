import Foundation
import Testing

/// What `viridian review` takes, and with which code it ends.
@Suite struct ReviewTests {
    private static let broken = "Resources:\n  Queue: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: soon}}\n"
    private static let clean = "Resources:\n  Queue: {Type: AWS::SQS::Queue}\n"
    private static let careless = "Resources:\n  Logs: {Type: AWS::Logs::LogGroup}\n"

    @Test func `a folder of templates is reviewed as a whole, whatever else lies in it`() throws {
        let folder = try TemporaryFolder()
        try write(
            ["a.yaml": Self.broken, "b.yaml": Self.clean, "c/d.yaml": "Resources: [\n", "plan.yml": "steps: []\n"], in: folder)

        let result = try Program.viridian.run(["review", "--format", "jsonl", "."], in: folder.url)

        let rules = result.output.split(separator: "\n").map { $0.contains("unreadable-template") ? "unreadable" : "wrong-type" }
        #expect(rules == ["wrong-type", "unreadable"], "\(result.output)")
        #expect(result.exitCode == 1)
    }

    @Test func `a slip in JSON doesn't hide what else is wrong`() throws {
        let folder = try TemporaryFolder()
        let slip = """
            {"Resources": {"Queue": {"Type": "AWS::SQS::Queue", "Properties": {"DelaySeconds": "soon"},}}}

            """
        try write(["a.json": slip, "b.yaml": Self.clean], in: folder)

        let result = try Program.viridian.run(["review", "."], in: folder.url)

        #expect(result.output.contains("a.json:1:91") && result.output.contains("the ',' before '}' is one too many"))
        #expect(result.output.contains("DelaySeconds must be a whole number"), "\(result.output)")
        #expect(result.exitCode == 1)
    }

    @Test func `what is merely informational is told where somebody asks for it`() throws {
        let folder = try TemporaryFolder()
        try write(["a.yaml": Self.clean], in: folder)
        func lines(_ options: String...) throws -> Int {
            try Program.viridian.run(["review", "--format", "jsonl", "a.yaml"] + options, in: folder.url).output
                .split(separator: "\n").count
        }
        #expect(try lines() == 0)
        #expect(try lines("--all") > 0)
        #expect(try lines("--fail-on", "low") > 0)
    }

    @Test func `only one origin is shown where that is asked for`() throws {
        let folder = try TemporaryFolder()
        try write(["a.yaml": Self.broken, "b.yaml": Self.careless], in: folder)

        let refused = try Program.viridian.run(
            ["review", "--only", "aws", "--format", "jsonl", "a.yaml", "b.yaml"], in: folder.url)
        let practice = try Program.viridian.run(
            ["review", "--only", "practice", "--format", "jsonl", "a.yaml", "b.yaml"], in: folder.url)

        #expect(refused.output.contains("\"level\": \"error\"") && !refused.output.contains("\"level\": \"warning\""))
        #expect(practice.output.contains("\"level\": \"warning\"") && !practice.output.contains("\"level\": \"error\""))
        #expect(refused.exitCode == 1 && practice.exitCode == 0)
    }

    @Test func `a nested template is read beside its parent, and nowhere else`() throws {
        let folder = try TemporaryFolder()
        let parent = """
            Resources:
              Near: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: child.yaml, Parameters: {Nobody: 1}}}
              Far: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ../child.yaml, Parameters: {Nobody: 1}}}

            """
        try write(["child.yaml": Self.clean, "in/child.yaml": Self.clean, "in/parent.yaml": parent], in: folder)

        let result = try Program.viridian.run(["review", "--format", "jsonl", "in/parent.yaml"], in: folder.url)

        #expect(result.output.split(separator: "\n").count == 1, "\(result.output)")
        #expect(result.output.contains("Resources/Near/Properties/Parameters/Nobody"))
    }

    private func write(_ files: [String: String], in folder: TemporaryFolder) throws {
        for (name, text) in files {
            let file = folder.url.appending(path: name)
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
    }
}
