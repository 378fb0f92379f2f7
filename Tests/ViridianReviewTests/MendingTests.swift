import Foundation
import Testing
import ViridianTestSupport
import ViridianTemplate

@testable import ViridianReview

/// Mends over the rules' own examples in every notation, and over templates that people deployed.
@Suite struct MendingTests {
    /// How a template may be written.
    enum Notation: String, CaseIterable {
        case asWritten, carriageReturns, noLastLineEnd, yaml, json, jsonWithTabs, oneLine

        func text(_ example: String) throws -> (text: String, file: String) {
            let template = try Template.read(example, file: "example.yaml")
            let json = template.write(as: .json)
            return switch self {
            case .asWritten: (example + "\n", "example.yaml")
            case .carriageReturns: (example.replacing("\n", with: "\r\n") + "\r\n", "example.yaml")
            case .noLastLineEnd: (example, "example.yaml")
            case .yaml: (template.write(as: .yaml), "example.yaml")
            case .json: (json, "example.json")
            case .jsonWithTabs: (json.replacing("  ", with: "\t"), "example.json")
            case .oneLine: (json.split(separator: "\n").map { $0.drop { $0 == " " } }.joined(), "example.json")
            }
        }
    }

    /// The examples in which some finding has a mend.
    static let examples: [(slug: String, index: Int)] = Rule.all.flatMap { rule in
        rule.failing.indices.filter { index in
            let template = try? Template.read(MarkedExample(rule.failing[index]).text, file: "example.yaml")
            return template.map { Review(rules: [rule]).run($0).contains { $0.mend != nil } } ?? false
        }.map { (rule.slug, $0) }
    }

    @Test func `the rules that can be mended are these`() {
        #expect(
            Set(Self.examples.map(\.slug)) == [
                "circuit-breaker-off", "log-group-retention", "platform-version-on-ec2", "listener-dependency",
                "deregistration-delay", "catch-all-rule", "network-acl-return-ports", "network-acl-shadow",
            ])
    }

    @Test(arguments: examples, Notation.allCases)
    func `a mended example has no finding of its rule, and none besides`(example: (slug: String, index: Int), notation: Notation)
        throws
    {
        let rule = try #require(Rule.all.first { $0.slug == example.slug })
        let (text, file) = try notation.text(MarkedExample(rule.failing[example.index]).text)
        let review = Review(rules: [rule])
        let source = try EditableTemplate(Array(text.utf8), file: file)

        let mended = Mender(.all, review: review.run).mend(source)

        #expect(!mended.mended.isEmpty)
        #expect(mended.left == [], "\(text)")
        #expect(mended.findings.filter { $0.rule == rule.slug && $0.mend != nil } == [])
        // The text says what the tree says.
        #expect(try Template.read(String(decoding: mended.source.bytes, as: UTF8.self), file: file) == mended.source.template)
        // Once is enough.
        #expect(Mender(.all, review: review.run).mend(mended.source).mended == [])
    }

    @Test func `what has a consequence is mended only where somebody wants all`() throws {
        let source = try EditableTemplate(Array("Resources:\n  Logs:\n    Type: AWS::Logs::LogGroup\n".utf8), file: "a.yaml")
        let review = Review(rules: [.logGroupRetention])
        let safe = Mender(.safe, review: review.run).mend(source)
        let all = Mender(.all, review: review.run).mend(source)
        #expect(safe.source.bytes == source.bytes)
        #expect(
            safe.withheld.map(\.mend?.consequence) == ["Events older than 30 days are deleted, those that are there now too."])
        #expect(
            String(decoding: all.source.bytes, as: UTF8.self)
                == "Resources:\n  Logs:\n    Type: AWS::Logs::LogGroup\n    Properties:\n      RetentionInDays: 30\n")
        #expect(all.withheld == [] && all.findings == [])
    }

    @Test func `a mend that would cause another finding is taken back and told`() throws {
        let text = """
            Parameters:
              Platform: {Type: String, Default: LATEST}
            Resources:
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  LaunchType: EC2
                  PlatformVersion: !Ref Platform

            """
        let source = try EditableTemplate(Array(text.utf8), file: "a.yaml")
        let mended = Mender(.safe, review: Review(rules: [.platformVersionOnEc2, .unusedParameter]).run).mend(source)
        #expect(mended.source.bytes == source.bytes)
        #expect(mended.left.count == 1)
        #expect(mended.left.first?.reason.hasPrefix("it would cause another finding: ") == true)
    }

    @Test func `a resource without tags gets those that are given, or those that all others share`() throws {
        let text = """
            Resources:
              A: {Type: AWS::ECS::Cluster, Properties: {Tags: [{Key: Name}, {Key: Project, Value: !Ref AWS::StackName}]}}
              B: {Type: AWS::ECS::Cluster, Properties: {Tags: [{Key: Project, Value: !Ref AWS::StackName}]}}
              Data:
                Type: AWS::RDS::DBCluster

            """
        func mended(_ tags: Node...) throws -> String {
            var review = Review(rules: [.untaggedResource])
            review.tags = tags
            let source = try EditableTemplate(Array(text.utf8), file: "a.yaml")
            return String(decoding: Mender(.safe, review: review.run).mend(source).source.bytes, as: UTF8.self)
        }
        let tag = "    Properties:\n      Tags:\n        - Key: Project\n          Value: "
        #expect(try mended() == text + tag + "!Ref AWS::StackName\n")
        #expect(try mended(["Key": "Project", "Value": "shop"]) == text + tag + "shop\n")
    }

    @Test func `an entry with a number that AWS keeps for itself goes, unless something names it`() throws {
        func text(_ output: String) -> String {
            """
            Resources:
              Acl: {Type: AWS::EC2::NetworkAcl, Properties: {VpcId: vpc-1}}
              # The last word.
              DenyAll: {Type: AWS::EC2::NetworkAclEntry, Properties: {NetworkAclId: acl-1, RuleNumber: 32767, RuleAction: deny}}

            """ + output
        }
        func mended(_ text: String) throws -> String {
            let source = try EditableTemplate(Array(text.utf8), file: "a.yaml")
            return String(
                decoding: Mender(.all, review: Review(rules: [.networkAclRuleNumber]).run).mend(source).source.bytes,
                as: UTF8.self)
        }
        let named = text("Outputs: {Last: {Value: !Ref DenyAll}}\n")
        #expect(try mended(named) == named)
        #expect(
            try mended(text("")) == """
                Resources:
                  Acl: {Type: AWS::EC2::NetworkAcl, Properties: {VpcId: vpc-1}}
                  # The last word.

                """)
    }

    @Test func `who waits for a rule that goes waits for its listener`() throws {
        let text = """
            Resources:
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties:
                  DefaultActions: [{Type: forward, TargetGroupArn: !Ref Group}]
              # Everything.
              All:
                Type: AWS::ElasticLoadBalancingV2::ListenerRule
                Properties:
                  ListenerArn: !Ref Listener
                  Priority: 100
                  Conditions: [{Field: path-pattern, Values: ["/*"]}]
                  Actions: [{Type: forward, TargetGroupArn: !Ref Group}]
              Web:
                Type: AWS::ECS::Service
                DependsOn: [Role, All]

            """
        let source = try EditableTemplate(Array(text.utf8), file: "a.yaml")
        let mended = Mender(.all, review: Review(rules: [.catchAllRule]).run).mend(source)
        #expect(mended.left == [])
        #expect(
            String(decoding: mended.source.bytes, as: UTF8.self) == """
                Resources:
                  Listener:
                    Type: AWS::ElasticLoadBalancingV2::Listener
                    Properties:
                      DefaultActions: [{Type: forward, TargetGroupArn: !Ref Group}]
                  # Everything.
                  Web:
                    Type: AWS::ECS::Service
                    DependsOn: [Role, Listener]

                """)
    }

    @Test(.enabled(if: CorpusTests.corpus != nil, "the corpus is not beside the repository"), .wholeMachine)
    func `templates that people deployed are mended without another finding`() throws {
        let corpus = try #require(CorpusTests.corpus).appending(path: "public")
        var (made, left, templates) = (0, 0, 0)
        for name in try FileManager.default.subpathsOfDirectory(atPath: corpus.path()).sorted() {
            guard let data = FileManager.default.contents(atPath: corpus.appending(path: name).path()),
                let source = try? EditableTemplate(Array(data), file: name)
            else { continue }
            let review = Review()
            let before = review.run(source.template)
            let mended = Mender(.all, review: review.run).mend(source)
            let keys = Set(before.map { "\($0.rule) \($0.path) \($0.message)" })
            #expect(mended.findings.allSatisfy { keys.contains("\($0.rule) \($0.path) \($0.message)") }, "\(name)")
            #expect(mended.findings.count + mended.mended.count <= before.count, "\(name)")
            made += mended.mended.count
            left += mended.left.count
            templates += mended.mended.isEmpty ? 0 : 1
        }
        #expect(made > 50 && templates > 30 && left == 0, "\(made) mends in \(templates) templates, \(left) left")
    }
}
