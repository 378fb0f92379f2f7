import Testing
import ViridianResources
import ViridianTemplate

@testable import ViridianSystems

/// Case 2, sentence by sentence, and the failures that people made in it.
@Suite struct DeliveryPipelineTests {
    @Test(arguments: Sentence.claims(pipeline + build, of: "delivery-pipeline"))
    func `pipeline and builds are as case 2 asks for`(claim: Claim) throws { try claim.check() }

    @Test(arguments: Sentence.claims(environments + safety, of: "delivery-pipeline"))
    func `environments and safety are as case 2 asks for`(claim: Claim) throws { try claim.check() }

    @Test(arguments: Sentence.claims(failures, of: "delivery-pipeline"))
    func `no failure of case 2 is ours`(claim: Claim) throws { try claim.check() }

    private static func stages(_ account: Account) throws -> [Node] {
        try account.only("AWS::CodePipeline::Pipeline")["Stages"]?.list ?? []
    }

    private static func actions(_ account: Account) throws -> [Node] {
        try stages(account).flatMap { $0["Actions"]?.list ?? [] }
    }

    private static let pipeline = [
        Sentence("exactly five stages") { (account) throws in
            let names = try stages(account).map { $0["Name"]?.words }
            #expect(names == ["Source", "Build", "Test", "Deploy-Staging", "Deploy-Production"])
        },
        Sentence("GitHub through a connection") { (account) throws in
            let source = try #require(try actions(account).first)
            #expect(source["ActionTypeId"]?["Provider"] == "CodeStarSourceConnection")
            #expect(source["ActionTypeId"]?["Owner"] == "AWS")
            #expect(source["Configuration"]?["ConnectionArn"]?.string == SampleValues.all["Connection"])
            #expect(source["Configuration"]?["FullRepositoryId"] == "acme/shop")
        },
        Sentence("a manual approval with SNS notification, time-out and message between staging and production") {
            (account) throws in
            let production = try #require(try stages(account).last)
            let approval = try #require(production["Actions"]?.list?.first)
            #expect(approval["ActionTypeId"]?["Category"] == "Approval" && approval["ActionTypeId"]?["Provider"] == "Manual")
            #expect(approval["TimeoutInMinutes"]?.int == 10080)
            #expect(approval["Configuration"]?["CustomData"]?.string?.isEmpty == false)
            let topic = try account.only("AWS::SNS::Topic")
            #expect(approval["Configuration"]?["NotificationArn"]?.string == Pointer(topic.stack, topic.logicalID).text)
            let deploy = try #require(production["Actions"]?.list?.last)
            #expect(approval["RunOrder"]?.int ?? 0 < deploy["RunOrder"]?.int ?? 0)
        },
        Sentence("EventBridge rule on pipeline state changes to an SNS topic with e-mail subscription") { (account) throws in
            let rule = try account.only("AWS::Events::Rule")
            let pipeline = try account.only("AWS::CodePipeline::Pipeline")
            #expect(rule["EventPattern", "detail-type"] == ["CodePipeline Pipeline Execution State Change"])
            #expect(rule["EventPattern", "detail", "state"] == ["STARTED", "SUCCEEDED", "FAILED"])
            #expect(rule.points(at: pipeline, "EventPattern"))
            let topic = try account.only("AWS::SNS::Topic")
            #expect(rule.points(at: topic, "Targets"))
            let reader = try account.only("AWS::SNS::Subscription")
            #expect(reader["Protocol"] == "email" && reader["Endpoint"] == "team@example.org" && reader.points(at: topic))
            let policy = try account.only("AWS::SNS::TopicPolicy")
            #expect("\(policy.properties)".contains("events.amazonaws.com"))
        },
        Sentence("a second region as an option: cross-region artefact stores") { (account) throws in
            let one = try account.only("AWS::CodePipeline::Pipeline")
            #expect(one["ArtifactStore"] != nil && one["ArtifactStores"] == nil)
            let key = "arn:aws:kms:us-west-2:123456789012:key/12345678-1234-1234-1234-123456789012"
            let values = ["SecondRegionBucket": "acme-west", "SecondRegionKey": "12345678-1234-1234-1234-123456789012"]
            let west = try Account(account.system, at: account.stage, values: values)
            let pipeline = try west.only("AWS::CodePipeline::Pipeline")
            #expect(pipeline["ArtifactStore"] == nil)
            #expect(pipeline["ArtifactStores"]?.list?.map { $0["Region"] } == ["us-east-1", "us-west-2"])
            #expect(pipeline["ArtifactStores", "1", "ArtifactStore", "Location"] == "acme-west")
            #expect(pipeline["ArtifactStores", "1", "ArtifactStore", "EncryptionKey", "Id"]?.string == key)
            let role = try #require(west.targets(of: pipeline, "RoleArn").first)
            let resources = west.statements(allowing: "s3:PutObject", of: role).flatMap { $0["Resource"]?.items ?? [] }
            #expect(resources.contains("arn:aws:s3:::acme-west/*"))
        },
    ]

    private static let project = "AWS::CodeBuild::Project"

    private static func specification(_ project: Part) -> String { project["Source", "BuildSpec"]?.string ?? "" }

    private static func building(_ account: Account) throws -> Part {
        try account.only(project) { specification($0).contains("docker build") }
    }

    private static let build = [
        Sentence("two CodeBuild projects, inline buildspec, BUILD_GENERAL1_SMALL, image 5.0") { (account) throws in
            #expect(account.all(project).count == 2)
            for project in account.all(project) {
                #expect(specification(project).hasPrefix("version: 0.2"))
                #expect(project["Environment", "ComputeType"] == "BUILD_GENERAL1_SMALL")
                #expect(project["Environment", "Image"] == "aws/codebuild/amazonlinux2-x86_64-standard:5.0")
            }
            let used = try actions(account).filter { $0["ActionTypeId"]?["Provider"] == "CodeBuild" }
            #expect(used.map { $0["ActionTypeId"]?["Category"] } == ["Build", "Test"])
        },
        Sentence("image tag from the commit, never latest") { (account) throws in
            let text = specification(try building(account))
            #expect(text.contains("TAG=$(echo $CODEBUILD_RESOLVED_SOURCE_VERSION"))
            #expect(account.all(project).allSatisfy { !specification($0).contains("latest") })
        },
        Sentence("produces imageDetail.json, the appspec and the task definitions") { (account) throws in
            let text = specification(try building(account))
            for name in ["imageDetail.json", "appspec.json", "taskdef-staging.json", "taskdef-production.json"] {
                #expect(text.contains("    - \(name)"), "\(name)")
            }
            #expect(!text.contains("imagedefinitions.json"))
            let deployments = try actions(account).filter { $0["ActionTypeId"]?["Provider"] == "CodeDeployToECS" }
            #expect(
                deployments.map { $0["Configuration"]?["TaskDefinitionTemplatePath"] } == [
                    "taskdef-staging.json", "taskdef-production.json",
                ])
            #expect(deployments.allSatisfy { $0["Configuration"]?["AppSpecTemplatePath"] == "appspec.json" })
            #expect(deployments.allSatisfy { $0["Configuration"]?["Image1ContainerName"] == "IMAGE1_NAME" })
        },
        Sentence("the first revision runs a public image") { (account) throws in
            for task in account.all("AWS::ECS::TaskDefinition") {
                let image = task["ContainerDefinitions", "0", "Image"]?.string ?? ""
                #expect(image.hasPrefix("public.ecr.aws/") && image.contains("@sha256:"))
            }
        },
        Sentence("logs 30 days") { (account) throws in account.expectRetention(30) },
    ]

    private static let service = "AWS::ECS::Service"

    private static let environments = [
        Sentence("Fargate services with the CODE_DEPLOY controller, each with a balancer") { (account) throws in
            let services = account.all(service)
            #expect(services.count == 2)
            #expect(services.allSatisfy { $0["DeploymentController", "Type"] == "CODE_DEPLOY" && $0["LaunchType"] == "FARGATE" })
            #expect(services.allSatisfy { $0["DeploymentConfiguration"] == nil })
            #expect(account.all("AWS::ElasticLoadBalancingV2::LoadBalancer").count == 2)
        },
        Sentence("blue and green target groups, production and test listener") { (account) throws in
            #expect(account.all("AWS::ElasticLoadBalancingV2::TargetGroup").count == 4)
            for balancer in account.all("AWS::ElasticLoadBalancingV2::LoadBalancer") {
                #expect(account.forwardingListeners(of: balancer).count == 2)
            }
        },
        Sentence("deployment groups with load balancer info, blue/green configuration and style") { (account) throws in
            let groups = account.all("AWS::CodeDeploy::DeploymentGroup")
            #expect(groups.count == 2)
            for group in groups {
                let pair = group["LoadBalancerInfo", "TargetGroupPairInfoList", "0"]
                #expect(pair?["TargetGroups"]?.list?.count == 2)
                #expect(pair?["ProdTrafficRoute"]?["ListenerArns"]?.list?.count == 1)
                #expect(pair?["TestTrafficRoute"]?["ListenerArns"]?.list?.count == 1)
                #expect(group["DeploymentStyle", "DeploymentType"] == "BLUE_GREEN")
                #expect(group["DeploymentStyle", "DeploymentOption"] == "WITH_TRAFFIC_CONTROL")
                #expect(group["BlueGreenDeploymentConfiguration", "DeploymentReadyOption"] != nil)
                #expect(group["BlueGreenDeploymentConfiguration", "TerminateBlueInstancesOnDeploymentSuccess"] != nil)
                #expect(account.targets(of: group, "ECSServices", type: service).count == 1)
            }
        },
        Sentence("auto rollback on failure and on alarm") { (account) throws in
            for group in account.all("AWS::CodeDeploy::DeploymentGroup") {
                #expect(group["AutoRollbackConfiguration", "Enabled"] == true)
                #expect(group["AutoRollbackConfiguration", "Events"] == ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"])
                #expect(group["AlarmConfiguration", "Enabled"] == true)
                let alarms = account.targets(of: group, "AlarmConfiguration", type: "AWS::CloudWatch::Alarm")
                #expect(!alarms.isEmpty && alarms.count <= 10)
            }
        },
        Sentence("ECR repository with scan on push, immutable tags and a lifecycle policy") { (account) throws in
            let repository = try account.only("AWS::ECR::Repository")
            #expect(repository["ImageScanningConfiguration", "ScanOnPush"] == true)
            #expect(repository["ImageTagMutability"] == "IMMUTABLE")
            #expect(repository["LifecyclePolicy", "LifecyclePolicyText"]?.string?.contains("imageCountMoreThan") == true)
            #expect(repository["EmptyOnDelete"]?.bool == (account.stage != .production))
        },
        Sentence("network, cluster and services are part of the system") { (account) throws in
            #expect(account.all("AWS::EC2::VPC").count == 1 && account.all("AWS::ECS::Cluster").count == 1)
        },
        Sentence("and can be given from outside instead") { (account) throws in
            var values: [String: String] = [:]
            for name in ["Staging", "Production"] {
                values["Given\(name)DeploymentGroup"] = "\(name)-group"
                values["Given\(name)Application"] = "\(name)-app"
                values["Given\(name)TaskFamily"] = "\(name)-family"
                values["Given\(name)ExecutionRole"] = "\(name)-execution"
                values["Given\(name)TaskRole"] = "\(name)-task"
            }
            let given = try Account(account.system, at: account.stage, values: values)
            #expect(given.mistakes == [])
            for type in [service, "AWS::EC2::VPC", "AWS::ECS::Cluster", "AWS::ElasticLoadBalancingV2::LoadBalancer"] {
                #expect(given.all(type).isEmpty, "\(type)")
            }
            let deployments = try actions(given).filter { $0["ActionTypeId"]?["Provider"] == "CodeDeployToECS" }
            #expect(deployments.map { $0["Configuration"]?["DeploymentGroupName"] } == ["Staging-group", "Production-group"])
            let one = try Account(
                account.system, at: account.stage, values: values.filter { $0.key.hasPrefix("GivenProduction") })
            #expect(one.all(service).count == 1 && one.all("AWS::EC2::VPC").count == 1)
        },
    ]

    private static let safety = [
        Sentence("artefact bucket: customer-managed key, versioned, public access blocked, TLS only") { (account) throws in
            let bucket = try account.only("AWS::S3::Bucket") { $0["VersioningConfiguration"] != nil }
            let encryption = bucket["BucketEncryption", "ServerSideEncryptionConfiguration", "0", "ServerSideEncryptionByDefault"]
            #expect(encryption?["SSEAlgorithm"] == "aws:kms")
            #expect(account.targets(of: bucket, "BucketEncryption", type: "AWS::KMS::Key").count == 1)
            #expect(bucket["VersioningConfiguration", "Status"] == "Enabled")
            let block = bucket["PublicAccessBlockConfiguration"]?.object?.fields ?? []
            #expect(block.count == 4 && block.allSatisfy { $0.node == true })
            let policy = try account.only("AWS::S3::BucketPolicy") { $0.points(at: bucket, "Bucket") }
            let deny = try #require(account.statements(of: policy).first { $0["Effect"] == "Deny" })
            #expect(deny["Condition"]?["Bool"]?["aws:SecureTransport"]?.words == "false" && policy.points(at: bucket))
            let store = try account.only("AWS::CodePipeline::Pipeline")["ArtifactStore"]
            #expect(store?["EncryptionKey"]?["Type"] == "KMS")
        },
        Sentence("roles for pipeline, build and deployment") { (account) throws in
            func services(_ role: Part) -> [String] {
                (role["AssumeRolePolicyDocument", "Statement"]?.items ?? []).flatMap {
                    $0["Principal"]?["Service"]?.items.map(\.words) ?? []
                }
            }
            let all = account.all("AWS::IAM::Role").flatMap(services)
            #expect(all.count { $0 == "codepipeline.amazonaws.com" } == 1)
            #expect(all.count { $0 == "codebuild.amazonaws.com" } == 2)
            #expect(all.count { $0 == "codedeploy.amazonaws.com" } == 2)
        },
        Sentence("exact actions and resources") { (account) throws in
            let roles = account.all("AWS::IAM::Role")
            #expect(roles.allSatisfy { $0["ManagedPolicyArns"] == nil })
            let everywhere = roles.flatMap { account.statements(of: $0) }
                .filter { $0["Resource"]?.items.contains("*") == true }.flatMap { $0["Action"]?.items.map(\.words) ?? [] }
            // Those that know no resources. Source: Service Authorization Reference.
            #expect(
                Set(everywhere) == [
                    "ecr:GetAuthorizationToken", "ecs:DescribeTaskDefinition", "elasticloadbalancing:DescribeListeners",
                    "elasticloadbalancing:DescribeRules", "elasticloadbalancing:DescribeTargetGroups",
                ])
        },
        Sentence("iam:PassRole limited") { (account) throws in
            let passing = account.allowed.filter { $0.statement["Action"]?.items.contains("iam:PassRole") == true }
            #expect(passing.count == 3)
            for (part, statement) in passing {
                #expect(statement["Condition"]?["StringEquals"]?["iam:PassedToService"] != nil, "\(part)")
                let resources = statement["Resource"]?.items ?? []
                #expect(resources.allSatisfy { Pointer.all(in: $0).count == 1 }, "\(part)")
            }
        },
    ]

    private static let failures = [
        Sentence("not 2.1: clusters and services needn't be there") { (account) throws in
            for name in ["GivenStagingDeploymentGroup", "GivenProductionDeploymentGroup"] {
                #expect(account.parameter(name)?["Default"] == "")
            }
            #expect(account.all(service).count == 2)
        },
        Sentence("not 2.2: no deployment group lacks load balancer info") { (account) throws in
            #expect(account.all("AWS::CodeDeploy::DeploymentGroup").allSatisfy { $0["LoadBalancerInfo"] != nil })
        },
        Sentence("not 2.3: no OAuth") { (account) throws in
            #expect(try actions(account).allSatisfy { $0["ActionTypeId"]?["Owner"] == "AWS" })
            #expect(try !"\(actions(account))".contains("OAuth"))
        },
        Sentence("not 2.4: ECS actions that know resources have them") { (account) throws in
            for (part, statement) in account.allowed where statement["Resource"]?.items.contains("*") == true {
                let actions = (statement["Action"]?.items ?? []).map(\.words).filter { $0.hasPrefix("ecs:") }
                #expect(actions.allSatisfy { $0 == "ecs:DescribeTaskDefinition" }, "\(part)")
            }
        },
        Sentence("not 2.5: everything has the tags by which costs are told apart") { (account) throws in account.expectTags() },
        Sentence("not 2.6: every variable of a buildspec is defined") { (account) throws in
            // Source: AWS CodeBuild User Guide, "Environment variables in build environments".
            let given: Set = ["AWS_REGION", "CODEBUILD_RESOLVED_SOURCE_VERSION"]
            for project in account.all(project) {
                let declared = project["Environment", "EnvironmentVariables"]?.list?.compactMap { $0["Name"]?.string } ?? []
                let text = specification(project)
                let set = text.matches(of: /- ([A-Z_]+)=/).map { String($0.output.1) }
                let used = text.matches(of: /\$\{?([A-Z][A-Z0-9_]*)/).map { String($0.output.1) }
                #expect(Set(used).subtracting(given).subtracting(declared).subtracting(set) == [], "\(project)")
                #expect(project["Environment", "EnvironmentVariables"]?.list?.allSatisfy { $0["Value"]?.words != "" } ?? true)
            }
        },
    ]
}
