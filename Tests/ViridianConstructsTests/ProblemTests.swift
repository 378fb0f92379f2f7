import Testing
import Viridian
import ViridianTemplate

@Suite struct ProblemTests {
    /// The problems of a stack, each as text without its place, and the lines relative to the call.
    private func problems(line: Int = #line, _ build: @escaping @Sendable (inout Stack) -> Void) throws -> [String] {
        let error = try #require(throws: StackError.self) { try Sample(build).template(for: .development) }
        return error.problems.map { problem in
            #expect(problem.place?.file == "ViridianConstructsTests/ProblemTests.swift")
            return "+\((problem.place?.line ?? 0) - line) \(problem.message)"
        }
    }

    @Test func `a name that is taken is said with both places`() throws {
        let line = #line
        let sample = Sample { stack in
            stack.add("Shop", ECS.Cluster())
            stack.add("Shop", Logs.LogGroup())
        }
        let error = try #require(throws: StackError.self) { try sample.template(for: .development) }
        #expect(
            error.description
                == """
                ViridianConstructsTests/ProblemTests.swift:\(line + 3): the name "Shop" is taken since \
                ViridianConstructsTests/ProblemTests.swift:\(line + 2). Give one of the two another name.
                """)
    }

    @Test func `all problems are thrown at once`() throws {
        let found = try problems { stack in
            stack.add("Web-1", ECS.Cluster())
            stack.parameter("Size", default: 5, .range(6...7))
            stack.output("No name", AWS.region)
        }
        #expect(
            found == [
                "+1 \"Web-1\" can't be the name of a resource or parameter",
                "+2 the parameter \"Size\" refuses the default \"5\": allowed are 6 to 7",
                "+3 \"No name\" can't be the name of an output",
            ])
    }

    @Test func `a name that can't be gets a suggestion`() throws {
        let error = try #require(throws: StackError.self) {
            try Sample { $0.add("my web-1", ECS.Cluster()) }.template(for: .development)
        }
        #expect(error.problems.map(\.advice) == ["Names have 1 to 255 letters and digits of ASCII, such as \"MyWeb1\"."])
    }

    @Test func `two constructs of one name are one problem`() throws {
        let line = #line
        let found = try problems { stack in
            stack.add("Network", Network(zones: 2))
            stack.add("Network", Network(zones: 3))
        }
        #expect(
            found == [
                "+2 the name \"Network\" is taken since ViridianConstructsTests/ProblemTests.swift:\(line + 2)"
            ])
    }

    @Test func `a resource can't take a construct's names`() throws {
        let line = #line
        let found = try problems { stack in
            stack.add("NetworkVPC", ECS.Cluster())
            stack.add("Network", Network(zones: 2))
        }
        #expect(
            found == ["+2 the name \"NetworkVPC\" is taken since ViridianConstructsTests/ProblemTests.swift:\(line + 2)"])
    }

    @Test func `a handle of another stack is refused where it is used`() throws {
        let found = try problems { stack in
            var other = Stack("Other", in: .development)
            let cluster = other.add("Cluster", ECS.Cluster())
            stack.add("Cluster", ECS.Cluster())
            stack.add("Service", ECS.Service(cluster: cluster.arn, taskDefinition: nil), dependsOn: [cluster])
        }
        #expect(found == ["+4 \"Service\" points at \"Cluster\", which is in the stack Other"])
    }

    @Test func `a handle of a resource that was refused points at nothing`() throws {
        let found = try problems { stack in
            let cluster = stack.add("My Cluster", ECS.Cluster())
            stack.add("Service", ECS.Service(cluster: cluster.arn))
        }
        #expect(
            found == [
                "+1 \"My Cluster\" can't be the name of a resource or parameter",
                "+2 \"Service\" points at \"My Cluster\", which was not added to the stack",
            ])
    }

    @Test func `the environment's suffix is the stack's own`() throws {
        let found = try problems { $0.parameter("EnvironmentSuffix", default: "dev") }
        #expect(found == ["+0 every stack has the parameter \"EnvironmentSuffix\" already"])
    }

    @Test func `a template with too many resources is refused`() throws {
        let found = try problems { stack in
            for index in 1...501 { stack.add("Cluster\(index)", ECS.Cluster()) }
        }
        #expect(found == ["+1 the stack Sample has 501 resources; a template holds 500"])
    }

    @Test func `names of environments are suffixes`() throws {
        for name in ["", "-dev", "dev-", "Dev", "dev_1", "düsseldorf", "a-name-of-more-than-20"] {
            #expect(throws: StackError.self) { try Environment(name: name, stage: .development) }
        }
        #expect(try Environment(name: "team-a", stage: .staging).name == "team-a")
    }
}
