import Testing

@testable import ViridianTemplate

/// Changes of the tree, written into text that somebody wrote by hand. Each case is the whole text before and after.
@Suite struct EditingTests {
    private static let service = ["Resources", "Web", "Properties"]

    private func edited(_ text: String, file: String = "a.yaml", _ changes: Change...) throws -> String? {
        var template = try EditableTemplate(Array(text.utf8), file: file)
        for change in changes where template.apply(change) == nil { return nil }
        return String(decoding: template.bytes, as: UTF8.self)
    }

    @Test func `a field is added below the last one, with comments and short tags as they were`() throws {
        let text = """
            # The shop.
            Resources:
                Web: # runs it
                    Type: AWS::ECS::Service
                    Properties:
                        Cluster: !Ref Cluster  # ours
                        # Count: 3

                Cluster:
                    Type: AWS::ECS::Cluster

            """
        let tags: Node = [["Key": "Project", "Value": "shop"]]
        #expect(
            try edited(text, .insert(Field("Tags", tags), into: Self.service)) == """
                # The shop.
                Resources:
                    Web: # runs it
                        Type: AWS::ECS::Service
                        Properties:
                            Cluster: !Ref Cluster  # ours
                            Tags:
                              - Key: Project
                                Value: shop
                            # Count: 3

                    Cluster:
                        Type: AWS::ECS::Cluster

                """)
    }

    @Test func `lists are indented as others in the file are`() throws {
        let text = "Resources:\n  Web:\n    Type: A\n    DependsOn:\n    - Key\n    Properties:\n      A: 1\n"
        let tags: Node = [["Key": "Project", "Value": "shop"]]
        #expect(
            try edited(text, .insert(Field("Tags", tags), into: Self.service))
                == text + "      Tags:\n      - Key: Project\n        Value: shop\n")
        #expect(
            try edited(text, .append("Listener", to: ["Resources", "Web", "DependsOn"]))
                == "Resources:\n  Web:\n    Type: A\n    DependsOn:\n    - Key\n    - Listener\n    Properties:\n      A: 1\n")
    }

    @Test func `line ends and a missing last one stay`() throws {
        let text = "Resources:\r\n  Web:\r\n    Type: A\r\n    Properties: {A: 1}"
        #expect(
            try edited(text, .insert(Field("DependsOn", "B"), into: ["Resources", "Web"], after: "Type"))
                == "Resources:\r\n  Web:\r\n    Type: A\r\n    DependsOn: B\r\n    Properties: {A: 1}")
        #expect(
            try edited(text, .insert(Field("Metadata", ["A": 1]), into: ["Resources", "Web"]))
                == text + "\r\n    Metadata:\r\n      A: 1")
        #expect(try edited(text, .remove(["Resources", "Web", "Properties"])) == "Resources:\r\n  Web:\r\n    Type: A")
    }

    @Test func `a byte order mark stays`() throws {
        let text = "\u{FEFF}Resources:\n  Web:\n    Type: A\n"
        #expect(
            try edited(text, .insert(Field("DependsOn", "B"), into: ["Resources", "Web"])) == text + "    DependsOn: B\n")
    }

    @Test func `brackets in YAML get their new field between them`() throws {
        let text = "Resources:\n  Web: {Type: A, Properties: {A: !Ref X}} # short\n  Other: {Type: A, Properties: {}}\n"
        #expect(
            try edited(text, .insert(Field("B", ["C": "x,y"]), into: Self.service))
                == "Resources:\n  Web: {Type: A, Properties: {A: !Ref X, B: {C: 'x,y'}}} # short\n"
                + "  Other: {Type: A, Properties: {}}\n")
        #expect(
            try edited(text, .insert(Field("B", true), into: ["Resources", "Other", "Properties"]))
                == "Resources:\n  Web: {Type: A, Properties: {A: !Ref X}} # short\n"
                + "  Other: {Type: A, Properties: {B: true}}\n")
    }

    @Test func `JSON keeps its tabs`() throws {
        let text = "{\n\t\"Resources\": {\n\t\t\"Web\": {\n\t\t\t\"Type\": \"A\",\n\t\t\t\"Properties\": {\"A\":1}\n\t\t}\n\t}\n}"
        #expect(
            try edited(text, file: "a.json", .insert(Field("B", ["C": [1]]), into: ["Resources", "Web"], after: "Type"))
                == "{\n\t\"Resources\": {\n\t\t\"Web\": {\n\t\t\t\"Type\": \"A\",\n\t\t\t\"B\": "
                + "{\n\t\t\t\t\"C\": [\n\t\t\t\t\t1\n\t\t\t\t]"
                + "\n\t\t\t},\n\t\t\t\"Properties\": {\"A\":1}\n\t\t}\n\t}\n}")
        #expect(
            try edited(text, file: "a.json", .insert(Field("B", true), into: Self.service))
                == text.replacing("{\"A\":1}", with: "{\"A\":1,\"B\": true}"))
        #expect(
            try edited(text, file: "a.json", .remove(["Resources", "Web", "Type"]))
                == text.replacing("\"Type\": \"A\",\n\t\t\t", with: ""))
        #expect(
            try edited(text, file: "a.json", .remove(["Resources", "Web", "Properties"]))
                == text.replacing(",\n\t\t\t\"Properties\": {\"A\":1}", with: ""))
    }

    @Test func `a scalar keeps its quotes, and a branch is reached`() throws {
        let text = "Resources:\n  Web:\n    A: 'false' # off\n    B: !If [Live, !Ref AWS::NoValue, 7]\n"
        #expect(try edited(text, .replace(["Resources", "Web", "A"], with: "true")) == text.replacing("'false'", with: "'true'"))
        #expect(
            try edited(text, .replace(["Resources", "Web", "B", "Fn::If", "1"], with: 30))
                == text.replacing("!Ref AWS::NoValue", with: "30"))
    }

    @Test func `a field goes with its lines, and behind a dash the next moves up`() throws {
        let text = "Resources:\n  Web:\n    List:\n      - A: |\n          x\n        B: 2\n    C: 1 # one\n    D: 2\n"
        #expect(
            try edited(text, .remove(["Resources", "Web", "List", "0", "A"]))
                == "Resources:\n  Web:\n    List:\n      - B: 2\n    C: 1 # one\n    D: 2\n")
        #expect(try edited(text, .remove(["Resources", "Web", "C"])) == text.replacing("    C: 1 # one\n", with: ""))
        #expect(
            try edited(text, .remove(["Resources", "Web", "List"])) == "Resources:\n  Web:\n    C: 1 # one\n    D: 2\n")
    }

    @Test func `air between resources stays one line`() throws {
        let text = "Resources:\n\n  A: {Type: X}\n\n  B:\n    Type: X\n\n  C: {Type: X}\n"
        #expect(try edited(text, .remove(["Resources", "B"])) == "Resources:\n\n  A: {Type: X}\n\n  C: {Type: X}\n")
        #expect(
            try edited(text, .insert(Field("New", ["Type": "X"]), into: ["Resources"], after: "B"))
                == "Resources:\n\n  A: {Type: X}\n\n  B:\n    Type: X\n\n  New:\n    Type: X\n\n  C: {Type: X}\n")
    }

    @Test func `text that keeps its last line breaks is not broken`() throws {
        let text = "Resources:\n  Web:\n    Type: A\n    Text: |+\n      x\n\n  Other: {Type: A}\n"
        #expect(
            try edited(text, .insert(Field("B", 1), into: ["Resources", "Web"]))
                == "Resources:\n  Web:\n    Type: A\n    B: 1\n    Text: |+\n      x\n\n  Other: {Type: A}\n")
    }

    @Test func `what an alias shares is not changed`() throws {
        let text = "Resources:\n  A: {Type: X, Properties: &p {C: off}}\n  B: {Type: X, Properties: *p}\n"
        #expect(try edited(text, .insert(Field("D", 1), into: ["Resources", "A", "Properties"])) == nil)
        #expect(try edited(text, .replace(["Resources", "B", "Properties", "C"], with: "on")) == nil)
        #expect(
            try edited(text, .insert(Field("DependsOn", "A"), into: ["Resources", "B"]))
                == "Resources:\n  A: {Type: X, Properties: &p {C: off}}\n  B: {Type: X, Properties: *p, DependsOn: A}\n")
    }

    @Test func `a change whose place is missing or taken is none`() throws {
        let text = "Resources:\n  Web:\n    Type: A\n"
        #expect(try edited(text, .insert(Field("Type", "B"), into: ["Resources", "Web"])) == nil)
        #expect(try edited(text, .insert(Field("Type", "B"), into: ["Resources", "Api"])) == nil)
        #expect(try edited(text, .remove(["Resources", "Web", "Properties"])) == nil)
        #expect(try edited(text, .remove(["Resources", "Web", "Type"])) == nil)
        #expect(try edited(text, .append("B", to: ["Resources", "Web"])) == nil)
    }

    @Test func `a change says in words what to do`() {
        let tags: Node = [["Key": "Project", "Value": .init(.function(.ref("Name")))]]
        #expect(
            Change.insert(Field("Tags", tags), into: Self.service).description
                == "add Tags: [{Key: Project, Value: !Ref Name}] to Resources.Web.Properties")
        #expect(Change.append("B", to: Self.service).description == "add B to Resources.Web.Properties")
        #expect(Change.replace(Self.service, with: true).description == "set Resources.Web.Properties to true")
        #expect(Change.remove(Self.service).description == "remove Resources.Web.Properties")
    }
}
