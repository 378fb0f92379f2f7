import Testing
import Viridian
import ViridianTemplate

@Suite struct ConditionTests {
    @Test func `what is known only to AWS is a condition, a mapping or a parameter`() throws {
        let template = try Sample { stack in
            let size = stack.parameter("Size", default: "small", .oneOf("small", "large"))
            stack.ssmParameter(
                "Image", name: "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id",
                type: "AWS::EC2::Image::Id", purpose: "The image of instances.")
            let days = stack.mapping("Days", ["small": ["logs": "7"], "large": ["logs": "30"]])
            let isLarge = stack.condition("IsLarge", .equals(size.value, "large"))
            stack.condition("IsSmall", .not(.is(isLarge)))
            let isHome = stack.condition("IsHome", .any([.equals(AWS.region, "us-east-1"), .equals(AWS.region, "eu-west-1")]))
            stack.when(isLarge) { stack in
                stack.add("Cluster", ECS.Cluster())
                stack.when(isHome) { stack in
                    stack.add("Wait", GenericResource("AWS::CloudFormation::WaitConditionHandle"))
                }
                stack.output("Region", AWS.region)
            }
            var name = Logs.LogGroup(kmsKeyID: .if(isLarge, then: "arn:aws:kms:us-east-1:1:key/a", else: .noValue))
            name.properties.set("RetentionInDays", days.find(size.value, "logs", as: Int.self))
            stack.add("Logs", name)
        }.template(for: .development)
        try Snapshot.expect(template.write(as: .yaml), toMatch: "conditions.yaml")
    }

    @Test func `what a condition and a table can't be is said with its place`() throws {
        let line = #line
        let sample = Sample { stack in
            stack.condition("One", .all([.equals(AWS.region, "a")]))
            stack.mapping("Table", ["a b": ["c": "d"]])
            stack.ssmParameter("Image", name: "what is this")
            var other = Stack("Other", in: .development)
            let theirs = other.condition("Theirs", .equals(AWS.region, "a"))
            stack.add("Logs", Logs.LogGroup(kmsKeyID: .if(theirs, then: "a", else: "b")))
            stack.mapping("One", [:])
        }
        let error = try #require(throws: StackError.self) { try sample.template(for: .development) }
        #expect(
            error.problems.map { "+\(($0.place?.line ?? 0) - line) \($0.message)" } == [
                "+2 the condition \"One\" joins 1 tests; CloudFormation joins 2 to 10",
                "+3 \"a b\" can't be a key of the mapping \"Table\"",
                "+4 \"what is this\" is no name of a parameter in Systems Manager",
                "+8 the name \"One\" is taken since ViridianConstructsTests/ConditionTests.swift:\(line + 2)",
                "+7 \"Logs\" points at \"Theirs\", which is in the stack Other",
            ])
    }
}
