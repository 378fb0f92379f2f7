import Testing
import ViridianResources
import ViridianTemplate

@testable import ViridianSystems

extension FintechBlueGreenTests {
    private static let targetGroup = "AWS::ElasticLoadBalancingV2::TargetGroup"

    static let traffic = [
        Sentence("blue and green target groups, health check every 15 s, deregistration delay 30 s") { (account) throws in
            let groups = account.all(targetGroup)
            #expect(groups.count == 2)
            for group in groups {
                #expect(group["HealthCheckIntervalSeconds"]?.int == 15)
                #expect(account.attributes(group)["deregistration_delay.timeout_seconds"] == "30")
                #expect(group["TargetType"] == "ip")
            }
        },
        Sentence("weighted default action, 100 to 0") { (account) throws in
            let listener = try #require(account.forwardingListeners().first)
            #expect(account.forwardingListeners().count == 1)
            #expect(account.weights(listener["DefaultActions", "0"]).map(\.weight) == [100, 0])
            let moved = try Account(account.system, at: account.stage, values: ["BlueWeight": "90", "GreenWeight": "10"])
            #expect(moved.weights(moved.forwardingListeners().first?["DefaultActions", "0"]).map(\.weight) == [90, 10])
        },
        Sentence("path rules /blue/* and /green/* lead to their colour") { (account) throws in
            let rules = account.all("AWS::ElasticLoadBalancingV2::ListenerRule")
            let listener = try #require(account.forwardingListeners().first)
            let weights = account.weights(listener["DefaultActions", "0"])
            let paths = rules.map { rule in
                (
                    rule["Conditions", "0", "PathPatternConfig", "Values", "0"]?.words ?? "",
                    account.weights(rule["Actions", "0"]).map(\.group.logicalID)
                )
            }
            #expect(paths.map(\.0) == ["/blue/*", "/green/*"])
            #expect(paths.map(\.1) == weights.map { [$0.group.logicalID] })
            #expect(rules.allSatisfy { $0.points(at: listener, "ListenerArn") })
        },
    ]

    static let alarms = [
        Sentence("the circuit breaker counts failed tasks: UNBOUNDED_PERCENT, 50") { (account) throws in
            for service in account.all("AWS::ECS::Service") {
                let threshold = service["DeploymentConfiguration", "DeploymentCircuitBreaker", "ThresholdConfiguration"]
                #expect(threshold?["Type"] == "UNBOUNDED_PERCENT" && threshold?["Value"]?.int == 50)
            }
        },
        Sentence("an alarm on the share of unhealthy targets, 50 % over 10 minutes, for both colours") { (account) throws in
            for group in account.all(targetGroup) {
                let alarm = try account.only("AWS::CloudWatch::Alarm") { alarm in
                    alarm.points(at: group)
                        && alarm["Metrics"]?.list?.contains {
                            $0["Expression"] == "100 * unhealthy / (healthy + unhealthy)"
                        } == true
                }
                #expect(alarm["Threshold"]?.int == 50)
                #expect(alarm["ComparisonOperator"] == "GreaterThanOrEqualToThreshold")
                let period = alarm["Metrics", "1", "MetricStat", "Period"]?.int ?? 0
                #expect(period * (alarm["EvaluationPeriods"]?.int ?? 0) == 600)
            }
        },
        Sentence("each service's DeploymentConfiguration.Alarms with rollback") { (account) throws in
            for service in account.all("AWS::ECS::Service") {
                let alarms = service["DeploymentConfiguration", "Alarms"]
                #expect(alarms?["Enable"] == true && alarms?["Rollback"] == true)
                let named = account.targets(of: service, "DeploymentConfiguration", "Alarms", type: "AWS::CloudWatch::Alarm")
                let own = account.targets(of: service, "LoadBalancers", type: targetGroup)
                #expect(!named.isEmpty && named.allSatisfy { alarm in own.allSatisfy { alarm.points(at: $0) } })
                #expect(named.contains { $0["Threshold"]?.int == 50 })
            }
        },
        Sentence("SNS notification when two or more targets are unhealthy") { (account) throws in
            let topic = try account.only("AWS::SNS::Topic")
            for group in account.all(targetGroup) {
                let alarm = try account.only("AWS::CloudWatch::Alarm") {
                    $0.points(at: group) && $0["MetricName"] == "UnHealthyHostCount"
                }
                #expect(alarm["Threshold"]?.int == 2)
                #expect(alarm["ComparisonOperator"] == "GreaterThanOrEqualToThreshold")
                #expect(alarm.points(at: topic, "AlarmActions"))
            }
            let told = try Account(account.system, at: account.stage, values: ["AlarmEmail": "team@example.org"])
            #expect(try told.only("AWS::SNS::Subscription")["Protocol"] == "email")
        },
        Sentence("alarms with load balancer and target group dimensions") { (account) throws in
            let alarms = account.all("AWS::CloudWatch::Alarm")
            for alarm in alarms {
                let stats = alarm["Metrics"]?.list?.compactMap { $0["MetricStat"]?["Metric"]?["Dimensions"] } ?? []
                for dimensions in stats + [alarm["Dimensions"]].compactMap(\.self) {
                    #expect(Set(dimensions.items.map { $0["Name"]?.words ?? "" }) == ["LoadBalancer", "TargetGroup"], "\(alarm)")
                }
            }
            #expect(alarms.count == 8)
        },
    ]

    static let secrets = [
        Sentence("generated database credentials, and a second secret by ARN parameter") { (account) throws in
            let secret = try account.only("AWS::SecretsManager::Secret")
            #expect(secret["GenerateSecretString", "GenerateStringKey"] == "password" && secret["SecretString"] == nil)
            #expect(account.parameter("ApiKeySecret")?["Default"] == nil)
        },
        Sentence("injected as environment variables by key") { (account) throws in
            let secret = try account.only("AWS::SecretsManager::Secret")
            for task in account.all("AWS::ECS::TaskDefinition") {
                let injected = task["ContainerDefinitions", "0", "Secrets"]?.list ?? []
                let values = Dictionary(
                    uniqueKeysWithValues: injected.map { ($0["Name"]?.words ?? "", $0["ValueFrom"]?.words ?? "") })
                let own = Pointer(secret.stack, secret.logicalID).text
                #expect(
                    values == [
                        "API_KEY": "\(SampleValues.all["ApiKeySecret"] ?? ""):apiKey::", "DATABASE_PASSWORD": "\(own):password::",
                        "DATABASE_USER": "\(own):username::",
                    ])
            }
        },
        Sentence("the execution role may read exactly those") { (account) throws in
            let task = try #require(account.all("AWS::ECS::TaskDefinition").first)
            let role = try #require(account.targets(of: task, "ExecutionRoleArn").first)
            let secret = try account.only("AWS::SecretsManager::Secret")
            let readable = account.statements(allowing: "secretsmanager:GetSecretValue", of: role).flatMap {
                $0["Resource"]?.items.map(\.words) ?? []
            }
            #expect(
                Set(readable) == [
                    Pointer(secret.stack, secret.logicalID).text, SampleValues.all["ApiKeySecret"],
                ])
        },
    ]
}
