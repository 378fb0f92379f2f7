import Testing
import Viridian

@Suite struct StackTests {
    /// The problems of a stack, their lines counted from that of the call.
    private func problems(_ first: Int = #line, _ body: @escaping @Sendable (inout Stack) -> Void) -> [String] {
        do {
            _ = try Sketch(body: body).template()
            return []
        } catch let error as StackError {
            return error.problems.map { "\($0.place.file) +\($0.place.start.line - first): \($0.message)" }
        } catch {
            return ["\(error)"]
        }
    }

    private let file = #fileID

    @Test func `two resources can't have one name`() {
        let problems = problems { stack in
            stack.add("Logs", Logs.LogGroup(retentionInDays: 7))
            stack.add("Logs", Logs.LogGroup(retentionInDays: 30))
        }
        #expect(problems.count == 1)
        #expect(problems[0].hasPrefix("\(file) +2: \"Logs\" is added twice, first at \(file):"), "\(problems)")
    }

    @Test func `a name is letters and digits`() {
        let problems = problems { stack in
            stack.add("web-logs", Logs.LogGroup(retentionInDays: 7))
        }
        #expect(problems == ["\(file) +1: \"web-logs\" can't be a name in a template: use letters and digits only"])
    }

    @Test func `a handle of another stack is told where it is used`() {
        let problems = problems { stack in
            var other = Stack("Other", description: "Other", environment: Environment(name: "test", stage: .development))
            let cluster = other.add("Cluster", ECS.Cluster())
            stack.add("Service", ECS.Service(cluster: cluster.arn))
            stack.output("Name", "cluster \(cluster.ref)")
        }
        #expect(
            problems == [
                "\(file) +3: Service refers to Cluster, which is not in the stack Sketch; add it there",
                "\(file) +4: Name refers to Cluster, which is not in the stack Sketch; add it there",
            ])
    }

    @Test func `all mistakes are told at once, at the line of the construct`() {
        let problems = problems { stack in
            let network = stack.add("Network", Network(zones: 1))
            let cluster = stack.add("Cluster", ECS.Cluster())
            let balancer = stack.add("Balancer", LoadBalancer(in: network))
            stack.add(
                "Web",
                BlueGreenService(
                    blue: "shop@sha256:01", green: "shop@sha256:01", port: 70_000, healthPath: "health", size: .halfCPU(.gib1),
                    on: cluster, behind: balancer, release: .steps([50, 10], bake: .zero),
                    healthCheck: HealthCheck(interval: .seconds(5), timeout: .seconds(5))))
        }
        #expect(
            problems == [
                "\(file) +3: a load balancer needs subnets in at least 2 zones",
                "\(file) +4: a release's steps rise from at least 1 to 100 percent; these are [50, 10]",
                "\(file) +4: a health check's timeout is less than its interval",
                "\(file) +4: a container's port is 1 to 65535, not 70000",
                "\(file) +4: a health path begins with /, unlike \"health\"",
            ])
    }

    @Test func `a second service behind one balancer is told that the listener is taken`() {
        let problems = problems { stack in
            let network = stack.add("Network", Network(zones: 2))
            let cluster = stack.add("Cluster", ECS.Cluster())
            let balancer = stack.add("Balancer", LoadBalancer(in: network))
            for name in ["Web", "Api"] {
                stack.add(
                    name,
                    BlueGreenService(
                        blue: "shop@sha256:01", green: "shop@sha256:01", port: 80, healthPath: "/", size: .halfCPU(.gib1),
                        on: cluster, behind: balancer, release: .steps([100], bake: .zero), parameterPrefix: name))
            }
        }
        #expect(problems.count == 1)
        #expect(problems.first?.contains("\"BalancerListener\" is added twice") == true, "\(problems)")
    }

    @Test func `an environment's name fits into names of load balancers`() {
        for name in ["", "Dev", "9lives", "with space", "much-too-long-for-this"] {
            let stack = Stack("Shop", description: "Shop", environment: Environment(name: name, stage: .staging))
            #expect(
                stack.problems.map(\.message) == [
                    "environment \"\(name)\": a name is 1 to 12 of a-z, 0-9 and -, and begins with a letter"
                ])
        }
    }

    @Test func `interpolated text becomes a substitution where it must`() throws {
        let template = try Sketch { stack in
            let cluster = stack.add("Cluster", ECS.Cluster())
            let size: Input<Int> = stack.parameter("Size", type: "Number", default: 3, description: "How many.")
            let list = Input<String>(node: .call(.join(delimiter: ",", ["a", "b"])))
            stack.output("Plain", "no \("handles") here, but ${Cluster} in text")
            stack.output("Names", "\(cluster.ref) and \(cluster.arn) of \(size), not ${Cluster}")
            stack.output("Nested", "<\("name-\(stack.suffix)" as Input<String>)>")
            stack.output("Variable", "items \(list)")
        }.template()
        func value(_ id: String) -> Node? { template.outputs.first { $0.key == id }?.node["Value"] }
        #expect(value("Plain") == "no handles here, but ${Cluster} in text")
        #expect(value("Names") == .call(.sub("${Cluster} and ${Cluster.Arn} of ${Size}, not ${!Cluster}", variables: [:])))
        #expect(value("Nested") == .call(.sub("<name-${EnvironmentSuffix}>", variables: [:])))
        #expect(
            value("Variable")
                == .call(.sub("items ${Value1}", variables: ["Value1": .call(.join(delimiter: ",", ["a", "b"]))])))
    }

    @Test func `every node of a stack stands at its line of Swift`() throws {
        let line = #line + 2
        let template = try Sketch { stack in
            stack.add("Logs", Logs.LogGroup(logGroupName: "/shop", retentionInDays: 7))
        }.template()
        let logs = try #require(template.resource("Logs"))
        for source in [logs.source, logs.logicalIDSource, logs.properties["RetentionInDays"]?.source] {
            #expect(source?.file == file)
            #expect(source?.start == SourcePosition(line: line, column: 1))
        }
    }

    @Test func `any type of CloudFormation's can be added by its name`() throws {
        let template = try Sketch { stack in
            let topic = stack.add("Topic", GenericResource("AWS::SNS::Topic", properties: ["DisplayName": "Alarms"]))
            stack.output("Name", topic.attribute("TopicName") as Input<String>)
        }.template()
        #expect(template.resource("Topic")?.body == ["Type": "AWS::SNS::Topic", "Properties": ["DisplayName": "Alarms"]])
    }
}
