import Foundation
import Testing
import ViridianTemplate

@testable import ViridianReview

/// The reports as a person reads them. Refresh the files with `VIRIDIAN_UPDATE_SNAPSHOTS=1 swift test --filter ReportTests`.
@Suite struct ReportTests {
    static let shop = """
        Parameters:
          Image: {Type: String, Default: shop}
        Resources:
          Cluster:
            Type: AWS::ECS::Cluster
          Logs:
            Type: AWS::Logs::LogGroup
          Task:
            Type: AWS::ECS::TaskDefinition
            Properties:
              RequiresCompatibilities: [FARGATE]
              Cpu: 256
              Memory: 4096
              ContainerDefinitions:
                - {Name: web, Image: !Ref Image, Essential: true}
                - {Name: log, Image: "log:latest", Esential: false}
          Web:
            Type: AWS::ECS::Service
            Properties:
              Cluster: !Ref Clustr
              TaskDefinition: !GetAtt Task.Arn

        """

    /// The rules whose findings are compared word for word, whatever others there are.
    static let rules: [Rule] = [
        .missingReference, .unknownType, .unknownProperty, .missingProperty, .fargateTaskSize, .wildcardAction, .mutableImageTag,
        .logGroupRetention,
    ]

    static let findings: [Finding] =
        (try? Template.read(shop, file: "shop.yaml")).map { Review(rules: rules).run($0) } ?? []

    @Test func `the text report reads like a compiler`() throws {
        try expect(TextReport(Self.findings) { $0 == "shop.yaml" ? Self.shop : nil }.description, toMatch: "shop.txt")
    }

    @Test func `the JSON report is one document`() throws {
        let text = JSONReport(Self.findings).description
        try expect(text, toMatch: "shop.json")
        let document = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect((document["findings"] as? [Any])?.count == Self.findings.count)
    }

    @Test func `the line report has one object a finding, and errors only where AWS refuses`() throws {
        let text = JSONReport(Self.findings, layout: .lines).description
        try expect(text, toMatch: "shop.jsonl")
        for (line, finding) in zip(text.split(separator: "\n"), Self.findings) {
            let object = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            #expect((object["level"] as? String == "error") == (finding.origin == .aws))
            #expect(object["startLine"] as? Int == finding.source?.start.line)
        }
    }

    @Test func `without the text of the file the excerpt is left out`() throws {
        let finding = try #require(Self.findings.first { $0.rule == "missing-reference" })
        #expect(
            TextReport([finding]) { _ in nil }.description == """
                shop.yaml:20:16: critical: there is no parameter or resource "Clustr"; did you mean "Cluster"? [missing-reference]
                  why: \(finding.why)
                  fix: Write Cluster, or declare Clustr.
                  see: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html

                1 finding: 1 critical. AWS would refuse it.

                """)
    }

    @Test func `a template that has no places is reviewed by its paths`() {
        let logs: Node = ["Type": "AWS::Logs::LogGroup"]
        let template = Template(root: ["Resources": ["Logs": logs]], name: "Shop")
        let report = TextReport(Review().run(template)) { _ in nil }.description
        #expect(report.hasPrefix("Resources/Logs: medium: \"Logs\" keeps its logs for ever (CloudWatch Logs storage: $0.03 per "))
    }

    @Test func `a finding in a Swift stack points at its line`() {
        let line = SourcePosition(line: 12, column: 1)
        let place = SourceRange(file: "Shop/Stack.swift", start: line, end: SourcePosition(line: 12, column: 1))
        let logs = Field("Logs", Node(.object(["Type": "AWS::Logs::LogGroup"]), at: place), keySource: place)
        let template = Template(root: ["Resources": Node(.object(Object([logs])))], name: "Shop")
        let report = TextReport(Review().run(template)) { _ in nil }.description
        #expect(report.hasPrefix("Shop/Stack.swift:12:1: medium: "))
        #expect(!report.contains(" | "))
    }

    @Test func `no findings is said in words`() {
        #expect(TextReport([]) { _ in nil }.description == "No findings.\n")
        #expect(JSONReport([], layout: .lines).description.isEmpty)
    }

    @Test func `text that JSON can't hold is escaped`() {
        #expect(JSONReport.line(Node(.string("a\"\\\n\t\u{1}é"))) == #""a\"\\\n\t\u0001é""#)
    }

    private func expect(_ text: String, toMatch name: String) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Snapshots/ViridianReviewTests/\(name)")
        if ProcessInfo.processInfo.environment["VIRIDIAN_UPDATE_SNAPSHOTS"] != nil {
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == text)
    }
}
