import Testing
import ViridianTemplate

struct LoopTests {
    private func resolved(_ text: String, parameters: [String: String] = [:]) throws -> Template {
        let template = try Template.read("Transform: AWS::LanguageExtensions\n" + text, file: "a.yaml")
        return try template.resolve(parameters: parameters, pseudo: .example).template
    }

    private func refusal(_ text: String) throws -> String? {
        let template = try Template.read("Transform: AWS::LanguageExtensions\n" + text, file: "a.yaml")
        do throws(TemplateError) {
            _ = try template.expandingLoops()
            return nil
        } catch {
            return error.description
        }
    }

    @Test func `a loop becomes resources, conditions, properties and outputs`() throws {
        let template = try resolved(
            """
            Parameters:
              Names: {Type: CommaDelimitedList, Default: "a-1, b"}
            Conditions:
              Fn::ForEach::Checks: [Name, !Ref Names, {"Is&{Name}": !Equals ["${Name}", b]}]
            Resources:
              Fn::ForEach::Topics:
                - Name
                - !Ref Names
                - Topic&{Name}:
                    Type: AWS::SNS::Topic
                    DependsOn: Key&{Name}
                    Properties:
                      TopicName: !Ref Name
                      DisplayName: !Sub "${Name} in ${AWS::Region}"
                      KmsMasterKeyId: !GetAtt Key&{Name}.Arn
                      Fn::ForEach::Flags: [Flag, [Fifo, !Ref AWS::Region], {"${Flag}Topic": !If ["Is&{Name}", "${Name}", "no"]}]
                  Key&{Name}: {Type: AWS::KMS::Key}
              Last: {Type: AWS::SNS::Topic}
            Outputs:
              Fn::ForEach::Arns: [Name, [b], {"Arn${Name}": {Value: !Ref "Topic${Name}"}}]
            """)
        #expect(template.section("Resources").map(\.key) == ["Topica1", "Keya1", "Topicb", "Keyb", "Last"])
        #expect(
            template.root["Resources"]?["Topica1"] == [
                "Type": "AWS::SNS::Topic", "DependsOn": "Keya1",
                "Properties": [
                    "TopicName": "a-1", "DisplayName": "a-1 in us-east-1",
                    "KmsMasterKeyId": .call(.getAtt(resource: "Keya1", attribute: "Arn")),
                    "FifoTopic": "no", "us-east-1Topic": "no",
                ],
            ])
        #expect(template.resource("Topicb")?.properties["FifoTopic"] == "b")
        #expect(template.root["Outputs"] == ["Arnb": ["Value": .call(.ref("Topicb"))]])
    }

    @Test func `a reference by a name that is put together is one to that name`() throws {
        let text = """
            Parameters: {Which: {Type: String, Default: b}}
            Conditions: {Here: !Equals [!Ref AWS::StackName, here]}
            Resources:
              Fn::ForEach::Queues:
                - Name
                - [a, b]
                - Role${Name}: {Type: AWS::IAM::Role}
                  Queue${Name}:
                    Type: AWS::SQS::Queue
                    Properties:
                      QueueName: !Sub "q-${Name}"
                      Role: {Fn::GetAtt: [!Sub "Role${Name}", Arn]}
                      Other: {Ref: !Join ["", [Role, !Ref Name]]}
                      Either: {Ref: !If [Here, !Sub "Role${Name}", Topic]}
                      Joined: !Join [":", [x, {Ref: !Sub "Role${Name}"}]]
              Topic:
                Type: AWS::SNS::Topic
                Properties: {TopicName: {Ref: !Sub "Queue${Which}"}}
            """
        let written = try Template.read("Transform: AWS::LanguageExtensions\n" + text, file: "a.yaml").expandingLoops()
        #expect(
            written.resource("Queuea")?.properties == [
                "QueueName": "q-a", "Role": .call(.getAtt(resource: "Rolea", attribute: "Arn")), "Other": .call(.ref("Rolea")),
                "Either": .call(.if(condition: "Here", then: .call(.ref("Rolea")), else: .call(.ref("Topic")))),
                "Joined": .call(.join(delimiter: ":", ["x", .call(.ref("Rolea"))])),
            ])
        // A default is not yet the stack's own value.
        #expect(written.resource("Topic")?.properties["TopicName"] == ["Ref": .call(.sub("Queue${Which}", variables: [:]))])
        #expect(try resolved(text).resource("Topic")?.properties["TopicName"] == .call(.ref("Queueb")))
        #expect(
            try resolved(text, parameters: ["Which": "a"]).resource("Topic")?.properties["TopicName"] == .call(.ref("Queuea")))
    }

    @Test func `loops nest, and a copy keeps the place of its body`() throws {
        let template = try resolved(
            """
            Resources:
              Fn::ForEach::Zones:
                - Zone
                - [A, B]
                - Fn::ForEach::Sizes:
                    - Size
                    - ["1", "2"]
                    - Disk${Zone}${Size}: {Type: AWS::EC2::Volume, Properties: {Zone: !Ref Zone, Size: !Ref Size}}
            """)
        #expect(template.resources.map(\.logicalID) == ["DiskA1", "DiskA2", "DiskB1", "DiskB2"])
        #expect(template.resource("DiskB2")?.properties == ["Zone": "B", "Size": "2"])
        #expect(template.resources.map { $0.logicalIDSource?.start } == [SourcePosition(line: 9, column: 11)] * 4)
    }

    @Test func `a collection that only AWS knows keeps its loop, and so does a template without the extensions`() throws {
        let loop = "Resources:\n  Fn::ForEach::A: [N, !Ref P, {'T${N}': {Type: T}}]\n"
        let stored = "Parameters: {P: {Type: 'AWS::SSM::Parameter::Value<List<String>>', Default: /a}}\n" + loop
        #expect(try resolved(stored).section("Resources").map(\.key) == ["Fn::ForEach::A"])
        let outer = stored.replacing("Resources:\n", with: "Resources:\n  Fn::ForEach::B:\n  - M\n  - [a, b]\n  -\n  ")
        #expect(try resolved(outer).section("Resources").map(\.key) == ["Fn::ForEach::B"])
        let plain = try Template.read(loop, file: "a.yaml")
        #expect(try plain.expandingLoops() == plain)
    }

    @Test(arguments: [
        (
            "Resources: {'Fn::ForEach::A': [N, [a]]}",
            "2:13: the arguments of Fn::ForEach::A don't fit. A loop takes a list of three: its identifier, the collection, "
                + "and an object with ${identifier} in its keys."
        ),
        (
            "Resources: {'Fn::ForEach::A': [N, [a, b], {Topic: {Type: T}}]}",
            "2:44: the loops make the key \"Topic\" twice. Each copy needs a name of its own: "
                + "put the loop's identifier into the key, as in Topic${Name}."
        ),
        (
            "Resources: {Ta: {Type: T}, 'Fn::ForEach::A': [N, [a], {'T${N}': {Type: T}}]}",
            "2:56: the loops make the key \"Ta\" twice. Each copy needs a name of its own: "
                + "put the loop's identifier into the key, as in Topic${Name}."
        ),
    ])
    func `a loop that can't be written out says why`(text: String, message: String) throws {
        #expect(try refusal(text) == "a.yaml:" + message)
    }

    @Test(.timeLimit(.minutes(1))) func `loops in loops that grow without bounds are refused`() throws {
        let items = (0..<100).map { "\"\($0)\"" }.joined(separator: ", ")
        var body = "{'A${L0}x${L1}x${L2}x${L3}x${L4}': 1}"
        for level in 0..<5 { body = "{'Fn::ForEach::L\(level)': [L\(level), [\(items)], \(body)]}" }
        let message = try refusal("Resources: {A: {Type: T, Properties: \(body)}}")
        #expect(
            message?.hasSuffix(
                "the loops of this template grow to more than it could hold. "
                    + "CloudFormation takes 500 resources; use shorter collections, or nested stacks.") == true)
    }

    @Test(.timeLimit(.minutes(1))) func `rounds of empty loops count too`() throws {
        let items = (0..<20_000).map { "n\($0)" }.joined(separator: ",")
        let message = try refusal(
            "Parameters: {P: {Type: CommaDelimitedList, Default: '\(items)'}}\n"
                + "Resources: {'Fn::ForEach::A': [N, !Ref P, {'Fn::ForEach::B': [M, !Ref P, {}]}]}")
        #expect(message?.contains("the loops of this template grow to more than it could hold") == true)
    }

    @Test func `lengths and JSON are worked out where their arguments are known`() throws {
        let template = try resolved(
            """
            Parameters: {Names: {Type: CommaDelimitedList, Default: "a,b"}}
            Conditions: {Two: !Equals [{Fn::Length: !Ref Names}, 2]}
            Resources:
              A:
                Type: T
                Properties:
                  Length: {Fn::Length: !Ref Names}
                  Split: {Fn::Length: !Split [".", !Ref AWS::URLSuffix]}
                  Text: {Fn::ToJsonString: {b: [1, 2.50, true, null], a: !If [Two, 'é"\\', x], c: !Ref AWS::NoValue}}
                  Open: {Fn::ToJsonString: [!GetAtt B.Arn]}
            """)
        #expect(
            template.resource("A")?.properties == [
                "Length": 2, "Split": 2, "Text": #"{"b":[1,2.50,true,null],"a":"é\"\\"}"#,
                "Open": .call(.other(name: "Fn::ToJsonString", argument: [.call(.getAtt(resource: "B", attribute: "Arn"))])),
            ])
    }
}

private func * <Element>(elements: [Element], count: Int) -> [Element] {
    (0..<count).flatMap { _ in elements }
}
