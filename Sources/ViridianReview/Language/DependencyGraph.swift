import ViridianTemplate

/// Which resource needs which other one first: by `Ref`, `Fn::GetAtt`, `Fn::Sub` or `DependsOn`.
struct DependencyGraph {
    private var edges: [String: [String]] = [:]
    private let names: [String]

    init(_ subject: Subject) {
        names = subject.resourceList.map(\.logicalID)
        // What the serverless macro makes of its resources depends otherwise.
        for resource in subject.resourceList where !resource.type.hasPrefix("AWS::Serverless::") {
            var found = resource.dependsOn
            // `Condition`, `Metadata` of others and the like make no dependency; what stands in the resource itself does.
            subject.spot(resource).node.forEach { found += $0.mentioned }
            edges[resource.logicalID] = found.filter { subject.resources[$0] != nil }
        }
    }

    /// For each resource in a circle the shortest way round, which begins and ends with it.
    func circles() -> [(name: String, way: [String])] {
        let unending = unending
        return names.filter(unending.contains).compactMap { name in way(from: name).map { (name, $0) } }
    }

    /// The resources that need one in a circle, or are in it: those that are left when what needs nothing more is taken away
    /// again and again. In a sound template none is.
    private var unending: Set<String> {
        var needs = edges.mapValues(\.count)
        var users: [String: [String]] = [:]
        for (name, others) in edges { for other in others { users[other, default: []].append(name) } }
        var ready = names.filter { needs[$0, default: 0] == 0 }
        var left = Set(names)
        while let name = ready.popLast() {
            left.remove(name)
            for user in users[name] ?? [] {
                needs[user, default: 0] -= 1
                if needs[user] == 0 { ready.append(user) }
            }
        }
        return left
    }

    private func way(from name: String) -> [String]? {
        var cameFrom: [String: String] = [:]
        var open = [name]
        while !open.isEmpty {
            var next: [String] = []
            for place in open {
                for other in edges[place] ?? [] {
                    if other == name { return Self.unwound(place, cameFrom, to: name) + [name] }
                    if cameFrom[other] == nil {
                        cameFrom[other] = place
                        next.append(other)
                    }
                }
            }
            open = next
        }
        return nil
    }

    private static func unwound(_ last: String, _ cameFrom: [String: String], to first: String) -> [String] {
        var way = [last]
        while let place = way.last, place != first, let previous = cameFrom[place] { way.append(previous) }
        return way.reversed()
    }
}
