import Testing
import ViridianResources
import ViridianTemplate

@testable import ViridianSystems

/// Case 1, sentence by sentence, and the failures that people made in it.
@Suite struct FintechBlueGreenTests {
    @Test(arguments: Sentence.claims(network + capacity, of: "fintech-blue-green"))
    func `network and capacity are as case 1 asks for`(claim: Claim) throws { try claim.check() }

    @Test(arguments: Sentence.claims(services + traffic + alarms + secrets, of: "fintech-blue-green"))
    func `services and traffic are as case 1 asks for`(claim: Claim) throws { try claim.check() }

    @Test(arguments: Sentence.claims(failures, of: "fintech-blue-green"))
    func `no failure of case 1 is ours`(claim: Claim) throws { try claim.check() }

    private static let network = [
        Sentence("VPC over three zones, public subnets for the balancer, private for tasks") { (account) throws in
            let subnets = account.all("AWS::EC2::Subnet")
            let zones = Set(subnets.compactMap { $0["AvailabilityZone"]?.string })
            #expect(zones.count == 3 && subnets.count == 6)
            let balancer = try account.only("AWS::ElasticLoadBalancingV2::LoadBalancer")
            let outside = Set(account.targets(of: balancer, "Subnets").map(\.logicalID))
            #expect(outside.count == 3)
            for service in account.all("AWS::ECS::Service") {
                let inside = account.targets(of: service, "NetworkConfiguration", type: "AWS::EC2::Subnet").map(\.logicalID)
                #expect(inside.count == 3 && outside.isDisjoint(with: inside))
            }
        },
        Sentence("one way out in development", at: [.development]) { (account) throws in
            #expect(account.all("AWS::EC2::NatGateway").count == 1)
        },
        Sentence("a way out in each zone in production", at: [.production]) { (account) throws in
            #expect(account.all("AWS::EC2::NatGateway").count == 3)
        },
        Sentence("NAT for the way out") { (account) throws in
            let routes = account.all("AWS::EC2::Route").filter { $0["NatGatewayId"] != nil }
            #expect(routes.count == 3 && routes.allSatisfy { $0["DestinationCidrBlock"] == "0.0.0.0/0" })
        },
        Sentence("network ACLs that allow 80, 443, 8080 and the ephemeral return ports") { (account) throws in
            let lists = account.all("AWS::EC2::NetworkAcl")
            #expect(!lists.isEmpty)
            let allowed = account.all("AWS::EC2::NetworkAclEntry").filter { $0["RuleAction"] == "allow" }
            for port in [80, 443, 8080] {
                #expect(allowed.contains { $0["PortRange", "From"]?.int == port && $0["Egress"]?.words == "false" }, "\(port)")
            }
            for list in lists {
                for egress in ["false", "true"] {
                    let answers = allowed.filter { entry in
                        entry.points(at: list, "NetworkAclId") && entry["Egress"]?.words == egress
                            && entry["PortRange", "From"]?.int == 1024 && entry["PortRange", "To"]?.int == 65535
                    }
                    #expect(answers.count == 1, "\(list) \(egress)")
                }
            }
            #expect(account.all("AWS::EC2::SubnetNetworkAclAssociation").count == account.all("AWS::EC2::Subnet").count)
        },
        Sentence("network ACLs end with an explicit deny whose number AWS takes") { (account) throws in
            for list in account.all("AWS::EC2::NetworkAcl") {
                for egress in ["false", "true"] {
                    let entries = account.all("AWS::EC2::NetworkAclEntry").filter {
                        $0.points(at: list, "NetworkAclId") && $0["Egress"]?.words == egress
                    }
                    let last = try #require(entries.max { $0["RuleNumber"]?.int ?? 0 < $1["RuleNumber"]?.int ?? 0 })
                    #expect(last["RuleAction"] == "deny" && last["Protocol"]?.int == -1)
                    #expect(last["CidrBlock"] == "0.0.0.0/0")
                    #expect(entries.allSatisfy { (1...32766).contains($0["RuleNumber"]?.int ?? 0) })
                }
            }
        },
    ]

    private static let group = "AWS::AutoScaling::AutoScalingGroup"
    private static let provider = "AWS::ECS::CapacityProvider"

    private static let capacity = [
        Sentence("ECS cluster with Container Insights") { (account) throws in
            let settings = try account.only("AWS::ECS::Cluster")["ClusterSettings"]?.list ?? []
            #expect(settings.contains { $0["Name"] == "containerInsights" && $0["Value"]?.string?.hasPrefix("en") == true })
        },
        Sentence("two Auto Scaling groups of 3 to 10 instances, by launch template") { (account) throws in
            let groups = account.all(group)
            #expect(groups.count == 2)
            for group in groups {
                #expect(group["MinSize"]?.int == 3 && group["MaxSize"]?.int == 10)
                #expect(account.targets(of: group, "LaunchTemplate", type: "AWS::EC2::LaunchTemplate").count >= 1)
            }
        },
        Sentence("t3.medium by default") { (account) throws in
            let template = try account.only("AWS::EC2::LaunchTemplate")
            #expect(template["LaunchTemplateData", "InstanceType"] == "t3.medium")
            #expect(account.parameter("InstanceType")?["Default"] == "t3.medium")
        },
        Sentence("ECS-optimised AMI through its public SSM parameter") { (account) throws in
            let path = "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id"
            let template = try account.only("AWS::EC2::LaunchTemplate")
            #expect(template["LaunchTemplateData", "ImageId"]?.string == "ssm:\(path)")
        },
        Sentence("instance profile with the ECS instance policy") { (account) throws in
            let profile = try account.only("AWS::IAM::InstanceProfile")
            #expect(try account.only("AWS::EC2::LaunchTemplate").points(at: profile, "LaunchTemplateData"))
            let role = try #require(account.targets(of: profile, "Roles").first)
            let policies = role["ManagedPolicyArns"]?.list?.map(\.words) ?? []
            #expect(policies.contains { $0.hasSuffix("service-role/AmazonEC2ContainerServiceforEC2Role") })
        },
        Sentence("user data that joins the cluster") { (account) throws in
            let script = try account.only("AWS::EC2::LaunchTemplate")["LaunchTemplateData", "UserData"]?.string ?? ""
            let cluster = try account.only("AWS::ECS::Cluster")
            let line = try #require(script.split(separator: "\n").first { $0.contains("ECS_CLUSTER=") })
            #expect(Pointer.all(in: String(line)).map(\.logicalID) == [cluster.logicalID])
        },
        Sentence("IMDSv2 only") { (account) throws in
            let options = try account.only("AWS::EC2::LaunchTemplate")["LaunchTemplateData", "MetadataOptions"]
            #expect(options?["HttpTokens"] == "required")
        },
        Sentence("a capacity provider each with managed scaling") { (account) throws in
            let providers = account.all(provider)
            #expect(providers.count == 2)
            #expect(providers.allSatisfy { $0["AutoScalingGroupProvider", "ManagedScaling", "Status"] == "ENABLED" })
            let groups = providers.flatMap { account.targets(of: $0, "AutoScalingGroupProvider").map(\.logicalID) }
            #expect(Set(groups) == Set(account.all(group).map(\.logicalID)))
            let association = try account.only("AWS::ECS::ClusterCapacityProviderAssociations")
            #expect(providers.allSatisfy { association.points(at: $0) })
        },
        Sentence("services use their colour's provider without LaunchType") { (account) throws in
            let services = account.all("AWS::ECS::Service")
            #expect(services.allSatisfy { $0["LaunchType"] == nil })
            let used = services.map { account.targets(of: $0, "CapacityProviderStrategy", type: provider).map(\.logicalID) }
            #expect(used.allSatisfy { $0.count == 1 } && Set(used.flatMap(\.self)).count == 2)
        },
        Sentence("DesiredCount is the parameter BlueTasks or GreenTasks") { (account) throws in
            let more = try Account(account.system, at: account.stage, values: ["BlueTasks": "5", "GreenTasks": "7"])
            #expect(more.all("AWS::ECS::Service").compactMap { $0["DesiredCount"]?.int } == [5, 7])
        },
    ]

    private static let services = [
        Sentence("two services of three tasks each") { (account) throws in
            #expect(account.all("AWS::ECS::Service").compactMap { $0["DesiredCount"]?.int } == [3, 3])
        },
        Sentence("identical task definitions of 1024 CPU units and 2048 MiB, container port 8080") { (account) throws in
            let tasks = account.all("AWS::ECS::TaskDefinition")
            #expect(tasks.count == 2)
            for task in tasks {
                #expect(task["Cpu"]?.int == 1024 && task["Memory"]?.int == 2048)
                #expect(task["ContainerDefinitions", "0", "PortMappings", "0", "ContainerPort"]?.int == 8080)
                #expect(task["RequiresCompatibilities"] == ["EC2"])
            }
            let images = Set(tasks.compactMap { $0["ContainerDefinitions", "0", "Image"]?.string })
            #expect(images.count == 1 && images.allSatisfy { $0.contains("@sha256:") })
            #expect(tasks[0]["ContainerDefinitions", "0", "Secrets"] == tasks[1]["ContainerDefinitions", "0", "Secrets"])
        },
        Sentence("image, port and health path belong together: nginx without root serves / on 8080") { (account) throws in
            let image = try #require(account.all("AWS::ECS::TaskDefinition").first)["ContainerDefinitions", "0", "Image"]
            #expect(image?.string?.hasPrefix("public.ecr.aws/nginx/nginx-unprivileged@sha256:") == true)
            for group in account.all("AWS::ElasticLoadBalancingV2::TargetGroup") {
                #expect(group["HealthCheckPath"] == "/" && group["Port"]?.int == 8080)
            }
        },
        Sentence("spread over zones, no platform version") { (account) throws in
            for service in account.all("AWS::ECS::Service") {
                #expect(service["PlacementStrategies", "0", "Type"] == "spread")
                #expect(service["PlacementStrategies", "0", "Field"] == "attribute:ecs.availability-zone")
                #expect(service["PlatformVersion"] == nil)
            }
        },
        Sentence("circuit breaker with rollback; healthy percent 50 to 200") { (account) throws in
            for service in account.all("AWS::ECS::Service") {
                let deployment = service["DeploymentConfiguration"]
                #expect(deployment?["DeploymentCircuitBreaker"]?["Enable"] == true)
                #expect(deployment?["DeploymentCircuitBreaker"]?["Rollback"] == true)
                #expect(deployment?["MinimumHealthyPercent"]?.int == 50 && deployment?["MaximumPercent"]?.int == 200)
            }
        },
        Sentence("autoscaling of each service 3 to 10 tasks") { (account) throws in
            let targets = account.all("AWS::ApplicationAutoScaling::ScalableTarget")
            #expect(targets.count == 2)
            #expect(targets.allSatisfy { $0["MinCapacity"]?.int == 3 && $0["MaxCapacity"]?.int == 10 })
            let services = targets.flatMap { account.targets(of: $0, "ResourceId", type: "AWS::ECS::Service").map(\.logicalID) }
            #expect(Set(services).count == 2)
        },
        Sentence("on CPU 70 % and, independently, on memory 80 %") { (account) throws in
            for target in account.all("AWS::ApplicationAutoScaling::ScalableTarget") {
                let policies = account.all("AWS::ApplicationAutoScaling::ScalingPolicy").filter { $0.points(at: target) }
                let wanted = policies.map { policy in
                    let configuration = policy["TargetTrackingScalingPolicyConfiguration"]
                    let metric = configuration?["PredefinedMetricSpecification"]?["PredefinedMetricType"]?.words ?? ""
                    return "\(metric) \(configuration?["TargetValue"]?.words ?? "")"
                }
                #expect(
                    wanted.sorted() == [
                        "ECSServiceAverageCPUUtilization 70", "ECSServiceAverageMemoryUtilization 80",
                    ])
            }
        },
        Sentence("Cloud Map private DNS namespace and a discovery service per colour") { (account) throws in
            let namespace = try account.only("AWS::ServiceDiscovery::PrivateDnsNamespace")
            let names = account.all("AWS::ServiceDiscovery::Service")
            #expect(names.count == 2 && names.allSatisfy { $0.points(at: namespace) })
            for service in account.all("AWS::ECS::Service") {
                #expect(account.targets(of: service, "ServiceRegistries").count == 1)
            }
        },
        Sentence("logs to CloudWatch, 30 days") { (account) throws in
            for task in account.all("AWS::ECS::TaskDefinition") { #expect(account.retention(of: task) == 30) }
            account.expectRetention(30)
        },
    ]

    private static let targetGroup = "AWS::ElasticLoadBalancingV2::TargetGroup"

    private static let traffic = [
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

    private static let alarms = [
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

    private static let secrets = [
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

    private static let failures = [
        Sentence("not 1.1: the services run on instances, and nothing is Fargate") { (account) throws in
            #expect(!account.all("AWS::ECS::TaskDefinition").contains { "\($0.properties)".contains("FARGATE") })
            #expect(!account.all("AWS::ECS::Service").contains { $0["LaunchType"] != nil })
        },
        Sentence("not 1.2: groups, launch template, capacity providers and instance profile are all there") { (account) throws in
            for type in [group, provider, "AWS::EC2::LaunchTemplate", "AWS::IAM::InstanceProfile"] {
                #expect(!account.all(type).isEmpty, "\(type)")
            }
        },
        Sentence("not 1.3: the image of instances is looked up") { (account) throws in
            let types = account.synthesized.flatMap { $0.template.parameters.compactMap { $0.node["Type"]?.string } }
            #expect(types.contains("AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>"))
        },
        Sentence("not 1.4: no platform version") { (account) throws in
            #expect(account.all("AWS::ECS::Service").allSatisfy { $0["PlatformVersion"] == nil })
        },
        Sentence("not 1.5: paths and weights") { (account) throws in
            #expect(account.all("AWS::ElasticLoadBalancingV2::ListenerRule").count == 2)
            #expect(account.weights(account.forwardingListeners().first?["DefaultActions", "0"]).count == 2)
        },
        Sentence("not 1.6: the breaker has a threshold of AWS's, and there are alarms besides") { (account) throws in
            for service in account.all("AWS::ECS::Service") {
                let breaker = service["DeploymentConfiguration", "DeploymentCircuitBreaker"]
                #expect(breaker?["Threshold"] == nil && breaker?["ThresholdConfiguration"] != nil)
                #expect(service["DeploymentConfiguration", "Alarms", "AlarmNames"]?.list?.isEmpty == false)
            }
        },
        Sentence("not 1.7: no secret may be read that isn't injected, and none of everything") { (account) throws in
            for (part, statement) in account.allowed
            where statement["Action"]?.items.contains("secretsmanager:GetSecretValue") == true {
                #expect(statement["Resource"]?.items.contains { $0.words.contains("*") } == false, "\(part)")
            }
        },
        Sentence("not 1.8: no rule number is out of range") { (account) throws in
            let numbers = account.all("AWS::EC2::NetworkAclEntry").compactMap { $0["RuleNumber"]?.int }
            #expect(!numbers.isEmpty && numbers.allSatisfy { (1...32766).contains($0) })
        },
        Sentence("not 1.9: every resource says what it is for") { (account) throws in
            #expect(account.parts.allSatisfy { $0.metadata["Viridian::Purpose"]?.string?.isEmpty == false })
        },
    ]
}
