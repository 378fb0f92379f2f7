import Testing
import ViridianResources
import ViridianTemplate

@testable import ViridianSystems

extension PaymentMigrationTests {
    private static let service = "AWS::ECS::Service"
    private static let balancer = "AWS::ElasticLoadBalancingV2::LoadBalancer"

    static let compute = [
        Sentence("Fargate services blue and green with health-check grace 60 s that wait for their listener") { account in
            for colour in ["blue", "green"] {
                let services = account.all(service).filter { $0["ServiceName"]?.string?.contains("-\(colour)-side-") == true }
                #expect(services.count == 2)
                for service in services {
                    #expect(service["LaunchType"] == "FARGATE" && service["HealthCheckGracePeriodSeconds"] == 60)
                    let group = try #require(account.targets(of: service, "LoadBalancers").first)
                    let listener = try #require(account.forwardingListeners().first { $0.points(at: group) })
                    #expect(service.waits(for: listener))
                }
            }
        },
        Sentence("a balancer for each colour") { account in
            #expect(account.all(balancer).count == 2)
            for one in account.all(balancer) {
                #expect(one["Scheme"] == "internet-facing" && one["Subnets"]?.list?.count == 3)
                #expect(account.forwardingListeners(of: one).count == 1)
            }
        },
        Sentence("weighted Route 53 alias records between them") { account in
            let records = account.all("AWS::Route53::RecordSet")
            #expect(records.count == 2 && Set(records.map { $0["SetIdentifier"]?.words }) == ["blue", "green"])
            #expect(Set(records.compactMap { $0["Name"]?.string }) == ["pay.example.org"])
            let balancers = records.map { account.targets(of: $0, "AliasTarget", "DNSName", type: balancer) }
            #expect(balancers.allSatisfy { $0.count == 1 } && Set(balancers.flatMap(\.self)).count == 2)
            #expect(
                Dictionary(uniqueKeysWithValues: records.map { ($0["SetIdentifier"]?.words, $0["Weight"]?.int) }) == [
                    "blue": 100, "green": 0,
                ])
        },
        Sentence("inside each, weighted target groups carry releases") { account in
            for listener in account.forwardingListeners() {
                let weights = account.weights(listener["DefaultActions", "0"])
                #expect(weights.map(\.weight) == [100, 0] && Set(weights.map(\.group)).count == 2)
            }
            for service in account.all(service) {
                #expect(service.metadata["Viridian::Release"]?["Steps"]?.list?.last?["Weight"] == 100)
            }
        },
        Sentence("each colour's tasks have the password of their own database, and reach no other") { account in
            let (blue, green) = try clusters(account)
            for (colour, own, other) in [("blue", blue, green), ("green", green, blue)] {
                for service in account.all(service) where service["ServiceName"]?.string?.contains("-\(colour)-side-") == true {
                    let group = try #require(
                        account.targets(of: service, "NetworkConfiguration", type: "AWS::EC2::SecurityGroup").first)
                    func lets(_ database: Part) -> Bool {
                        account.all("AWS::EC2::SecurityGroupIngress").contains { rule in
                            rule.points(at: group, "SourceSecurityGroupId")
                                && account.targets(of: database, "VpcSecurityGroupIds").contains {
                                    rule.points(at: $0, "GroupId")
                                }
                        }
                    }
                    #expect(lets(own) && !lets(other))
                }
            }
        },
        Sentence("a traffic-shifting function on a schedule, with rollback, behind a parameter that is off") { account in
            #expect(account.all("AWS::Scheduler::Schedule").isEmpty && account.parameter("ShiftsTraffic")?["Default"] == "false")
            let on = try Account(account.system, at: account.stage, values: ["ShiftsTraffic": "true"])
            let schedule = try on.only("AWS::Scheduler::Schedule")
            #expect(schedule["ScheduleExpression"] == "rate(15 minutes)" && schedule["State"] == "ENABLED")
            let function = try #require(on.targets(of: schedule, "Target", "Arn").first)
            #expect(function["Runtime"] == "provided.al2023")
            #expect(on.targets(of: function, "Environment", "Variables", "ALARMS").count == 5)
            let role = try #require(on.targets(of: function, "Role").first)
            let moves = on.statements(allowing: "route53:ChangeResourceRecordSets", of: role)
            #expect(moves.first?["Resource"]?.items.first == "arn:aws:route53:::hostedzone/Z0123456789ABCDEFGHIJ")
        },
        Sentence("in production no service stands still, and there are tasks enough for a zone to fail", at: [.production]) {
            account in
            #expect(account.all(service).allSatisfy { ($0["DesiredCount"]?.int ?? 0) >= 2 })
            #expect(account.all(balancer).allSatisfy { account.attributes($0)["access_logs.s3.enabled"] == "true" })
        },
    ]

    private static func alarms(_ account: Account, _ metric: String) -> [Part] {
        account.all("AWS::CloudWatch::Alarm").filter { alarm in
            let inside = (alarm["Metrics"]?.list ?? []).contains { $0["MetricStat"]?["Metric"]?["MetricName"]?.string == metric }
            return alarm["MetricName"]?.string == metric || inside
        }
    }

    static let operation = [
        Sentence("alarms: replication lag") { account in
            for side in ["CDCLatencySource", "CDCLatencyTarget"] {
                let alarm = try #require(alarms(account, side).first)
                #expect(alarm["Namespace"] == "AWS/DMS" && alarm["TreatMissingData"] == "breaching")
                #expect(
                    Set(alarm["Dimensions"]?.list?.compactMap { $0["Name"]?.string } ?? []) == [
                        "ReplicationInstanceIdentifier", "ReplicationTaskIdentifier",
                    ])
            }
        },
        Sentence("alarms: application health, 5xx, latency, of both colours and each version") { account in
            for balancer in account.all(balancer) {
                for metric in ["UnHealthyHostCount", "HTTPCode_ELB_5XX_Count", "HTTPCode_Target_5XX_Count", "TargetResponseTime"]
                {
                    #expect(alarms(account, metric).contains { $0.points(at: balancer) }, "\(metric) of \(balancer)")
                }
            }
            for group in account.all("AWS::ElasticLoadBalancingV2::TargetGroup") {
                #expect(account.all("AWS::CloudWatch::Alarm").filter { $0.points(at: group) }.count >= 3)
            }
        },
        Sentence("every alarm tells the topic, which may be told") { account in
            let topic = try account.only("AWS::SNS::Topic")
            #expect(account.all("AWS::CloudWatch::Alarm").allSatisfy { $0.points(at: topic, "AlarmActions") })
            let key = try #require(account.targets(of: topic, "KmsMasterKeyId").first)
            #expect(
                account.statements(of: key).contains {
                    $0["Principal"]?["Service"]?.items.contains("cloudwatch.amazonaws.com") == true
                })
        },
        Sentence("AWS Backup plan, 7-day retention, encrypted vault, selecting both clusters") { account in
            let rule = try account.only("AWS::Backup::BackupPlan")["BackupPlan", "BackupPlanRule", "0"]
            #expect(rule?["Lifecycle"]?["DeleteAfterDays"]?.int == 7)
            let vault = try account.only("AWS::Backup::BackupVault")
            #expect(!account.targets(of: vault, "EncryptionKeyArn", type: "AWS::KMS::Key").isEmpty)
            #expect(Pointer.all(in: rule?["TargetBackupVault"]?.words ?? "").compactMap { account.part($0) } == [vault])
            let selection = try account.only("AWS::Backup::BackupSelection")
            let (blue, green) = try clusters(account)
            #expect(Set(account.targets(of: selection, "BackupSelection", "Resources")) == [blue, green])
        },
        Sentence("SSM parameters for configuration") { account in
            let parameters = account.all("AWS::SSM::Parameter")
            #expect(
                parameters.count == 6
                    && parameters.allSatisfy { $0["Name"]?.string?.hasPrefix("/payment-migration-configuration-") == true })
        },
        Sentence("7-day logs in development, 30 to 90 in production") { account in
            account.expectRetention(account.stage == .production ? 90 : 7)
        },
        Sentence("every resource tagged") { account in account.expectTags() },
        Sentence("encryption at rest with customer-managed keys everywhere") { account in
            let properties = [
                "AWS::RDS::DBCluster": "KmsKeyId", "AWS::SecretsManager::Secret": "KmsKeyId", "AWS::Logs::LogGroup": "KmsKeyId",
                "AWS::SNS::Topic": "KmsMasterKeyId", "AWS::DMS::ReplicationInstance": "KmsKeyId",
                "AWS::DMS::Endpoint": "KmsKeyId",
                "AWS::Backup::BackupVault": "EncryptionKeyArn", "AWS::Lambda::Function": "KmsKeyArn",
                "AWS::ECS::Cluster": "Configuration",
            ]
            for part in account.parts {
                guard let property = properties[part.type] else { continue }
                #expect(account.targets(of: part, property, type: "AWS::KMS::Key").count == 1, "\(part)")
            }
            #expect(account.all("AWS::KMS::Key").allSatisfy { $0["EnableKeyRotation"] == true })
            // The only bucket, of a load balancer's notes, can't have a key of ours: it would be refused.
            #expect(account.all("AWS::S3::Bucket").count == (account.stage == .production ? 1 : 0))
        },
        Sentence("CloudWatch Logs may use the key of logs") { account in
            for group in account.all("AWS::Logs::LogGroup") {
                let key = try #require(account.targets(of: group, "KmsKeyId").first)
                let services = account.statements(of: key).flatMap { $0["Principal"]?["Service"]?.items.map(\.words) ?? [] }
                #expect(services.contains("logs.us-east-1.amazonaws.com"), "\(group)")
            }
        },
        Sentence("TLS everywhere") { account in
            for listener in account.all("AWS::ElasticLoadBalancingV2::Listener") {
                let redirects = listener["DefaultActions", "0", "RedirectConfig", "Protocol"] == "HTTPS"
                #expect(
                    redirects || listener["Protocol"] == "HTTPS" && listener["SslPolicy"] == "ELBSecurityPolicy-TLS13-1-2-2021-06"
                )
            }
            let policies = account.all("AWS::SNS::TopicPolicy") + account.all("AWS::S3::BucketPolicy")
            for policy in policies {
                #expect(
                    account.statements(of: policy).contains {
                        $0["Effect"] == "Deny" && $0["Condition"]?["Bool"]?["aws:SecureTransport"] == "false"
                    })
            }
        },
    ]

    static let failures = [
        Sentence("4.2 broken JSON: what is written is read again") { account in
            for template in account.synthesized.flatMap(\.templates) {
                let text = template.write(as: .json)
                let read = try Template.read(text, file: "\(template.name).json", format: .json)
                #expect(read == template)
            }
        },
        Sentence("4.4 a rotation function that is a secret: the function is AWS's own") { account in
            #expect(account.all("AWS::SecretsManager::RotationSchedule").allSatisfy { $0["RotationLambdaARN"] == nil })
        },
        Sentence("4.5 a NAT gateway per zone in development", at: [.development]) { account in
            #expect(account.all("AWS::EC2::NatGateway").count == 1)
        },
        Sentence("4.6 four db.r5.large in development", at: [.development]) { account in
            #expect(account.all("AWS::RDS::DBInstance").map { $0["DBInstanceClass"]?.words } == ["db.t3.medium", "db.t3.medium"])
        },
        Sentence("4.8 a service without load balancer") { account in
            #expect(account.all("AWS::ECS::Service").allSatisfy { $0["LoadBalancers", "0", "ContainerPort"] == 80 })
        },
        Sentence("4.10 a health path that the image doesn't serve") { account in
            for group in account.all("AWS::ElasticLoadBalancingV2::TargetGroup") {
                #expect(group["HealthCheckPath"] == "/" && group["Port"] == 80)
            }
            for task in account.all("AWS::ECS::TaskDefinition") {
                let image = task["ContainerDefinitions", "0", "Image"]?.string ?? ""
                #expect(image.hasPrefix("public.ecr.aws/docker/library/nginx@sha256:") && image.count == 107)
            }
        },
        Sentence("4.12 log groups without retention") { account in
            #expect(account.all("AWS::Logs::LogGroup").allSatisfy { $0["RetentionInDays"]?.int != nil })
            // What AWS's rotation function writes would be kept for ever if its group were not ours.
            for schedule in account.all("AWS::SecretsManager::RotationSchedule") {
                let name = schedule["HostedRotationLambda", "RotationLambdaName"]?.string ?? ""
                #expect(account.all("AWS::Logs::LogGroup").contains { $0["LogGroupName"]?.string == "/aws/lambda/\(name)" })
            }
        },
    ]
}
