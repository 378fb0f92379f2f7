import Testing
import Viridian
import ViridianReview
import ViridianTemplate

@testable import ViridianResources

/// A network that somebody else uses, with a parameter of its own.
private struct Ground: Construct {
    func define(in stack: inout Stack) -> (vpc: Handle<EC2.VPC>, door: Handle<EC2.VPCGatewayAttachment>) {
        let block = stack.parameter("Block", default: "10.0.0.0/16", purpose: "The addresses.")
        let vpc = stack.add("VPC", EC2.VPC(cidrBlock: block.value))
        let gateway = stack.add("Gateway", EC2.InternetGateway())
        let door = stack.add("Door", EC2.VPCGatewayAttachment(internetGatewayID: gateway.id, vpcID: vpc.id))
        stack.output("Network", vpc.id, purpose: "The network.")
        return (vpc, door)
    }
}

private struct House: Construct {
    var vpc: Handle<EC2.VPC>
    var door: Handle<EC2.VPCGatewayAttachment>
    var name: Parameter<String>

    func define(in stack: inout Stack) -> Handle<EC2.SecurityGroup> {
        stack.add(
            "Walls",
            EC2.SecurityGroup(
                groupDescription: "Walls of \(name)",
                securityGroupIngress: [
                    .init(cidrIP: vpc.cidrBlock, description: "From \(vpc) to ${x}", fromPort: 1, ipProtocol: .tcp, toPort: 2)
                ], vpcID: vpc.id),
            dependsOn: [door])
    }
}

@Suite struct NestedTests {
    private static let town = Sample { stack in
        let name = stack.parameter("Name", of: String.self, purpose: "The street.")
        let ground = stack.add("Ground", Nested(Ground()), purpose: "What others stand on.")
        let walls = stack.add("House", Nested(House(vpc: ground.vpc, door: ground.door, name: name)), purpose: "A house.")
        stack.output("Walls", walls.id, purpose: "The walls.")
        stack.output("Text", "\(walls) in \(ground.vpc.cidrBlock)" as Input<String>, purpose: "Both.")
    }

    @Test func `what one stack uses of another goes by outputs, parameters and values`() throws {
        let stack = try Self.town.synthesized(for: .development)
        try Snapshot.expect(stack.templates.map { $0.write(as: .yaml) }.joined(separator: "---\n"), toMatch: "nested-family.yaml")
    }

    @Test func `all of it resolves, and the review finds nothing`() throws {
        let stack = try Self.town.synthesized(for: .development)
        #expect(stack.templates.map(\.name) == ["Sample", "SampleGround", "SampleHouse"])
        #expect(stack.templates.flatMap { Review().run($0) } == [])
        let values = ["AssetBucket": "assets", "Name": "a", "GroundNetwork": "vpc-1", "GroundVPCCidrBlock": "10.0.0.0/16"]
        for template in stack.templates {
            let declared = template.parameters.map(\.key)
            _ = try template.resolved(values.filter { declared.contains($0.key) })
        }
    }

    @Test func `the same stacks are the same bytes`() throws {
        #expect(try Self.town.synthesized(for: .development) == Self.town.synthesized(for: .development))
    }

    @Test func `what can't be linked is said where it was added`() throws {
        struct Asker: Construct {
            var type: String
            func define(in stack: inout Stack) {
                stack.parameter("Size", default: type, purpose: "A size.")
                stack.add("Cluster", ECS.Cluster())
            }
        }
        struct Deep: Construct {
            func define(in stack: inout Stack) { stack.add("Inner", Nested(Asker(type: "a")), purpose: "Too deep.") }
        }
        struct Chooser: Construct {
            var condition: Condition
            func define(in stack: inout Stack) { _ = stack.when(condition) { $0.add("Cluster", ECS.Cluster()) } }
        }
        let line = #line
        let samples = [
            Sample { stack in
                stack.add("First", Nested(Asker(type: "a")), purpose: "One.")
                stack.add("Second", Nested(Asker(type: "b")), purpose: "Two.")
            },
            Sample { $0.add("Outer", Nested(Deep()), purpose: "Deep.") },
            Sample { stack in
                let size = stack.parameter("Size", default: "a", purpose: "A size.")
                let isLarge = stack.condition("IsLarge", .equals(size.value, "b"))
                stack.add("Inner", Nested(Chooser(condition: isLarge)), purpose: "Conditional.")
            },
        ]
        let problems = samples.flatMap { sample -> [StackProblem] in
            do {
                _ = try sample.synthesized(for: .development)
                return []
            } catch {
                return (error as? StackError)?.problems ?? []
            }
        }
        #expect(
            problems.map { "+\(($0.place?.line ?? 0) - line) \($0.message)" } == [
                "+4 the parameter \"Size\" of the nested stack \"Second\" is another elsewhere",
                "+6 \"Inner\" would be a stack inside one that is inside another",
                "+10 \"Cluster\" points at \"IsLarge\", which is in the stack Sample",
            ])
    }

    @Test func `a service can't be put behind a listener of another stack`() throws {
        let sample = Sample { stack in
            let network = stack.add("Network", Network(zones: 2))
            let cluster = stack.add("Cluster", ECS.Cluster())
            let balancer = stack.add("Balancer", Nested(LoadBalancer(in: network)), purpose: "Takes requests.")
            stack.add(
                "Web",
                BlueGreenService(
                    blue: "acme/web@sha256:1", green: "acme/web@sha256:1", port: 80, healthPath: "/", size: .quarterCPU(.mib512),
                    on: cluster, behind: balancer, release: .allAtOnce()))
        }
        let error = try #require(throws: StackError.self) { try sample.synthesized(for: .development) }
        #expect(
            error.problems.map(\.message) == [
                "the listener \"HTTPListener\" is in another stack, and can't be given targets here"
            ])
    }
}
