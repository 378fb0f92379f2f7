import ViridianTemplate

/// Reading what lies deep in a resource. A path names keys with dots between: `DeploymentConfiguration.Alarms.Rollback`.
extension Subject {
    /// What can stand at a path: every branch, with defaults put in; nothing where it is absent.
    func values(_ path: String, in spot: Spot?) -> [Possibility] {
        guard let spot else { return [] }
        let keys = path.split(separator: ".").map(String.init)
        var level = branches(of: spot)
        for (index, key) in keys.enumerated() {
            level = level.flatMap { parent -> [Possibility] in
                guard let field = parent.spot[key] else { return [] }
                return index == keys.count - 1
                    ? values(of: field, in: parent.scenario) : branches(of: field, in: parent.scenario)
            }.filter { !$0.isNothing }
        }
        return level
    }

    /// Whether certainly nothing stands at a path, whatever the conditions are.
    func lacks(_ path: String, in spot: Spot?) -> Bool {
        guard let spot else { return true }
        return lacks(path.split(separator: ".").map(String.init)[...], branches(of: spot))
    }

    private func lacks(_ keys: ArraySlice<String>, _ spots: [Possibility]) -> Bool {
        guard let key = keys.first else { return spots.allSatisfy(\.isNothing) }
        return spots.allSatisfy { possibility in
            if possibility.isNothing { return true }
            guard let object = possibility.spot.node.object, !object.keys.contains(where: { $0.hasPrefix("Fn::") })
            else { return false }
            guard let field = possibility.spot[key] else { return true }
            return lacks(keys.dropFirst(), branches(of: field, in: possibility.scenario))
        }
    }

    /// The text at a path where there is just one, known whatever the conditions are.
    func text(_ path: String, in spot: Spot?) -> String? {
        let texts = values(path, in: spot).map(\.spot.node.text)
        guard let first = texts.first, texts.allSatisfy({ $0 == first }) else { return nil }
        return first
    }

    /// The whole number at a path where there is just one.
    func number(_ path: String, in spot: Spot?) -> Int? { text(path, in: spot).flatMap { Int($0) } }

    /// The elements of a list at a path; none where there is no list, or where it is made by a function.
    func items(_ path: String, in spot: Spot?) -> [Possibility] {
        values(path, in: spot).flatMap { elements(of: $0.spot, in: $0.scenario) }
    }
}

extension Spot {
    /// The same spot, to be reported where its key stands.
    func problem(_ message: String, fix: String) -> Problem { Problem(message, at: keyPlace, fix: fix) }
}
