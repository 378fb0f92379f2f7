import Testing
import ViridianTemplate

@testable import ViridianReview

/// Findings that are milder or graver than their rule says of most, and what their words say.
@Suite struct GradingTests {
    private func findings(_ rule: Rule, _ text: String) throws -> [Finding] {
        Review(rules: [rule]).run(try Template.read(text, file: "a.yaml"))
    }

    private static func group(_ name: String, _ rest: String = "") -> String {
        """
        Resources:
          \(name):
            Type: AWS::CodeDeploy::DeploymentGroup
            Properties:
              ApplicationName: shop
              ServiceRoleArn: arn
              ECSServices: [{ClusterName: shop, ServiceName: web}]
              \(rest)
        """
    }

    @Test(arguments: [
        ("Web", "", Severity.medium), ("Staging", "", .low), ("ProdAndStaging", "", .medium),
        ("Staging", "DeploymentConfigName: CodeDeployDefault.ECSCanary10Percent5Minutes", .medium),
        ("Web", "DeploymentGroupName: shop-sandbox", .low),
    ])
    func `a group for trying that moves all at once may do without`(name: String, rest: String, severity: Severity) throws {
        #expect(try findings(.deploymentGroupAlarm, Self.group(name, rest)).map(\.severity) == [severity])
    }

    @Test func `the policy's severity counts before a finding's own`() throws {
        var review = Review(rules: [.deploymentGroupAlarm])
        review.policy.severities = ["deployment-group-alarm": .high]
        let template = try Template.read(Self.group("Staging"), file: "a.yaml")
        #expect(review.run(template).map(\.severity) == [.high])
    }

    @Test func `a rollback on alarms is proposed only where there are alarms`() throws {
        let without = try findings(.deploymentGroupRollback, Self.group("Web"))
        let with = try findings(.deploymentGroupRollback, Self.group("Web", "AlarmConfiguration: {Alarms: [{Name: errors}]}"))
        #expect(without.map { $0.fix.contains("DEPLOYMENT_STOP_ON_ALARM") } == [false])
        #expect(with.map { $0.fix.contains("DEPLOYMENT_STOP_ON_ALARM") } == [true])
    }

    @Test func `a blank that many places name is one fault`() throws {
        let found = try findings(
            .placeholderValue,
            """
            Resources:
              Network:
                Type: AWS::CloudFormation::Stack
                Properties: {TemplateURL: "https://s3.amazonaws.com/your-bucket/network.yaml"}
              Data:
                Type: AWS::CloudFormation::Stack
                Properties: {TemplateURL: "https://s3.amazonaws.com/your-bucket/data.yaml"}
              Other:
                Type: AWS::CloudFormation::Stack
                Properties: {TemplateURL: "https://s3.amazonaws.com/placeholder/data.yaml"}
            """)
        #expect(
            found.map(\.message) == [
                "\"https://s3.amazonaws.com/your-bucket/network.yaml\" has a blank in it: \"your-\", here and in \"Data\"",
                "\"https://s3.amazonaws.com/placeholder/data.yaml\" has a blank in it: \"placeholder\"",
            ])
    }

    @Test func `a database without protection is worse where it takes its data along`() throws {
        func text(_ policy: String) -> String {
            """
            Parameters: {Environment: {Type: String, Default: production}}
            Resources: {Cluster: {Type: AWS::RDS::DBCluster, \(policy)Properties: {Engine: aurora-mysql}}}
            """
        }
        #expect(try findings(.unprotectedInProduction, text("DeletionPolicy: Delete, ")).map(\.severity) == [.high])
        #expect(try findings(.unprotectedInProduction, text("DeletionPolicy: Snapshot, ")).map(\.severity) == [.medium])
        #expect(try findings(.unprotectedInProduction, text("")).map(\.severity) == [.medium])
    }

    @Test func `an alternate target group that is the service's own is graver than two colours in one`() throws {
        let text = """
            Resources:
              Web:
                Type: AWS::ECS::Service
                Properties:
                  LoadBalancers: [{TargetGroupArn: !Ref Group, AdvancedConfiguration: {AlternateTargetGroupArn: !Ref Group}}]
            """
        #expect(try findings(.oneTargetGroup, text).map(\.severity) == [.critical])
    }
}
