import Testing
import Viridian
import ViridianTemplate

@Suite struct NetworkGuardTests {
    /// The rules of a list in one direction, in their order: `allow 443-443 0.0.0.0/0`.
    private func rules(_ template: Template, _ list: String, isEgress: Bool) -> [String] {
        let entries = template.resources(ofType: "AWS::EC2::NetworkAclEntry").map(\.properties).filter {
            $0["NetworkAclId"] == .call(.ref(list)) && $0["Egress"] == Node(.bool(isEgress))
        }
        return entries.sorted { ($0["RuleNumber"]?.int ?? 0) < ($1["RuleNumber"]?.int ?? 0) }.map { entry in
            let range = entry["PortRange"].map { "\($0["From"]?.int ?? -1)-\($0["To"]?.int ?? -1)" } ?? "all"
            return "\(entry["RuleAction"]?.string ?? "") \(range) \(entry["CidrBlock"]?.string ?? "")"
        }
    }

    @Test func `answers come back, and all else is denied by a rule that a reader sees`() throws {
        let template = try Sample { stack in
            let network = stack.add("Network", Network(zones: 2, isolated: true))
            stack.add("Guard", NetworkGuard(network, ports: [80, 8080]))
        }.template(for: .development)
        let inside = "allow 0-65535 10.0.0.0/16"
        let (answers, deny) = ("allow 1024-65535 0.0.0.0/0", "deny all 0.0.0.0/0")
        let out = ["allow 80-80 0.0.0.0/0", "allow 443-443 0.0.0.0/0"]
        #expect(
            rules(template, "GuardPublicList", isEgress: false) == [
                inside, "allow 80-80 0.0.0.0/0", "allow 8080-8080 0.0.0.0/0", answers, deny,
            ])
        #expect(rules(template, "GuardPublicList", isEgress: true) == [inside] + out + [answers, deny])
        #expect(rules(template, "GuardPrivateList", isEgress: false) == [inside, answers, deny])
        #expect(rules(template, "GuardPrivateList", isEgress: true) == [inside] + out + [answers, deny])
        #expect(rules(template, "GuardIsolatedList", isEgress: false) == [inside, deny])
        #expect(rules(template, "GuardIsolatedList", isEgress: true) == [inside, deny])
        let numbers = template.resources(ofType: "AWS::EC2::NetworkAclEntry").compactMap { $0.properties["RuleNumber"]?.int }
        #expect(numbers.allSatisfy { (1...32766).contains($0) })
        #expect(template.resources(ofType: "AWS::EC2::SubnetNetworkAclAssociation").count == 6)
    }

    @Test func `ports that are none are refused`() throws {
        let sample = Sample { stack in
            let network = stack.add("Network", Network(zones: 2))
            stack.add("Guard", NetworkGuard(network, ports: [0]))
        }
        let error = try #require(throws: StackError.self) { try sample.template(for: .development) }
        #expect(error.problems.map(\.message) == ["[0] can't be the ports of a network"])
    }
}
