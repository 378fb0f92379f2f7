import Foundation
import Testing
import ViridianTemplate

struct NestedStackTests {
    /// A folder of files, and beside it a secret that nothing may read.
    private func withFiles<Result>(_ files: [String: String], _ body: (URL) throws -> Result) throws -> Result {
        let base = FileManager.default.temporaryDirectory.appending(path: "viridian-\(UUID().uuidString)")
        let folder = base.appending(path: "stacks")
        try FileManager.default.createDirectory(at: folder.appending(path: "inner"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: base) }
        try Data("Resources: {}".utf8).write(to: base.appending(path: "secret.yaml"))
        for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
        return try body(folder)
    }

    private let child = """
        Parameters:
          Name: {Type: String}
          Stage: {Type: String, AllowedValues: [live, test]}
          Size: {Type: Number, Default: 1}
          Zones: {Type: CommaDelimitedList, Default: a}
        Resources: {Topic: {Type: AWS::SNS::Topic}}
        Outputs:
          Arn: {Value: !Ref Topic}
        """

    private func parent(_ url: String, parameters: String = "{}", value: String = "x") -> String {
        """
        Resources:
          Nested:
            Type: AWS::CloudFormation::Stack
            Properties:
              TemplateURL: \(url)
              Parameters: \(parameters)
        Outputs:
          Out: {Value: \(value)}
        """
    }

    private func stack(_ parent: String) throws -> NestedStack {
        try withFiles(["parent.yaml": parent, "child.yaml": child]) { folder in
            let template = try Template.read(contentsOf: folder.appending(path: "parent.yaml").path)
            return try #require(template.nestedStacks(inside: folder.path).first)
        }
    }

    @Test func `parameters are compared with those of the child on disk`() throws {
        let stack = try stack(
            parent("./child.yaml", parameters: "{Stage: dev, Size: !Ref X, Zones: [a, b], Colour: blue}"))
        #expect(stack.unknownParameters.map(\.key) == ["Colour"])
        #expect(stack.unknownParameters.first?.keySource?.start == SourcePosition(line: 6, column: 61))
        #expect(stack.missingParameters.map(\.name) == ["Name"])
        #expect(
            stack.refusedParameters.map { "\($0.field.key) \($0.objection)" } == [
                "Stage is none of live, test", "Zones is no text; a list is passed as one text with commas",
            ])
    }

    @Test func `an application of the serverless transform is a nested stack too`() throws {
        let text = parent("child.yaml", parameters: "{Name: a}").replacing(
            "CloudFormation::Stack", with: "Serverless::Application")
        let stack = try stack(text.replacing("TemplateURL", with: "Location"))
        #expect(stack.missingParameters.map(\.name) == ["Stage"])
    }

    @Test func `parameters that come from a condition as a whole are not judged`() throws {
        let stack = try stack(parent("child.yaml", parameters: "!If [Big, {Colour: red}, !Ref AWS::NoValue]"))
        #expect(stack.unknownParameters.isEmpty && stack.missingParameters.isEmpty && stack.refusedParameters.isEmpty)
    }

    @Test func `outputs that the child lacks are found where they are asked for`() throws {
        let value = "!Join ['', [!GetAtt Nested.Outputs.Arn, !GetAtt Nested.Outputs.Name, !Sub 'x${Nested.Outputs.Url}']]"
        let missing = try stack(parent("child.yaml", value: value)).missingOutputs
        #expect(missing.map(\.name) == ["Name", "Url"])
        #expect(missing.map { $0.source?.start } == [SourcePosition(line: 8, column: 56), SourcePosition(line: 8, column: 85)])
    }

    @Test(arguments: [
        ("https://s3.amazonaws.com/bucket/child.yaml", ChildTemplate.elsewhere), ("s3://bucket/child.yaml", .elsewhere),
        ("!Ref Url", .elsewhere), ("!Sub '${Url}/a.yaml'", .elsewhere), ("''", .elsewhere), ("[a]", .elsewhere),
        ("../secret.yaml", .outside(path: "../secret.yaml")),
        ("inner/../../secret.yaml", .outside(path: "inner/../../secret.yaml")),
        ("/etc/passwd", .outside(path: "/etc/passwd")), ("other.yaml", .missing(path: "other.yaml")),
        ("inner", .missing(path: "inner")),
    ])
    func `only files in the folder are read`(url: String, child: ChildTemplate) throws {
        #expect(try stack(parent(url)).child == child)
    }

    @Test func `links out of the folder, pipes and what is no template are not taken`() throws {
        let urls = ["link.yaml", "pipe.yaml", "broken.yaml", "inner/link.yaml"]
        let children = try withFiles(["broken.yaml": "a: [", "child.yaml": child]) { folder in
            func path(_ name: String) -> String { folder.appending(path: name).path }
            let files = FileManager.default
            try files.createSymbolicLink(atPath: path("link.yaml"), withDestinationPath: "../secret.yaml")
            try files.createSymbolicLink(atPath: path("inner/link.yaml"), withDestinationPath: "../child.yaml")
            #expect(mkfifo(path("pipe.yaml"), 0o600) == 0)
            return try urls.map { url in
                let template = try Template.read(parent(url), file: path("parent.yaml"))
                return template.nestedStacks(inside: folder.path).first?.child
            }
        }
        #expect(children[0] == .outside(path: "link.yaml"))
        #expect(children[1] == .missing(path: "pipe.yaml"))
        let error: TemplateError? = if case .unreadable(let error)? = children[2] { error } else { nil }
        #expect(error?.code == .invalidYAML)
        #expect(children[3]?.template?.outputs.map(\.key) == ["Arn"])
    }

    @Test func `a child whose names come from a macro is not judged`() throws {
        let missing = try withFiles(["child.yaml": "Transform: Own\n" + child]) { folder in
            let template = try Template.read(
                parent("child.yaml", value: "!GetAtt Nested.Outputs.Name"), file: folder.appending(path: "parent.yaml").path)
            let stack = try #require(template.nestedStacks(inside: folder.path).first)
            #expect(stack.child.template != nil)
            return (stack.missingOutputs, stack.missingParameters)
        }
        #expect(missing.0.isEmpty && missing.1.isEmpty)
    }
}
