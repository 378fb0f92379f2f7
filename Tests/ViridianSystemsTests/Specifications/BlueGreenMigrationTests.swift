import Testing
import ViridianResources
import ViridianTemplate

@testable import ViridianSystems

/// Case 3, sentence by sentence, and the failures that people made in it.
@Suite struct BlueGreenMigrationTests {
    @Test(arguments: Sentence.claims(network + database + service + validator + failures, of: "blue-green-migration"))
    func `what case 3 asks for is there`(claim: Claim) throws { try claim.check() }

    private static func subnets(_ account: Account, _ kind: String) -> [Part] {
        account.all("AWS::EC2::Subnet").filter { $0.tags["Name"]?.contains("-\(kind)-subnet-") == true }
    }

    private static let network = [
        Sentence("VPC over three zones with public, private and isolated subnets") { account in
            for kind in ["public", "private", "isolated"] {
                let found = subnets(account, kind)
                #expect(found.count == 3 && Set(found.compactMap { $0["AvailabilityZone"]?.string }).count == 3, "\(kind)")
            }
            let routes = account.all("AWS::EC2::Route")
            for subnet in subnets(account, "isolated") {
                let association = try account.only("AWS::EC2::SubnetRouteTableAssociation") { $0.points(at: subnet, "SubnetId") }
                let table = try #require(account.targets(of: association, "RouteTableId").first)
                #expect(!routes.contains { $0.points(at: table) })
            }
        },
        Sentence("one NAT") { account in #expect(account.all("AWS::EC2::NatGateway").count == 1) },
        Sentence("no VPC endpoints (failure 3.2: some that cost and nobody needed)") { account in
            #expect(account.all("AWS::EC2::VPCEndpoint").isEmpty)
        },
        Sentence("database in isolated subnets only") { account in
            let group = try account.only("AWS::RDS::DBSubnetGroup")
            #expect(Set(account.targets(of: group, "SubnetIds")) == Set(subnets(account, "isolated")))
        },
    ]

    private static let database = [
        Sentence("Aurora PostgreSQL, current 15 or later") { account in
            let cluster = try account.only("AWS::RDS::DBCluster")
            #expect(cluster["Engine"] == "aurora-postgresql")
            #expect(Int(cluster["EngineVersion"]?.string?.split(separator: ".").first ?? "0") ?? 0 >= 15)
        },
        Sentence("one writer and two readers over three zones, burstable class by default") { account in
            let instances = account.all("AWS::RDS::DBInstance")
            #expect(instances.count == 3 && Set(instances.compactMap { $0["AvailabilityZone"]?.string }).count == 3)
            #expect(Set(instances.compactMap { $0["PromotionTier"]?.int }) == [0, 1, 2])
            #expect(instances.allSatisfy { $0["DBInstanceClass"] == "db.t4g.medium" && $0["PubliclyAccessible"] == false })
            #expect(account.parameter("DatabaseClass")?["Default"] == "db.t4g.medium")
        },
        Sentence("7-day backups and point-in-time recovery") { account in
            // Aurora restores to any moment of the retention: there is no other switch.
            let cluster = try account.only("AWS::RDS::DBCluster")
            #expect(cluster["BackupRetentionPeriod"] == 7)
        },
        Sentence("customer keys for database, secret and S3 only") { account in
            let key = "AWS::KMS::Key"
            #expect(account.all(key).count == 3)
            let encrypted = [
                try account.only("AWS::RDS::DBCluster"), try account.only("AWS::SecretsManager::Secret"),
                try account.only("AWS::S3::Bucket"),
            ]
            let keys = encrypted.map { part in
                account.targets(of: part, part.type == "AWS::S3::Bucket" ? "BucketEncryption" : "KmsKeyId", type: key)
            }
            #expect(keys.allSatisfy { $0.count == 1 } && Set(keys.flatMap(\.self)).count == 3)
            let others = account.parts.filter {
                !encrypted.contains($0) && $0.type != "AWS::KMS::Alias" && $0.type != "AWS::IAM::Role"
            }
            #expect(others.filter { part in account.all(key).contains { part.points(at: $0) } }.map(\.description) == [])
        },
        Sentence("secret attached to the cluster") { account in
            let attachment = try account.only("AWS::SecretsManager::SecretTargetAttachment")
            #expect(attachment.points(at: try account.only("AWS::RDS::DBCluster"), "TargetId"))
            #expect(attachment.points(at: try account.only("AWS::SecretsManager::Secret"), "SecretId"))
            #expect(account.all("AWS::ECS::Service").allSatisfy { $0.waits(for: attachment) })
        },
        Sentence("rotation is a manual procedure: no schedule") { account in
            #expect(account.all("AWS::SecretsManager::RotationSchedule").isEmpty)
        },
        Sentence("deletion protection by switch") { account in
            let cluster = "AWS::RDS::DBCluster"
            let database = try account.only(cluster)
            #expect(database["DeletionProtection"]?.words == (account.stage == .production ? "true" : "false"))
            for choice in ["true", "false"] {
                let chosen = try Account(account.system, at: account.stage, values: ["DeletionProtection": choice])
                let database = try chosen.only(cluster)
                #expect(database["DeletionProtection"]?.words == choice)
            }
        },
    ]

    private static func expectAlarms(_ account: Account) throws {
        let alarm = "AWS::CloudWatch::Alarm"
        for service in account.all("AWS::ECS::Service") {
            for metric in ["CPUUtilization", "MemoryUtilization"] {
                let found = try account.only(alarm) { $0["MetricName"]?.string == metric && $0.points(at: service) }
                let names = Set(found["Dimensions"]?.list?.compactMap { $0["Name"]?.string } ?? [])
                #expect(names == ["ClusterName", "ServiceName"])
            }
        }
        let cluster = try account.only("AWS::RDS::DBCluster")
        for colour in ["blue", "green"] {
            let found = try account.only(alarm) { $0["AlarmName"]?.string?.contains("\(colour)-connections") == true }
            #expect(found["MetricName"] == "DatabaseConnections" && found.points(at: cluster, "Dimensions"))
        }
        let topic = try account.only("AWS::SNS::Topic")
        #expect(account.all(alarm).allSatisfy { $0.points(at: topic, "AlarmActions") })
    }

    private static let service = [
        Sentence("Fargate, 512/1024, image and health path that belong together (failure 3.1: they did not)") { account in
            for task in account.all("AWS::ECS::TaskDefinition") {
                #expect(
                    task["Cpu"]?.words == "512" && task["Memory"]?.words == "1024"
                        && task["RequiresCompatibilities"] == ["FARGATE"])
                #expect(task["ContainerDefinitions", "0", "PortMappings", "0", "ContainerPort"] == 80)
                #expect(task["ContainerDefinitions", "0", "Image"]?.string?.contains("/nginx@sha256:") == true)
            }
            #expect(
                account.all("AWS::ElasticLoadBalancingV2::TargetGroup").allSatisfy {
                    $0["HealthCheckPath"] == "/" && $0["Port"] == 80
                })
        },
        Sentence("rolling with circuit breaker and blue/green switching") { account in
            let services = account.all("AWS::ECS::Service")
            #expect(services.count == 2)
            for service in services {
                let deployment = service["DeploymentConfiguration"]
                #expect(
                    deployment?["DeploymentCircuitBreaker"]?["Enable"] == true
                        && deployment?["DeploymentCircuitBreaker"]?["Rollback"] == true)
                #expect(service["DeploymentController"] == nil && deployment?["Strategy"] == nil)
                #expect(service["LaunchType"] == "FARGATE" && service["HealthCheckGracePeriodSeconds"] == 60)
                #expect(service.metadata["Viridian::Release"] != nil)
            }
            let listener = try #require(account.forwardingListeners().first)
            #expect(account.weights(listener["DefaultActions", "0"]).map(\.weight) == [100, 0])
        },
        Sentence("HTTPS at the balancer with certificate parameter and redirect") { account in
            let listeners = account.all("AWS::ElasticLoadBalancingV2::Listener")
            let secure = try #require(listeners.first { $0["Port"] == 443 })
            #expect(
                secure["Protocol"] == "HTTPS"
                    && secure["Certificates", "0", "CertificateArn"]?.words == SampleValues.all["Certificate"])
            let plain = try #require(listeners.first { $0["Port"] == 80 })
            #expect(plain["DefaultActions", "0", "RedirectConfig", "Protocol"] == "HTTPS" && listeners.count == 2)
        },
        Sentence("log group with default encryption, 7 days") { account in
            account.expectRetention(7)
            #expect(account.all("AWS::Logs::LogGroup").allSatisfy { $0["KmsKeyId"] == nil })
        },
        Sentence("alarms for CPU, memory and database connections for both colours") { account in
            try expectAlarms(account)
        },
        Sentence("in production each colour has tasks in more than one zone", at: [.production]) { account in
            #expect(account.all("AWS::ECS::Service").allSatisfy { ($0["DesiredCount"]?.int ?? 0) >= 2 })
        },
    ]

    private static func variables(_ account: Account, _ colour: String) throws -> [String: String] {
        let task = try account.only("AWS::ECS::TaskDefinition") { $0["Family"]?.string?.contains("-web-\(colour)-") == true }
        let container = task["ContainerDefinitions", "0"]
        let plain = (container?["Environment"]?.list ?? []).map { ($0["Name"]?.words ?? "", $0["Value"]?.words ?? "") }
        let secret = (container?["Secrets"]?.list ?? []).map { ($0["Name"]?.words ?? "", $0["ValueFrom"]?.words ?? "") }
        return Dictionary(plain + secret) { first, _ in first }
    }

    private static let other = [
        "GreenSecret": "arn:aws:secretsmanager:us-east-1:123456789012:secret:green-AbCdEf",
        "GreenSecretKey": "arn:aws:kms:us-east-1:123456789012:key/0a1b", "GreenCluster": "other",
    ]

    private static let validator = [
        Sentence("blue and green are two databases, by parameter also in another cluster") { account in
            let (blue, green) = (try variables(account, "blue"), try variables(account, "green"))
            #expect(blue["DATABASE_NAME"] == "blue" && green["DATABASE_NAME"] == "green")
            #expect(blue["DATABASE_PASSWORD"] == green["DATABASE_PASSWORD"])
            let apart = try Account(account.system, at: account.stage, values: other)
            let moved = try variables(apart, "green")
            #expect(moved["DATABASE_PASSWORD"] == "\(other["GreenSecret"] ?? ""):password::")
            #expect(try variables(apart, "blue") == blue)
            let alarm = try apart.only("AWS::CloudWatch::Alarm") {
                $0["AlarmName"]?.string?.contains("green-connections") == true
            }
            #expect(alarm["Dimensions", "0", "Value"] == "other")
        },
        Sentence("a function compares the schemas, for provided.al2023") { account in
            let function = try account.only("AWS::Lambda::Function")
            #expect(function["Runtime"] == "provided.al2023" && function["Handler"] == "bootstrap")
            #expect(function["Code", "S3Key"]?.string?.contains("schema-validator") == true && function["Code", "ZipFile"] == nil)
            let variables = function["Environment", "Variables"]
            #expect(variables?["BLUE_DATABASE"] == "blue" && variables?["GREEN_DATABASE"] == "green")
            // What is secret it reads itself: it is given where.
            let secret = try account.only("AWS::SecretsManager::Secret")
            for name in ["BLUE_SECRET_ARN", "GREEN_SECRET_ARN"] {
                #expect(Pointer.all(in: variables?[name]?.words ?? "").compactMap { account.part($0) } == [secret])
            }
        },
        Sentence("the function reaches the database, and may read the two secrets and nothing else") { account in
            let function = try account.only("AWS::Lambda::Function")
            let group = try #require(account.targets(of: function, "VpcConfig", "SecurityGroupIds").first)
            #expect(account.all("AWS::EC2::SecurityGroupIngress").contains { $0.points(at: group, "SourceSecurityGroupId") })
            #expect(Set(account.targets(of: function, "VpcConfig", "SubnetIds")) == Set(subnets(account, "private")))
            let role = try #require(account.targets(of: function, "Role").first)
            #expect(account.actions(of: role) == ["secretsmanager:GetSecretValue", "kms:Decrypt"])
            let apart = try Account(account.system, at: account.stage, values: other)
            let read = apart.statements(
                allowing: "secretsmanager:GetSecretValue", of: try #require(apart.part(Pointer(role.stack, role.logicalID))))
            #expect(read.first?["Resource"]?.items.map(\.words).contains(other["GreenSecret"] ?? "") == true)
        },
    ]

    private static let failures = [
        Sentence("3.3 a key on log groups without the key's policy: none has a key") { account in
            #expect(account.all("AWS::Logs::LogGroup").allSatisfy { $0["KmsKeyId"] == nil })
        },
        Sentence("3.4 wrong service principals") { account in
            func trusts(_ role: Part) -> [String] {
                (role["AssumeRolePolicyDocument", "Statement"]?.list ?? []).flatMap {
                    $0["Principal"]?["Service"]?.items.map(\.words) ?? []
                }
            }
            for task in account.all("AWS::ECS::TaskDefinition") {
                for property in ["TaskRoleArn", "ExecutionRoleArn"] {
                    #expect(account.targets(of: task, property).map(trusts) == [["ecs-tasks.amazonaws.com"]])
                }
            }
            let function = try account.only("AWS::Lambda::Function")
            #expect(account.targets(of: function, "Role").map(trusts) == [["lambda.amazonaws.com"]])
            let observed = account.all("AWS::RDS::DBInstance").flatMap { account.targets(of: $0, "MonitoringRoleArn") }
            #expect(observed.map(trusts).allSatisfy { $0 == ["monitoring.rds.amazonaws.com"] } && observed.count == 3)
        },
        Sentence("3.5 the suffix in some names and not in others") { account in
            let names = account.parts.flatMap { part in PhysicalName.all(of: part).map { (part, $0.value) } }
            #expect(names.count > 20)
            for (part, name) in names { #expect(PhysicalName.carries(account.stage.environmentName, name), "\(part): \(name)") }
        },
        Sentence("3.6 deletion protection where everything must be destroyable", at: [.development]) { account in
            let cluster = try account.only("AWS::RDS::DBCluster")
            #expect(cluster.body["DeletionPolicy"] == "Delete")
            #expect(!account.parts.contains { Protection.isOn($0) })
        },
        Sentence("3.7 a handler that doesn't match inline code: there is none") { account in
            #expect(account.all("AWS::Lambda::Function").allSatisfy { $0["Code", "ZipFile"] == nil })
        },
    ]
}
