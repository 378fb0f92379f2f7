import Testing
import Viridian
import ViridianTemplate

@Suite struct InterpolationTests {
    private func node(_ make: (inout Stack) -> Input<String>) -> Node {
        var stack = Stack("Sample", in: .development)
        return make(&stack).lowered.node
    }

    @Test func `text without variables stays text`() {
        #expect(node { _ in "orders-\(5)-\("eu")" } == "orders-5-eu")
        #expect(node { _ in "" } == "")
        #expect(node { _ in "costs ${5}" } == "costs ${5}")
    }

    @Test func `a variable alone is itself`() {
        #expect(node { _ in "\(AWS.region)" } == .call(.ref("AWS::Region")))
    }

    @Test func `handles, attributes and parameters become variables`() {
        let node = node { stack in
            let cluster = stack.add("Cluster", ECS.Cluster())
            let team = stack.parameter("Team", default: "shop")
            return "arn:\(AWS.partition):x/\(cluster)/\(cluster.arn)/\(team)"
        }
        #expect(node == .call(.sub("arn:${AWS::Partition}:x/${Cluster}/${Cluster.Arn}/${Team}", variables: [:])))
    }

    @Test func `text that looks like a variable is escaped`() {
        #expect(node { _ in "${Cluster} in \(AWS.region)" } == .call(.sub("${!Cluster} in ${AWS::Region}", variables: [:])))
        #expect(node { _ in "$\("{A}") in \(AWS.region)" } == .call(.sub("${!A} in ${AWS::Region}", variables: [:])))
    }

    @Test func `interpolated text inside text is one text`() {
        let inner: Input<String> = "a-\(AWS.region)"
        #expect(node { _ in "\(inner)-\(AWS.accountID)" } == .call(.sub("a-${AWS::Region}-${AWS::AccountId}", variables: [:])))
    }

    @Test func `a function without a short way becomes a named variable, once`() {
        let zone = Input<String>.select(0, from: AWS.availabilityZones)
        let select = Intrinsic.select(index: 0, .call(.getAZs("")))
        #expect(
            node { _ in "\(zone) is \(zone)" }
                == .call(.sub("${Variable1} is ${Variable1}", variables: ["Variable1": .call(select)])))
    }

    @Test func `interpolated text remembers what it points at`() throws {
        var other = Stack("Other", in: .development)
        let cluster = other.add("Cluster", ECS.Cluster())
        var stack = Stack("Sample", in: .development)
        stack.output("Name", "the cluster \(cluster)" as Input<String>)
        let error = try #require(throws: StackError.self) { try stack.template() }
        #expect(error.problems.map(\.code) == [.foreignReference])
    }
}
