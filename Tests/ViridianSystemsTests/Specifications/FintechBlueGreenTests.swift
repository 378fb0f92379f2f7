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
