import ViridianTemplate

extension Subject {
    /// The changes that take a resource out. Whoever waits for it waits for the other then; none where anything refers to it.
    func removing(_ resource: Spot, for other: String? = nil) -> [Change] {
        let name = resource.key
        let everywhere = resourceList.map(spot) + ["Conditions", "Outputs", "Rules"].flatMap(section)
        guard resourceList.count > 1, !everywhere.contains(where: { $0.key != name && names(in: $0).contains(name) }) else {
            return []
        }
        var changes: [Change] = []
        for waiting in resourceList where waiting.dependsOn.contains(name) {
            guard let other, waiting.logicalID != other, let written = spot(waiting)["DependsOn"],
                !waiting.dependsOn.contains(other)
            else { return [] }
            let place = written.elements.first { $0.node.string == name } ?? written
            changes.append(.replace(place.path, with: Node(.string(other))))
        }
        return changes + [.remove(resource.path)]
    }

    /// The changes that let answers through an ACL: an entry of its own behind the one that lets the requests through.
    func opening(
        _ acl: Spot, for way: NetworkACLEntry, answers egress: Bool, among entries: [NetworkACLEntry]
    ) -> [Change] {
        let own = entries.filter { $0.isEgress == egress }
        let refusals = own.filter { !$0.isAllow }.map(\.number)
        let number = stride(from: 100, to: 32766, by: 10).first { number in !own.contains { $0.number == number } }
        let name = acl.key + (egress ? "Outbound" : "Inbound") + "Answers"
        guard let number, number < refusals.min() ?? 32767, !logicalIDs.contains(name),
            let reference = way.spot["Properties"]?["NetworkAclId"]?.node
        else { return [] }
        let entry: Node = [
            "Type": "AWS::EC2::NetworkAclEntry",
            "Properties": [
                "NetworkAclId": reference, "Egress": Node(.bool(egress)), "RuleNumber": Node(.number(Number(number))),
                "Protocol": 6, "RuleAction": "allow", "CidrBlock": "0.0.0.0/0", "PortRange": ["From": 1024, "To": 65535],
            ],
        ]
        return [.insert(Field(name, entry), into: ["Resources"], after: way.spot.key)]
    }
}
