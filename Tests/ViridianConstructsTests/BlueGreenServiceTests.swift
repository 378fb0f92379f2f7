import Testing
import Viridian
import ViridianTemplate

@Suite struct BlueGreenServiceTests {
    private let colours = ["Blue", "Green"]

    @Test func `the listener divides requests by the weights that are parameters`() throws {
        let template = try Sample.web().template(for: .development)
        let action = try #require(template.resource("BalancerHTTPListener")?.properties["DefaultActions"]?.list?.first)
        #expect(action["Type"] == "forward")
        #expect(
            action["ForwardConfig"]?["TargetGroups"] == [
                ["TargetGroupArn": .call(.ref("WebBlueTargetGroup")), "Weight": .call(.ref("BlueWeight"))],
                ["TargetGroupArn": .call(.ref("WebGreenTargetGroup")), "Weight": .call(.ref("GreenWeight"))],
            ])
    }

    @Test func `a path leads testers to each colour`() throws {
        let template = try Sample.web().template(for: .development)
        for (colour, priority) in zip(colours, [10, 20]) {
            let rule = try #require(template.resource("Web\(colour)TestRoute")?.properties)
            #expect(rule["Priority"]?.int == priority)
            #expect(
                rule["Conditions"]?.list?.first?["PathPatternConfig"]?["Values"]?.list?.map(\.string) == [
                    "/\(colour.lowercased())/*"
                ])
            let group = rule["Actions"]?.list?.first?["ForwardConfig"]?["TargetGroups"]?.list?.first?["TargetGroupArn"]
            #expect(group == .call(.ref("Web\(colour)TargetGroup")))
        }
    }

    @Test func `services wait for their listener and for a way to their images`() throws {
        let template = try Sample.web().template(for: .development)
        for colour in colours {
            let service = try #require(template.resource("Web\(colour)Service"))
            #expect(
                service.dependsOn == [
                    "BalancerHTTPListener", "NetworkPrivateInternetRoute1", "NetworkPrivateInternetRoute2", "NetworkS3Endpoint",
                ])
            #expect(
                service.properties["DeploymentConfiguration"] == [
                    "DeploymentCircuitBreaker": ["Enable": true, "Rollback": true], "MaximumPercent": 200,
                    "MinimumHealthyPercent": 100,
                ])
            #expect(service.properties["DesiredCount"] == .call(.ref("\(colour)Tasks")))
            #expect(service.properties["HealthCheckGracePeriodSeconds"] == 60)
        }
    }

    @Test func `health checks and draining are as given`() throws {
        let template = try Sample.web { service in
            service.healthCheck = HealthCheck(
                interval: .seconds(20), timeout: .seconds(3), healthyThreshold: 3, unhealthyThreshold: 4,
                deregistrationDelay: .minutes(1), grace: .minutes(2))
        }.template(for: .development)
        for colour in colours {
            let group = try #require(template.resource("Web\(colour)TargetGroup")?.properties)
            #expect(group["HealthCheckIntervalSeconds"] == 20)
            #expect(group["HealthCheckTimeoutSeconds"] == 3)
            #expect(group["HealthyThresholdCount"] == 3)
            #expect(group["UnhealthyThresholdCount"] == 4)
            #expect(group["TargetGroupAttributes"] == [["Key": "deregistration_delay.timeout_seconds", "Value": "60"]])
            #expect(template.resource("Web\(colour)Service")?.properties["HealthCheckGracePeriodSeconds"] == 120)
        }
    }

    @Test func `only the load balancer reaches the tasks`() throws {
        let group = try #require(Sample.web().template(for: .development).resource("WebSecurityGroup"))
        let ingress = try #require(group.properties["SecurityGroupIngress"]?.list)
        #expect(ingress.count == 1)
        #expect(
            ingress.first?["SourceSecurityGroupId"] == .call(.getAtt(resource: "BalancerSecurityGroup", attribute: "GroupId")))
        #expect(ingress.first?["FromPort"] == 8080)
        #expect(ingress.first?["ToPort"] == 8080)
    }

    @Test(arguments: [
        (Stage.development, 7, "Delete", 2), (.staging, 14, "Delete", 2), (.production, 90, "RetainExceptOnCreate", 3),
    ])
    func `the stage decides about logs and tasks`(stage: Stage, days: Int, policy: String, tasks: Int) throws {
        let template = try Sample.web().template(for: Environment(name: "test", stage: stage))
        let logs = try #require(template.resource("WebLogs"))
        #expect(logs.properties["RetentionInDays"]?.int == days)
        #expect(logs.body["DeletionPolicy"]?.string == policy)
        #expect(template.root["Parameters"]?["BlueTasks"]?["Default"]?.int == tasks)
        #expect(template.root["Parameters"]?["GreenTasks"]?["Default"] == 0)
    }

    @Test func `both colours carry the plan`() throws {
        let template = try Sample.web { service in
            service.release = .steps([10, 50, 100], hold: .milliseconds(1500), bake: .minutes(5))
            service.rehearsal = LocalRehearsal(command: ["python3", "-m", "http.server", "{port}"], environment: ["A": "1"])
        }.template(for: .development)
        for colour in colours {
            let metadata = try #require(template.resource("Web\(colour)Service")?.metadata)
            #expect(
                metadata["Viridian::Release"] == [
                    "Version": 1,
                    "Steps": [
                        ["Weight": 10, "HoldSeconds": Node(.number(Number(1.5)))],
                        ["Weight": 50, "HoldSeconds": Node(.number(Number(1.5)))], ["Weight": 100, "HoldSeconds": 0],
                    ],
                    "BakeSeconds": 300, "Headroom": 0, "MeasureSeconds": 10,
                ])
            #expect(
                metadata["Viridian::Rehearsal"]
                    == ["Command": ["python3", "-m", "http.server", "{port}"], "Environment": ["A": "1"]])
        }
    }

    @Test func `without a command there is nothing about a rehearsal`() throws {
        let template = try Sample.web().template(for: .development)
        #expect(template.resource("WebBlueService")?.metadata["Viridian::Rehearsal"] == nil)
    }

    @Test func `what can't be is said where the service was added`() throws {
        let error = try #require(throws: StackError.self) {
            try Sample.web { service in
                service.port = 0
                service.healthPath = "health"
                service.healthCheck = HealthCheck(interval: .seconds(5), timeout: .seconds(5))
                service.release = .steps([50, 10])
            }.template(for: .development)
        }
        #expect(
            error.problems.map(\.message) == [
                "0 is no port", "\"health\" is no path for health checks",
                "the health check's time-out is not less than its interval",
                "the release can't be: the last step gives 10 % and not 100 %",
                "the release can't be: the steps 50, 10 don't rise from at least 1 %",
            ])
        #expect(Set(error.problems.compactMap { $0.place?.description }).count == 1)
    }

    @Test func `two services behind one load balancer are a conflict`() throws {
        let error = try #require(throws: StackError.self) {
            try Sample { stack in
                let network = stack.add("Network", Network(zones: 2))
                let cluster = stack.add("Cluster", ECS.Cluster())
                let balancer = stack.add("Balancer", LoadBalancer(in: network))
                for name in ["Web", "Api"] {
                    stack.add(
                        name,
                        BlueGreenService(
                            blue: "a", green: "a", port: 80, healthPath: "/", size: .oneCPU(.gib2), on: cluster, behind: balancer,
                            release: .allAtOnce()))
                }
            }.template(for: .development)
        }
        #expect(error.problems.map(\.code) == [.conflict])
    }
}
