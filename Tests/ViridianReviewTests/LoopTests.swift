import Testing
import ViridianTemplate

@testable import ViridianReview

/// What loops make is reviewed, and told once.
@Suite struct LoopTests {
    private static func findings(_ text: String) throws -> [Finding] {
        Review().run(try Template.read("Transform: AWS::LanguageExtensions\n" + text, file: "a.yaml"))
            .filter { $0.severity >= .medium }
    }

    @Test func `a fault in a loop's body is told once, where it was written`() throws {
        let findings = try Self.findings(
            """
            Parameters:
              Names: {Type: CommaDelimitedList, Default: "a,b,c"}
            Resources:
              Fn::ForEach::Queues:
                - Name
                - !Ref Names
                - Queue${Name}:
                    Type: AWS::SQS::Queue
                    Properties: {DelaySeconds: soon, Clour: blue}
                  Logs${Name}:
                    Type: AWS::Logs::LogGroup
            """)
        #expect(findings.map(\.rule) == ["wrong-type", "unknown-property", "log-group-retention"])
        #expect(findings.map { $0.source?.start.line } == [10, 10, 11])
        #expect(findings.map(\.path).last == "Resources/Logsa")
    }

    @Test func `names that a loop uses are used, and names that it makes exist`() throws {
        let findings = try Self.findings(
            """
            Parameters:
              Names: {Type: CommaDelimitedList, Default: "a,b"}
            Resources:
              Fn::ForEach::Queues:
                - Name
                - !Ref Names
                - Queue${Name}: {Type: AWS::SQS::Queue}
            Outputs:
              First: {Value: !GetAtt Queuea.Arn}
            """)
        #expect(findings.isEmpty, "\(findings.map(\.message))")
    }

    @Test func `a reference in a loop by a name that is put together counts as one`() throws {
        let text = """
            Parameters: {Stage: {Type: String, Default: staging, AllowedValues: [staging, production]}}
            Resources:
              Fn::ForEach::Services:
                - Colour
                - [blue, green]
                - Targets${Colour}:
                    Type: AWS::ElasticLoadBalancingV2::TargetGroup
                    Properties: {Name: !Sub "${Stage}-${Colour}", VpcId: vpc-01234567, Port: 80, Protocol: HTTP, TargetType: ip}
                  Errors${Colour}:
                    Type: AWS::CloudWatch::Alarm
                    Properties:
                      AlarmName: !Sub "errors-${Colour}"
                      Namespace: AWS/ApplicationELB
                      MetricName: HTTPCode_Target_5XX_Count
                      Dimensions:
                        - {Name: LoadBalancer, Value: app/shop/1}
                        - {Name: TargetGroup, Value: {Ref: !Sub "Targets${Colour}"}}
                      Statistic: Sum
                      Period: 60
                      EvaluationPeriods: 1
                      Threshold: 5
                      ComparisonOperator: GreaterThanThreshold
                      TreatMissingData: notBreaching
                      AlarmActions: [!Sub "arn:aws:sns:us-east-1:${AWS::AccountId}:a"]
            """
        let findings = try Self.findings(text)
        #expect(findings.map(\.rule) == ["inconsistent-suffix", "alarm-dimensions"])
        #expect(findings.map { $0.source?.start.line } == [13, 16])
        let unknown = text.replacing("Targets${Colour}\"}}", with: "Targets${Stage}\"}}")
        #expect(try Self.findings(unknown).map(\.rule) == ["inconsistent-suffix"])
        let missing = unknown.replacing("Value: app/shop/1", with: "Value: {Ref: !Sub \"Balancer${Colour}\"}")
        #expect(try Self.findings(missing).map(\.rule) == ["inconsistent-suffix", "missing-reference"])
    }

    @Test func `a reference to what no loop makes is missing`() throws {
        let findings = try Self.findings(
            """
            Resources:
              Fn::ForEach::Queues: [Name, [a, b], {"Queue${Name}": {Type: AWS::SQS::Queue}}]
            Outputs:
              First: {Value: !GetAtt Queuec.Arn}
            """)
        #expect(findings.map(\.rule) == ["missing-reference"])
    }

    @Test func `a loop that can't be written out is a finding at its place`() throws {
        let findings = try Self.findings("Resources:\n  Fn::ForEach::Queues: [Name, [a, b]]\n")
        #expect(findings.map(\.rule) == ["function-arguments"])
        #expect(findings.map { $0.source?.start.line } == [3])
    }

    @Test func `the metadata in a loop's body accepts for all its copies`() throws {
        let template = try Template.read(
            """
            Transform: AWS::LanguageExtensions
            Resources:
              Fn::ForEach::Groups:
                - Name
                - [a, b]
                - Logs${Name}: # viridian:accept log-group-retention: kept
                    Type: AWS::Logs::LogGroup
                  Others${Name}:
                    Type: AWS::Logs::LogGroup
                    Metadata: {Viridian: {Accept: {Rule: log-group-retention, Reason: kept}}}
            """, file: "a.yaml")
        let judgement = Review().judge(template, today: try #require(Day("2026-12-01")))
        #expect(judgement.findings.allSatisfy { $0.severity == .low }, "\(judgement.findings.map(\.message))")
        #expect(judgement.accepted.count == 2)
    }
}
