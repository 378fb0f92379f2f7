import Testing
import Viridian
import ViridianReview
import ViridianTemplate

private struct Inner: StackDefinition {
    var purpose: String { "The network of everything." }

    func define(in stack: inout Stack) {
        let block = stack.parameter("Block", of: String.self)
        let vpc = stack.add("VPC", EC2.VPC(cidrBlock: block.value))
        stack.output("VPC", vpc.id)
    }
}

private struct Outer: StackDefinition {
    func define(in stack: inout Stack) {
        let network = stack.add("Network", NestedStack(Inner(), parameters: ["Block": "10.0.0.0/16"]))
        let group = stack.add("Group", EC2.SecurityGroup(groupDescription: "Web", vpcID: network.output("VPC")))
        stack.output("Group", group.groupID)
        let code = Asset(zipping: ["bootstrap": [1, 2, 3]])
        stack.add(code)
        let role = stack.add("Role", IAM.Role(assumeRolePolicyDocument: .trust(.lambda)))
        stack.add("Shift", Lambda.Function(code: .asset(code), handler: "any", role: role.arn, runtime: .providedAL2023))
        stack.add(
            "Start", Lambda.Function.python("def handler(event, context):\n    return event\n", role: role.arn),
            dependsOn: [network])
    }
}

@Suite struct NestedStackTests {
    @Test func `a nested stack and the code of a function are assets named after their content`() throws {
        let stack = try Outer().synthesized(for: .development)
        try Snapshot.expect(stack.template.write(as: .yaml), toMatch: "nested.yaml")
        let inner = try #require(stack.assets.compactMap(\.template).first)
        try Snapshot.expect(inner.write(as: .yaml), toMatch: "nested-network.yaml")
        #expect(stack.assets.map { $0.template == nil } == [false, true])
    }

    @Test func `both templates resolve, and the review finds nothing in them`() throws {
        let stack = try Outer().synthesized(for: .development)
        #expect(stack.templates.map(\.name) == ["Outer", "OuterNetwork"])
        #expect(stack.templates.flatMap { Review().run($0) } == [])
        let values = ["AssetBucket": "assets", "AssetRegion": "eu-west-1"]
        let url = try stack.template.resolved(values).resource("Network")?.properties["TemplateURL"]?.string
        let key = try #require(stack.assets.first?.key)
        #expect(url == "https://assets.s3.eu-west-1.amazonaws.com/\(key)")
    }

    @Test func `what is wrong inside and between stacks is said at once`() throws {
        let line = #line
        let sample = Sample { stack in
            stack.add("First", NestedStack(Inner()))
            let second = stack.add("Second", NestedStack(Inner(), parameters: ["Block": "10.0.0.0/16", "Zones": "3"]))
            stack.add("Group", EC2.SecurityGroup(groupDescription: "Web", vpcID: second.output("Subnet")))
            stack.add(
                "Third",
                NestedStack(
                    Sample { $0.add("A-B", ECS.Cluster()) }))
        }
        let error = try #require(throws: StackError.self) { try sample.template(for: .development) }
        #expect(
            error.problems.map { "+\(($0.place?.line ?? 0) - line) \($0.message)" } == [
                "+2 the nested stack \"First\" lacks a value for its parameter \"Block\"",
                "+3 the nested stack \"Second\" has no parameter \"Zones\"",
                "+8 \"A-B\" can't be the name of a resource or parameter",
                "+4 \"Group\" points at \"Second.Outputs.Subnet\", which was not added to the stack",
            ])
    }
}
