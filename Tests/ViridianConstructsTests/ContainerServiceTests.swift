import Testing
import Viridian
import ViridianTemplate

@Suite struct ContainerServiceTests {
    private static func sample(
        _ deployment: ServiceDeployment, _ change: @escaping @Sendable (inout ContainerService) -> Void = { _ in }
    ) -> Sample {
        Sample { stack in
            let network = stack.add("Network", Network(zones: 2))
            let cluster = stack.add("Cluster", Cluster(in: network))
            let balancer = stack.add("Balancer", LoadBalancer(in: network))
            var service = ContainerService(
                ConstructSample.image, port: 8080, healthPath: "/health", size: .halfCPU(.gib1), on: cluster, behind: balancer,
                deployment: deployment)
            change(&service)
            stack.add("Web", service)
        }
    }

    @Test(arguments: [
        (ServiceDeployment.rolling(.init(percent: 100...100)), "with 100 to 100 % of the tasks no deployment can go on"),
        (.rolling(.init(failurePercent: 0)), "0 % of the tasks can't fail"),
        (.native(.linear(percent: 1, every: .minutes(1), bake: .zero)), "steps are 3 to 100 %, not 1.0 %"),
        (.native(.canary(percent: 0, for: .minutes(1), bake: .zero)), "a canary gets 0.1 to 100 %, not 0.0 %"),
        (.native(.blueGreen(bake: .minutes(1441))), "the bake is no time of 0 to 1440 minutes"),
        (.codeDeploy(.init(bake: .minutes(2881))), "the old version stays warm for 0 to 2880 minutes"),
    ])
    func `what AWS would refuse is refused here`(deployment: ServiceDeployment, message: String) throws {
        let sample = Self.sample(deployment)
        let error = try #require(throws: StackError.self) { try sample.template(for: .development) }
        #expect(error.problems.map(\.message) == [message])
    }

    @Test func `with CodeDeploy the service has neither a circuit breaker nor alarms, and its group has all it needs`() throws {
        let template = try Self.sample(.codeDeploy()).template(for: .development)
        let service = try #require(template.resource("WebService"))
        #expect(service.properties["DeploymentController"] == ["Type": "CODE_DEPLOY"])
        #expect(service.properties["DeploymentConfiguration"] == nil)
        let group = try #require(template.resource("WebDeploymentGroup"))
        #expect(group.properties["DeploymentConfigName"] == "CodeDeployDefault.ECSCanary10Percent5Minutes")
        #expect(
            group.properties["LoadBalancerInfo"] == [
                "TargetGroupPairInfoList": [
                    [
                        "ProdTrafficRoute": ["ListenerArns": [.call(.ref("BalancerHTTPListener"))]],
                        "TargetGroups": [
                            ["Name": .call(.getAtt(resource: "WebBlueTargetGroup", attribute: "TargetGroupName"))],
                            ["Name": .call(.getAtt(resource: "WebGreenTargetGroup", attribute: "TargetGroupName"))],
                        ],
                    ]
                ]
            ])
        #expect(group.properties["AlarmConfiguration"]?["Alarms"]?.list?.count == 6)
    }

    @Test func `whoever reads secrets may read exactly those`() throws {
        let template = try Self.sample(.rolling()) { service in
            service.secrets = [
                "PASSWORD": SecretReference("arn:aws:secretsmanager:us-east-1:1:secret:db-a", field: "password"),
                "USER": SecretReference(
                    "arn:aws:secretsmanager:us-east-1:1:secret:db-a", field: "username", key: "arn:aws:kms:us-east-1:1:key/k"),
            ]
        }.template(for: .development)
        let container = template.resource("WebTask")?.properties["ContainerDefinitions"]?.list?.first
        #expect(
            container?["Secrets"] == [
                ["Name": "PASSWORD", "ValueFrom": "arn:aws:secretsmanager:us-east-1:1:secret:db-a:password::"],
                ["Name": "USER", "ValueFrom": "arn:aws:secretsmanager:us-east-1:1:secret:db-a:username::"],
            ])
        let policies = template.resource("WebExecutionRole")?.properties["Policies"]?.list
        let statements = policies?.first?["PolicyDocument"]?["Statement"]?.list ?? []
        #expect(
            statements.dropFirst() == [
                [
                    "Sid": "ReadSecrets", "Effect": "Allow", "Action": ["secretsmanager:GetSecretValue"],
                    "Resource": ["arn:aws:secretsmanager:us-east-1:1:secret:db-a"],
                ],
                [
                    "Sid": "OpenSecrets", "Effect": "Allow", "Action": ["kms:Decrypt"],
                    "Resource": ["arn:aws:kms:us-east-1:1:key/k"],
                ],
            ])
    }

    @Test func `a service that is scaled leaves its number of tasks alone`() throws {
        let fixed = try Self.sample(.rolling()).template(for: .development)
        #expect(fixed.resource("WebService")?.properties["DesiredCount"] == 2)
        let scaled = try Self.sample(.rolling()) { $0.scaling = ServiceScaling(2...5, memoryPercent: nil) }
            .template(for: .development)
        #expect(scaled.resource("WebService")?.properties["DesiredCount"] == nil)
        #expect(scaled.resources(ofType: "AWS::ApplicationAutoScaling::ScalingPolicy").map(\.logicalID) == ["WebCPUScaling"])
    }

    @Test func `requests are followed where their metric is that of the service`() throws {
        let one = try Self.sample(.rolling()) { $0.scaling = ServiceScaling(2...5, requestsPerMinute: 300) }
            .template(for: .development)
        let policy = try #require(one.resource("WebRequestsScaling")?.properties)
        let label = "${BalancerLoadBalancer.LoadBalancerFullName}/${WebTargetGroup.TargetGroupFullName}"
        #expect(
            policy["TargetTrackingScalingPolicyConfiguration"] == [
                "PredefinedMetricSpecification": [
                    "PredefinedMetricType": "ALBRequestCountPerTarget", "ResourceLabel": .call(.sub(label, variables: [:])),
                ],
                "TargetValue": 300,
            ])
        let two = Self.sample(.codeDeploy()) { $0.scaling = ServiceScaling(2...5, requestsPerMinute: 300) }
        let error = try #require(throws: StackError.self) { try two.template(for: .development) }
        #expect(error.problems.map(\.message) == ["this service can't follow 300.0 requests a minute"])
    }

    @Test func `a rule for all paths would leave the default nothing`() throws {
        let sample = Sample { stack in
            let network = stack.add("Network", Network(zones: 2))
            let balancer = stack.add("Balancer", LoadBalancer(in: network, testPort: TestPort(80)))
            let group = stack.add("Group", ElasticLoadBalancingV2.TargetGroup(vpcID: network.vpcID))
            stack.add("All", PathRule(["/*"], on: balancer, to: group, priority: 0))
        }
        let error = try #require(throws: StackError.self) { try sample.template(for: .development) }
        #expect(
            error.problems.map(\.message) == [
                "80 can't be the port of testers",
                "the pattern /* takes every request, and leaves the listener's default without any",
                "0 is no priority of a rule",
            ])
    }
}
