import Testing
import ViridianTemplate

@testable import ViridianReview

/// Cases in which a rule must hold its tongue, or speak in spite of appearances.
@Suite struct RuleEdgeTests {
    @Test func `JSON gives the same findings as YAML`() throws {
        let findings = try review(
            """
            {"Resources": {"Queue": {"Type": "AWS::SQS::Queue", "Properties": {
              "VisibilityTimout": 30, "KmsMasterKeyId": {"Fn::GetAtt": ["Kee", "Arn"]}}}}}
            """)
        #expect(
            findings.map(\.path) == ["Resources/Queue/Properties/VisibilityTimout", "Resources/Queue/Properties/KmsMasterKeyId"])
        #expect(findings.map { $0.source?.start } == [SourcePosition(line: 2, column: 3), SourcePosition(line: 2, column: 45)])
    }

    @Test func `resources of macros and loops are not missed`() throws {
        let serverless = try review(
            """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Handler:
                Type: AWS::Serverless::Function
                Properties: {Handler: a.b, Runtime: nodejs22.x, InlineCode: a}
            Outputs:
              Role: {Value: !GetAtt HandlerRole.Arn}
              Api: {Value: !Ref ServerlessRestApi}
              Typo: {Value: !Ref Handlr}
            """)
        #expect(serverless.map(\.path) == ["Outputs/Typo/Value"])
        let loop = try review(
            """
            Transform: AWS::LanguageExtensions
            Resources:
              Fn::ForEach::Topics:
                - Name
                - [A, B]
                - Topic${Name}: {Type: AWS::SNS::Topic}
            Outputs:
              Topic: {Value: !Ref TopicA}
            """)
        #expect(loop.isEmpty)
    }

    @Test func `a resource without a type still exists`() throws {
        let findings = try review("{Resources: {Odd: {}, Rule: {Type: 'AWS::SNS::Topic', DependsOn: Odd}}}")
        #expect(findings.map(\.rule) == ["resource-attribute"])
    }

    @Test func `what the serverless transform makes has the attributes of its own type`() throws {
        let messages = try messages(
            """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Handler: {Type: AWS::Serverless::Function, Properties: {Runtime: python3.13, Handler: a.b, InlineCode: a}}
              Door: {Type: AWS::Serverless::Api, Properties: {StageName: live}}
            Outputs:
              One: {Value: !GetAtt Handler.Arn}
              Two: {Value: !GetAtt Handler.Alias.Arn}
              Three: {Value: !GetAtt Handler.Name}
              Four: {Value: !Sub "${Door.RootResourceId}-${Door.Arn}"}
            """, of: "missing-reference")
        #expect(
            messages == [
                #"AWS::Serverless::Function has no attribute "Name""#, #"AWS::Serverless::Api has no attribute "Arn""#,
            ])
    }

    @Test func `a region is looked for among keys that are regions`() throws {
        func messages(_ keys: String) throws -> [String] {
            try self.messages(
                """
                Mappings: {Images: {\(keys)}}
                Resources:
                  Host: {Type: AWS::EC2::Instance, Properties: {ImageId: !FindInMap [Images, !Ref AWS::Region, a]}}
                """, of: "missing-reference")
        }
        #expect(try messages("eu-west-1: {a: ami-12345678}").isEmpty)
        #expect(try messages("live: {a: ami-12345678}") == ["no first-level key is a region"])
    }

    @Test func `nothing is said of what stands under a condition that nobody declared`() throws {
        let template = """
            Resources:
              Store:
                Type: AWS::Redshift::Cluster
                Properties:
                  ClusterType: single-node
                  DBName: a
                  MasterUsername: a
                  MasterUserPassword: "{{resolve:secretsmanager:a}}"
                  NodeType: !If [Large, 5, ra3.large]
            """
        #expect(try messages(template, of: "value-not-allowed").isEmpty)
        #expect(try messages(template, of: "missing-reference") == [#"there is no condition "Large""#])
    }

    @Test func `a condition that refers to a resource is told so`() throws {
        let findings = try review(
            "{Conditions: {Live: !Equals [!Ref Topic, a]}, Resources: {Topic: {Type: 'AWS::SNS::Topic'}}}")
        let refused = findings.filter { $0.origin == .aws }
        #expect(refused.map(\.message) == ["conditions and rules can refer to parameters only, and \"Topic\" is a resource"])
    }

    @Test func `the branches of a condition are looked at one by one`() throws {
        let findings = try review(
            """
            Parameters:
              Size: {Type: String}
            Conditions:
              Big: !Equals [!Ref Size, big]
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  RequiresCompatibilities: [FARGATE]
                  NetworkMode: awsvpc
                  Cpu: !If [Big, 1024, 256]
                  Memory: !If [Big, 2048, 4096]
            """)
        #expect(findings.map(\.message) == ["Fargate has no task of 256 CPU units with 4096 MiB when Big is false"])
    }

    @Test func `what conditions that exclude each other would need is not reported`() throws {
        let conditions = """
            Parameters:
              Stage: {Type: String, AllowedValues: [live, test]}
              Region: {Type: String}
            Conditions:
              Live: !Equals [!Ref Stage, live]
              Test: !Equals [!Ref Stage, test]
              Far: !Not [!Equals [!Ref Region, eu-west-1]]
              FarTest: !And [!Condition Far, !Condition Test]
              Never: !Equals [a, b]

            """
        func role(_ condition: String, _ document: String) -> String {
            conditions + """
                Resources:
                  Role:
                    Type: AWS::IAM::Role
                    Condition: \(condition)
                    Properties:
                      AssumeRolePolicyDocument: \(document)
                """
        }
        let silent = [
            role("Live", "!If [Test, !Ref AWS::NoValue, {}]"), role("Live", "!If [FarTest, !Ref AWS::NoValue, {}]"),
            role("Far", "!If [Never, !Ref AWS::NoValue, {}]"), role("Never", "!Ref AWS::NoValue"),
            role("Far", "!If [Live, {}, !If [Test, {}, !Ref AWS::NoValue]]"),
        ]
        func missing(_ text: String) throws -> [String] {
            try review(text).filter { $0.rule == "missing-property" }.map(\.message)
        }
        for text in silent { #expect(try missing(text) == []) }
        let loud = [
            role("Live", "!If [Test, {}, !Ref AWS::NoValue]"), role("Test", "!If [FarTest, !Ref AWS::NoValue, {}]"),
            role("Far", "!If [Live, {}, !If [FarTest, !Ref AWS::NoValue, {}]]"),
        ]
        let message = "AWS::IAM::Role lacks the required property \"AssumeRolePolicyDocument\" when "
        #expect(
            try loud.flatMap(missing) == [
                message + "Live is true and Test is false", message + "FarTest is true and Test is true",
                message + "Far is true and FarTest is true and Live is false",
            ])
    }

    @Test func `the condition of a resource holds for all that is found in it`() throws {
        let findings = try review(
            """
            Parameters:
              Size: {Type: String}
            Conditions:
              Big: !Equals [!Ref Size, big]
              Small: !Equals [!Ref Size, small]
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Condition: Big
                Properties:
                  RequiresCompatibilities: [FARGATE]
                  Cpu: !If [Big, 1024, 256]
                  Memory: !If [Small, 512, 2048]
            """)
        #expect(findings.filter { $0.rule == "fargate-task-size" }.isEmpty)
    }

    @Test func `a size from a mapping is looked up`() throws {
        let findings = try review(
            """
            Parameters:
              Stage: {Type: String, Default: live}
            Mappings:
              Size: {live: {Cpu: 512, Memory: 512}}
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  RequiresCompatibilities: [FARGATE]
                  NetworkMode: awsvpc
                  Cpu: !FindInMap [Size, !Ref Stage, Cpu]
                  Memory: !FindInMap [Size, !Ref Stage, Memory]
            """)
        #expect(findings.map(\.rule) == ["fargate-task-size"])
        #expect(findings.first?.fix == "With 512 CPU units take 1024 to 4096 in steps of 1024 MiB.")
    }

    @Test func `findings come in the order of their places`() throws {
        let findings = try review(ReportTests.shop)
        let places = findings.compactMap { $0.source?.start }
        #expect(places.count == 8)
        #expect(places == places.sorted())
    }

    private func messages(_ text: String, of rule: String) throws -> [String] {
        try review(text).filter { $0.rule == rule }.map(\.message)
    }

    private func review(_ text: String) throws -> [Finding] {
        // Templates as short as these break many a rule of experience.
        let rules = Rule.all.filter { rule in !Rule.experience.contains { $0.slug == rule.slug } }
        return Review(rules: rules).run(try Template.read(text, file: text.hasPrefix("{\"") ? "a.json" : "a.yaml"))
    }
}
