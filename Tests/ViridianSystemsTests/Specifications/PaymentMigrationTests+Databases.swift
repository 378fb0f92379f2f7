import Testing
import ViridianResources
import ViridianTemplate

@testable import ViridianSystems

extension PaymentMigrationTests {
    private static let cluster = "AWS::RDS::DBCluster"

    /// Blue's cluster, and green's.
    static func clusters(_ account: Account) throws -> (blue: Part, green: Part) {
        func one(_ colour: String) throws -> Part {
            try account.only(cluster) { $0["DBClusterIdentifier"]?.string?.contains("-\(colour)-") == true }
        }
        return (try one("blue"), try one("green"))
    }

    /// The instances of both clusters.
    private static func counts(_ account: Account) throws -> [Int] {
        let (blue, green) = try clusters(account)
        return [blue, green].map { database in
            account.all("AWS::RDS::DBInstance").filter { $0.points(at: database, "DBClusterIdentifier") }.count
        }
    }

    static let databases = [
        Sentence("two Aurora MySQL clusters, blue and green, with a customer-managed key") { account in
            let (blue, green) = try clusters(account)
            #expect(account.all(cluster).count == 2)
            for database in [blue, green] {
                #expect(database["Engine"] == "aurora-mysql" && database["StorageEncrypted"] == true)
                #expect(account.targets(of: database, "KmsKeyId", type: "AWS::KMS::Key").count == 1)
                #expect(account.targets(of: database, "MasterUserPassword", type: "AWS::SecretsManager::Secret").count == 1)
                #expect(database["BackupRetentionPeriod"] == 7)
            }
        },
        Sentence("instance class by parameter: db.t3.medium by default, db.r5.large, db.r5.xlarge, r6g allowed") { account in
            let parameter = try #require(account.parameter("DatabaseClass"))
            #expect(parameter["Default"] == "db.t3.medium")
            let allowed = parameter["AllowedValues"]?.list?.map(\.words) ?? []
            #expect(Set(["db.t3.medium", "db.r5.large", "db.r5.xlarge", "db.r6g.large", "db.r6g.xlarge"]).isSubset(of: allowed))
            #expect(account.all("AWS::RDS::DBInstance").allSatisfy { $0["DBInstanceClass"] == "db.t3.medium" })
            let large = try Account(account.system, at: account.stage, values: ["DatabaseClass": "db.r6g.large"])
            #expect(large.all("AWS::RDS::DBInstance").allSatisfy { $0["DBInstanceClass"] == "db.r6g.large" })
        },
        Sentence("instance count by parameter: one instance a cluster in development, two in production") { account in
            let wanted = account.stage == .production ? 2 : 1
            let found = try counts(account)
            #expect(found == [wanted, wanted])
            let chosen = try counts(Account(account.system, at: account.stage, values: ["DatabaseInstances": "2"]))
            #expect(chosen == [2, 2])
        },
        Sentence("Multi-AZ in production", at: [.production]) { account in
            let (blue, green) = try clusters(account)
            for database in [blue, green] {
                let instances = account.all("AWS::RDS::DBInstance").filter { $0.points(at: database, "DBClusterIdentifier") }
                #expect(Set(instances.compactMap { $0["AvailabilityZone"]?.string }).count == 2)
            }
            let instance = try account.only("AWS::DMS::ReplicationInstance")
            #expect(instance["MultiAZ"] == true)
        },
        Sentence("not publicly accessible, in private subnets") { account in
            #expect(account.all("AWS::RDS::DBInstance").allSatisfy { $0["PubliclyAccessible"] == false })
            for subnet in account.all("AWS::RDS::DBSubnetGroup").flatMap({ account.targets(of: $0, "SubnetIds") }) {
                #expect(subnet.tags["Name"]?.contains("private") == true)
            }
        },
        Sentence("audit logs are written and exported") { account in
            for database in account.all(cluster) {
                #expect(database["EnableCloudwatchLogsExports"]?.items.contains("audit") == true)
            }
            let settings = account.all("AWS::RDS::DBClusterParameterGroup")
            #expect(settings.count == 2 && settings.allSatisfy { $0["Parameters", "server_audit_logging"] == "1" })
        },
        Sentence("cluster parameter group with row binlog") { account in
            let (blue, _) = try clusters(account)
            let settings = try #require(account.targets(of: blue, "DBClusterParameterGroupName").first)
            #expect(settings["Parameters", "binlog_format"] == "ROW")
            #expect(settings["Family"] == "aurora-mysql8.0")
        },
    ]

    private static let rotation = "AWS::SecretsManager::RotationSchedule"

    static let secrets = [
        Sentence("secrets rotated every 30 days by the hosted rotation function") { account in
            #expect(account.all(rotation).count == account.all("AWS::SecretsManager::Secret").count)
            for schedule in account.all(rotation) {
                #expect(schedule["RotationRules", "AutomaticallyAfterDays"] == 30)
                #expect(schedule["HostedRotationLambda", "RotationType"] != nil && schedule["RotationLambdaARN"] == nil)
                #expect(schedule["RotateImmediatelyOnUpdate"] == false)
            }
        },
        Sentence("with its transform") { account in
            let templates = account.synthesized.flatMap(\.templates)
            for template in templates where template.resources.contains(where: { $0.type == rotation }) {
                #expect(template.root["Transform"] == "AWS::SecretsManager-2024-09-16")
            }
        },
        Sentence("attached first (failure 4.9: rotation without attachment)") { account in
            for schedule in account.all(rotation) {
                let secret = try #require(account.targets(of: schedule, "SecretId").first)
                let attachment = try account.only("AWS::SecretsManager::SecretTargetAttachment") {
                    $0.points(at: secret, "SecretId")
                }
                #expect(schedule.waits(for: attachment), "\(schedule)")
                #expect(attachment["TargetType"] == "AWS::RDS::DBCluster")
            }
        },
        Sentence("with alternating users, MySQLMultiUser, for whatever tasks run with") { account in
            let used = Set(
                account.all("AWS::ECS::TaskDefinition").flatMap {
                    account.targets(of: $0, "ContainerDefinitions", type: "AWS::SecretsManager::Secret")
                })
            #expect(used.count == 2)
            for secret in used {
                let schedule = try account.only(rotation) { $0.points(at: secret, "SecretId") }
                #expect(schedule["HostedRotationLambda", "RotationType"] == "MySQLMultiUser")
                let superuser = try #require(account.targets(of: schedule, "HostedRotationLambda", "SuperuserSecretArn").first)
                #expect(superuser != secret)
                // The function finds the superuser in the secret itself.
                let template = secret["GenerateSecretString", "SecretStringTemplate"]?.string ?? ""
                #expect(template.contains("masterarn") && Pointer.all(in: template).first?.logicalID == superuser.logicalID)
            }
        },
        Sentence("the rotation function reaches the database and Secrets Manager") { account in
            for schedule in account.all(rotation) {
                let lambda = schedule["HostedRotationLambda"]
                let groups = Pointer.all(in: lambda?["VpcSecurityGroupIds"]?.words ?? "").compactMap { account.part($0) }
                let group = try #require(groups.first)
                #expect(account.all("AWS::EC2::SecurityGroupIngress").contains { $0.points(at: group, "SourceSecurityGroupId") })
                #expect(Pointer.all(in: lambda?["VpcSubnetIds"]?.words ?? "").count == 3)
            }
            let endpoint = try account.only("AWS::EC2::VPCEndpoint") {
                $0["ServiceName"]?.string?.hasSuffix("secretsmanager") == true
            }
            let allowed = Set(account.statements(of: endpoint).flatMap { $0["Action"]?.items.map(\.words) ?? [] })
            #expect(allowed.isSuperset(of: ["secretsmanager:PutSecretValue", "secretsmanager:UpdateSecretVersionStage"]))
        },
        Sentence("no secret is literal") { account in
            for secret in account.all("AWS::SecretsManager::Secret") {
                #expect(secret["SecretString"] == nil && secret["GenerateSecretString", "PasswordLength"] == 32)
                #expect(!account.targets(of: secret, "KmsKeyId", type: "AWS::KMS::Key").isEmpty)
            }
            for database in account.all(cluster) {
                for property in ["MasterUsername", "MasterUserPassword"] {
                    #expect(database[property]?.string?.hasPrefix("{{resolve:secretsmanager:") == true)
                }
            }
        },
    ]
}
