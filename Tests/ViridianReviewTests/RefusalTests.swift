import Testing
import ViridianTemplate

@testable import ViridianReview

/// What services refuse although the schemas of their types allow it.
@Suite struct RefusalTests {
    @Test(arguments: [
        "rate(5 minutes)", "rate(1 hour)", "cron(0 8 * * ? *)", "cron(0/15 * ? * MON-FRI *)",
    ])
    func `a schedule that EventBridge takes`(text: String) { #expect(ScheduleExpression.complaint(about: text) == nil) }

    @Test(arguments: [
        ("5 minutes", "schedule, such as rate(5 minutes) or cron(0 8 * * ? *)"),
        ("rate(5)", "rate, such as rate(5 minutes)"), ("rate(0 minutes)", "rate, such as rate(5 minutes)"),
        ("rate(five minutes)", "rate, such as rate(5 minutes)"), ("rate(5 minutes daily)", "rate, such as rate(5 minutes)"),
        ("rate(1 minutes)", "rate of 1 minute, hour, day"), ("rate(5 hour)", "rate of 5 minutes, hours, days"),
        ("cron(0 8 * *)", "cron expression of six fields, such as cron(0 8 * * ? *)"),
        ("cron(0 8 * * * *)", "cron expression with ? for one of the two days"),
    ])
    func `a schedule that EventBridge refuses`(text: String, complaint: String) {
        #expect(ScheduleExpression.complaint(about: text) == complaint)
    }

    @Test func `names must lie in their domains`() throws {
        let messages = try messages(
            """
            Zone:
              Type: AWS::Route53::RecordSet
              Properties: {Name: shop.example.com, HostedZoneName: example.org, Type: A, TTL: "60", ResourceRecords: [10.0.0.1]}
            Fine:
              Type: AWS::Route53::RecordSet
              Properties: {Name: shop.example.com, HostedZoneName: example.com., Type: A, TTL: "60", ResourceRecords: [10.0.0.1]}
            Certificate:
              Type: AWS::CertificateManager::Certificate
              Properties:
                DomainName: shop.example.com
                DomainValidationOptions:
                  - {DomainName: shop.example.com, ValidationDomain: example.com}
                  - {DomainName: workshop.example.com, ValidationDomain: shop.example.com}
            """)
        #expect(
            messages == [
                "Name is no name in the zone example.org: \"shop.example.com\"",
                "HostedZoneName is no name with a dot at its end: \"example.org\"",
                "DomainName is no name in the domain shop.example.com: \"workshop.example.com\"",
            ])
    }

    @Test func `a distribution knows its origins and takes names of domains`() throws {
        let messages = try messages(
            """
            Site:
              Type: AWS::CloudFront::Distribution
              Properties:
                DistributionConfig:
                  Enabled: true
                  Aliases: ["*.example.com", shop.example.com, www.*.example.com, my_shop.example.com]
                  Origins:
                    - {Id: web, DomainName: web.example.com, CustomOriginConfig: {OriginProtocolPolicy: https-only}}
                  DefaultCacheBehavior: {TargetOriginId: web, ViewerProtocolPolicy: https-only, CachePolicyId: a}
                  CacheBehaviors:
                    - {PathPattern: /a, TargetOriginId: wep, ViewerProtocolPolicy: https-only, CachePolicyId: a}
            """)
        #expect(
            messages == [
                "an element of Aliases is no domain name: \"www.*.example.com\"",
                "an element of Aliases is no domain name: \"my_shop.example.com\"",
                "TargetOriginId can't be \"wep\"; did you mean \"web\"?",
            ])
    }

    @Test func `numbers must fit each other`() throws {
        let messages = try messages(
            """
            Archive:
              Type: AWS::S3::Bucket
              Properties:
                IntelligentTieringConfigurations:
                  - Id: all
                    Status: Enabled
                    Tierings: [{AccessTier: ARCHIVE_ACCESS, Days: 90}, {AccessTier: DEEP_ARCHIVE_ACCESS, Days: 100}]
            Plan:
              Type: AWS::Backup::BackupPlan
              Properties:
                BackupPlan:
                  BackupPlanName: nightly
                  BackupPlanRule:
                    - RuleName: all
                      TargetBackupVault: vault
                      Lifecycle: {MoveToColdStorageAfterDays: 7, DeleteAfterDays: 96}
            Fleet:
              Type: AWS::AutoScaling::AutoScalingGroup
              Properties:
                MinSize: "3"
                MaxSize: "2"
                HealthCheckType: EC2,ELB
                AvailabilityZones: [us-east-1a]
                LaunchTemplate: {LaunchTemplateName: web, Version: "1"}
            """)
        #expect(
            messages == [
                "Days is 100, less than 180", "DeleteAfterDays is 96, less than 97", "MaxSize is \"2\", less than 3",
                "HealthCheckType can't be \"EC2,ELB\"",
            ])
    }

    @Test func `a container's host port is its own in awsvpc mode`() throws {
        let task = """
            Task:
              Type: AWS::ECS::TaskDefinition
              Properties:
                NetworkMode: MODE
                Memory: "512"
                ContainerDefinitions:
                  - {Name: web, Image: "web:1", PortMappings: [{ContainerPort: 80, HostPort: 8080}]}
            """
        #expect(try messages(task.replacing("MODE", with: "awsvpc")) == ["HostPort can't be 8080"])
        #expect(try messages(task.replacing("MODE", with: "bridge")).isEmpty)
    }

    @Test func `snapshots are taken of some runtimes only, and variables have 4 KB`() throws {
        let function = """
            Function:
              Type: AWS::Lambda::Function
              Properties:
                Role: arn:aws:iam::123456789012:role/shop
                Code: {S3Bucket: shop-code, S3Key: a.zip}
                Handler: a.b
                Runtime: RUNTIME
                SnapStart: {ApplyOn: PublishedVersions}
                Environment: {Variables: {TEXT: LONG}}
            """
        func messages(_ runtime: String, _ length: Int = 1) throws -> [String] {
            let long = String(repeating: "a", count: length)
            return try self.messages(function.replacing("RUNTIME", with: runtime).replacing("LONG", with: long))
        }
        #expect(try messages("python3.11") == ["ApplyOn must not stand beside the runtime python3.11"])
        #expect(try messages("nodejs22.x") == ["ApplyOn must not stand beside the runtime nodejs22.x"])
        #expect(try ["python3.12", "java21", "dotnet8"].flatMap { try messages($0) }.isEmpty)
        #expect(try messages("java21", 4092).isEmpty)
        #expect(try messages("java21", 4093) == ["Variables is longer than 4096 characters"])
    }

    @Test func `an action of a pipeline takes and makes as many artifacts as its provider says`() throws {
        let messages = try messages(
            """
            Pipeline:
              Type: AWS::CodePipeline::Pipeline
              Properties:
                RoleArn: arn:aws:iam::123456789012:role/pipeline
                ArtifactStore: {Type: S3, Location: artifacts}
                Stages:
                  - Name: Source
                    Actions:
                      - Name: Source
                        ActionTypeId: {Category: Source, Owner: AWS, Provider: S3, Version: "1"}
                        OutputArtifacts: [{Name: Code}]
                  - Name: Release
                    Actions:
                      - Name: Approve
                        ActionTypeId: {Category: Approval, Owner: AWS, Provider: Manual, Version: "1"}
                        InputArtifacts: [{Name: Code}]
                      - Name: Build
                        ActionTypeId: {Category: Build, Owner: AWS, Provider: CodeBuild, Version: "1"}
                      - Name: Stack
                        ActionTypeId: {Category: Deploy, Owner: AWS, Provider: CloudFormation, Version: "1"}
                        InputArtifacts: [{Name: Code}]
                        Configuration: {TemplatePath: "Coed::template.yaml", RoleArn: deployer}
            """)
        #expect(
            messages == [
                "InputArtifacts has 1 elements, and takes at most 0",
                "an element of Actions lacks the required property \"InputArtifacts\"",
                "TemplatePath can't be \"Coed::template.yaml\"", "RoleArn is no role ARN: \"deployer\"",
            ])
    }

    @Test func `two actions don't make one artifact`() throws {
        let messages = try messages(
            """
            Pipeline:
              Type: AWS::CodePipeline::Pipeline
              Properties:
                RoleArn: arn:aws:iam::123456789012:role/pipeline
                ArtifactStore: {Type: S3, Location: artifacts}
                Stages:
                  - Name: Source
                    Actions:
                      - Name: Source
                        ActionTypeId: {Category: Source, Owner: AWS, Provider: S3, Version: "1"}
                        OutputArtifacts: [{Name: Code}]
                  - Name: Build
                    Actions:
                      - Name: Build
                        ActionTypeId: {Category: Build, Owner: AWS, Provider: CodeBuild, Version: "1"}
                        InputArtifacts: [{Name: Code}]
                        OutputArtifacts: [{Name: Code}]
            """)
        #expect(messages == ["another action makes the artifact \"Code\""])
    }

    @Test func `a detector has data sources or features`() throws {
        let messages = try messages(
            """
            Detector:
              Type: AWS::GuardDuty::Detector
              Properties:
                Enable: true
                DataSources: {S3Logs: {Enable: true}}
                Features: [{Name: S3_DATA_EVENTS, Status: ENABLED}]
            """)
        #expect(messages == ["DataSources must not stand beside Features"])
    }

    @Test func `a queue whose kind a parameter decides may have any queue for its dead letters`() throws {
        let messages = try messages(
            """
            Letters: {Type: AWS::SQS::Queue, Properties: {FifoQueue: !Ref Fifo}}
            Fast: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true}}
            Orders:
              Type: AWS::SQS::Queue
              Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt Letters.Arn, maxReceiveCount: 5}}
            Bills:
              Type: AWS::SQS::Queue
              Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt Fast.Arn, maxReceiveCount: 5}}
            """)
        #expect(messages == ["FifoQueue can't be false"])
    }

    @Test func `a state machine leads to states that it has`() throws {
        let messages = try messages(
            """
            Machine:
              Type: AWS::StepFunctions::StateMachine
              Properties:
                RoleArn: arn:aws:iam::123456789012:role/machine
                Definition:
                  StartAt: Frist
                  States:
                    First: {Type: Pass, Next: Second}
                    Second:
                      Type: Parallel
                      End: true
                      Branches:
                        - {StartAt: First, States: {Inner: {Type: Pass, End: true}}}
            Text:
              Type: AWS::StepFunctions::StateMachine
              Properties:
                RoleArn: arn:aws:iam::123456789012:role/machine
                DefinitionString: '{"StartAt": "A", "States": {"B": {"Type": "Pass", "End": true}}}'
            """)
        #expect(
            messages == [
                "StartAt can't be \"Frist\"; did you mean \"First\"?", "StartAt can't be \"First\"",
                "StartAt can't be \"A\"; did you mean \"B\"?",
            ])
    }

    /// What is said of resources that AWS would refuse, in the order in which it stands in the template.
    private func messages(_ resources: String) throws -> [String] {
        let parameters = "Parameters:\n  Fifo: {Type: String, AllowedValues: [\"true\", \"false\"]}\nResources:\n"
        let indented = resources.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)" }
        let template = try Template.read(parameters + indented.joined(separator: "\n"), file: "a.yaml")
        let findings = Review(rules: Rule.all.filter { $0.origin == .aws }).run(template)
        return findings.filter { !$0.path.hasPrefix("Parameters") }.map(\.message)
    }
}
