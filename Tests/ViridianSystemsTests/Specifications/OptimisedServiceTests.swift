import Testing
import ViridianResources
import ViridianTemplate

@testable import ViridianSystems

/// Case 5, sentence by sentence, and the failures that people made in it.
@Suite struct OptimisedServiceTests {
    @Test(arguments: Sentence.claims(sentences + failures, of: "optimised-service"))
    func `what case 5 asks for is there`(claim: Claim) throws { try claim.check() }

    private static let group = "AWS::ElasticLoadBalancingV2::TargetGroup"

    private static let sentences = [
        Sentence("512 CPU units and 1024 MiB") { (account) throws in
            let task = try account.only("AWS::ECS::TaskDefinition")
            #expect(task["Cpu"]?.words == "512" && task["Memory"]?.words == "1024")
            #expect(task["RequiresCompatibilities"] == ["FARGATE"])
        },
        Sentence("image by SHA-256 digest, and no default") { (account) throws in
            let parameter = try #require(account.parameter("Image"))
            #expect(parameter["Default"] == nil)
            #expect(parameter["AllowedPattern"]?.string?.contains("@sha256:[0-9a-f]{64}$") == true)
            let task = try account.only("AWS::ECS::TaskDefinition")
            #expect(task["ContainerDefinitions", "0", "Image"]?.string == SampleValues.all["Image"])
            #expect(throws: TemplateError.self) {
                try Account(account.system, at: .development, values: ["Image": "nginx:latest"])
            }
        },
        Sentence("two tasks") { (account) throws in
            #expect(try account.only("AWS::ECS::Service")["DesiredCount"]?.int == 2)
            #expect(
                try Account(account.system, at: .development, values: ["Tasks": "4"])
                    .only("AWS::ECS::Service")["DesiredCount"]?.int == 4)
        },
        Sentence("existing VPC and subnets as parameters") { (account) throws in
            for type in ["AWS::EC2::VPC", "AWS::EC2::Subnet", "AWS::EC2::NatGateway"] { #expect(account.all(type).isEmpty) }
            #expect(account.parameter("VPC")?["Type"] == "AWS::EC2::VPC::Id")
            #expect(account.parameter("TaskSubnets")?["Type"] == "List<AWS::EC2::Subnet::Id>")
            #expect(try account.only(group)["VpcId"] == "vpc-0c000000000000001")
            let service = try account.only("AWS::ECS::Service")
            let subnets = service["NetworkConfiguration", "AwsvpcConfiguration", "Subnets"]
            #expect(subnets == ["subnet-0b000000000000001", "subnet-0b000000000000002"])
        },
        Sentence("health check interval 30, time-out 5, thresholds 2/3, path /health, matcher 200") { (account) throws in
            let group = try account.only(group)
            #expect(group["HealthCheckIntervalSeconds"]?.int == 30)
            #expect(group["HealthCheckTimeoutSeconds"]?.int == 5)
            #expect(group["HealthyThresholdCount"]?.int == 2)
            #expect(group["UnhealthyThresholdCount"]?.int == 3)
            #expect(group["HealthCheckPath"] == "/health")
            #expect(group["Matcher", "HttpCode"]?.words == "200")
        },
        Sentence("deregistration delay 30") { (account) throws in
            #expect(try account.attributes(account.only(group))["deregistration_delay.timeout_seconds"] == "30")
        },
        Sentence("no redundant listener rule") { (account) throws in
            #expect(account.all("AWS::ElasticLoadBalancingV2::ListenerRule").isEmpty)
            #expect(account.forwardingListeners().count == 1)
        },
        Sentence("task role with exact S3, DynamoDB and SQS actions on named resources of this account and region") {
            (account) throws in
            let role = try taskRole(in: account)
            let wanted = [
                "s3:GetObject": "arn:aws:s3:::acme-data/*",
                "dynamodb:GetItem": "arn:aws:dynamodb:us-east-1:123456789012:table/acme-orders",
                "sqs:SendMessage": "arn:aws:sqs:us-east-1:123456789012:acme-jobs",
            ]
            for (action, resource) in wanted {
                let statement = try #require(account.statements(allowing: action, of: role).first)
                #expect(statement["Resource"]?.items.map(\.words) == [resource])
            }
            let ours = account.statements(of: role).filter { $0["Sid"]?.string?.contains("Objects") == true }
            #expect(ours.count == 2)
            #expect(ours.allSatisfy { $0["Condition"]?["StringEquals"]?["aws:ResourceAccount"] == "123456789012" })
        },
        Sentence("log retention 7 days") { (account) throws in account.expectRetention(7) },
        Sentence("tags") { (account) throws in account.expectTags() },
        Sentence("circuit breaker with rollback") { (account) throws in
            let breaker = try account.only("AWS::ECS::Service")["DeploymentConfiguration", "DeploymentCircuitBreaker"]
            #expect(breaker?["Enable"] == true && breaker?["Rollback"] == true)
        },
        Sentence("healthy percent 100 to 200") { (account) throws in
            let deployment = try account.only("AWS::ECS::Service")["DeploymentConfiguration"]
            #expect(deployment?["MinimumHealthyPercent"]?.int == 100 && deployment?["MaximumPercent"]?.int == 200)
        },
        Sentence("grace 60 s") { (account) throws in
            #expect(try account.only("AWS::ECS::Service")["HealthCheckGracePeriodSeconds"]?.int == 60)
        },
        Sentence("ECS Exec with its permissions") { (account) throws in
            #expect(try account.only("AWS::ECS::Service")["EnableExecuteCommand"] == true)
            let channels = ["CreateControlChannel", "CreateDataChannel", "OpenControlChannel", "OpenDataChannel"]
            #expect(try account.actions(of: taskRole(in: account)).isSuperset(of: channels.map { "ssmmessages:\($0)" }))
        },
        Sentence("tags propagated from the service") { (account) throws in
            #expect(try account.only("AWS::ECS::Service")["PropagateTags"] == "SERVICE")
        },
        Sentence("in production clients are sent to HTTPS", at: [.production]) { (account) throws in
            #expect(account.forwardingListeners().map { $0["Protocol"] } == ["HTTPS"])
            let redirects = account.all("AWS::ElasticLoadBalancingV2::Listener").filter { $0["Protocol"] == "HTTP" }
            #expect(redirects.map { $0["DefaultActions", "0", "Type"] } == ["redirect"])
        },
        Sentence("pulls from the one repository that is named, and from none where none is") { (account) throws in
            let nothing = try account.statements(allowing: "ecr:BatchGetImage", of: executionRole(in: account))
            #expect(nothing == [])
            let own = try Account(account.system, at: account.stage, values: ["ImageRepository": "acme/api"])
            let pulling = try own.statements(allowing: "ecr:BatchGetImage", of: executionRole(in: own)).map {
                $0["Resource"]?.items
            }
            #expect(pulling == [["arn:aws:ecr:us-east-1:123456789012:repository/acme/api"]])
        },
        Sentence("public addresses only where somebody says so") { (account) throws in
            let path = ["NetworkConfiguration", "AwsvpcConfiguration", "AssignPublicIp"]
            let service = try account.only("AWS::ECS::Service")
            #expect(Node(.object(service.properties)).at(path) == "DISABLED")
            let open = try Account(account.system, at: account.stage, values: ["AssignPublicIp": "ENABLED"])
            #expect(Node(.object(try open.only("AWS::ECS::Service").properties)).at(path) == "ENABLED")
        },
    ]

    private static let failures = [
        Sentence("not 5.1: CPU and memory are a pair that Fargate has") { (account) throws in
            let task = try account.only("AWS::ECS::TaskDefinition")
            #expect(task["Cpu"] == "512")
            #expect(["1024", "2048", "3072", "4096"].contains(task["Memory"]?.words))
        },
        Sentence("not 5.2: no tag, let alone latest") { (account) throws in
            let image = try account.only("AWS::ECS::TaskDefinition")["ContainerDefinitions", "0", "Image"]?.string ?? ""
            #expect(image.contains("@sha256:") && !image.contains("latest"))
        },
        Sentence("not 5.3: no action is a wildcard, and no data is everything") { (account) throws in
            for statement in try account.statements(of: taskRole(in: account)) {
                let actions = statement["Action"]?.items.map(\.words) ?? []
                #expect(actions.allSatisfy { !$0.contains("*") })
                let isShell = actions.allSatisfy { $0.hasPrefix("ssmmessages:") }
                #expect(isShell || statement["Resource"]?.items.contains("*") == false, "\(actions)")
            }
        },
        Sentence("not 5.4: the time-out is what AWS takes, and shorter than the interval") { (account) throws in
            let group = try account.only(group)
            let (timeout, interval) = (
                group["HealthCheckTimeoutSeconds"]?.int ?? 0, group["HealthCheckIntervalSeconds"]?.int ?? 0
            )
            #expect((2...120).contains(timeout) && timeout < interval)
        },
        Sentence("not 5.5: no logs are kept for ever") { (account) throws in
            #expect(account.all("AWS::Logs::LogGroup").allSatisfy { $0["RetentionInDays"] != nil })
        },
        Sentence("not 5.6: services, tasks and balancers have tags") { (account) throws in
            for type in ["AWS::ECS::Service", "AWS::ECS::TaskDefinition", "AWS::ElasticLoadBalancingV2::LoadBalancer"] {
                #expect(try account.only(type).tags.count >= 5)
            }
        },
        Sentence("not 5.7: no rule for /*") { (account) throws in
            let rules = account.all("AWS::ElasticLoadBalancingV2::ListenerRule")
            #expect(!rules.contains { rule in (rule["Conditions"].map { "\($0)" } ?? "").contains("\"/*\"") })
        },
        Sentence("not 5.8: circuit breaker, grace and healthy percents are all given") { (account) throws in
            let service = try account.only("AWS::ECS::Service")
            for path in ["DeploymentCircuitBreaker", "MinimumHealthyPercent", "MaximumPercent"] {
                #expect(service["DeploymentConfiguration", path] != nil)
            }
            #expect(service["HealthCheckGracePeriodSeconds"] != nil)
        },
    ]

    private static func taskRole(in account: Account) throws -> Part {
        let task = try account.only("AWS::ECS::TaskDefinition")
        return try #require(account.targets(of: task, "TaskRoleArn").first)
    }

    private static func executionRole(in account: Account) throws -> Part {
        let task = try account.only("AWS::ECS::TaskDefinition")
        return try #require(account.targets(of: task, "ExecutionRoleArn").first)
    }
}
