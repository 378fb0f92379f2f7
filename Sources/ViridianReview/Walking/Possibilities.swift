import ViridianTemplate

/// What a value can be: both branches of `Fn::If`, a parameter's default, an entry of a mapping.
struct Possibility {
    let spot: Spot
    let scenario: Scenario
    /// The parameter whose default it is.
    var parameter: String?

    /// `AWS::NoValue`: as if nothing were written.
    var isNothing: Bool { spot.node.function == .ref("AWS::NoValue") }
}

extension Subject {
    /// The branches of a value, without those that would need conditions which exclude each other. Functions other than
    /// `Fn::If` are left as they are.
    func branches(of spot: Spot, in scenario: Scenario? = nil) -> [Possibility] {
        let scenario = scenario ?? self.scenario(around: spot)
        guard case .if(let condition, let then, let otherwise)? = spot.node.function else {
            return [Possibility(spot: spot, scenario: scenario)]
        }
        let ways = [(then, true, "1"), (otherwise, false, "2")]
        return ways.flatMap { branch, value, index -> [Possibility] in
            guard let next = scenario.assuming(condition, value), next.isCertainlyPossible(in: self) else { return [] }
            return branches(of: spot.replaced(by: branch, "Fn::If", index), in: next)
        }
    }

    /// The branches of a value, with parameters replaced by their defaults and mappings by their entries where these are known.
    func values(of spot: Spot, in scenario: Scenario? = nil) -> [Possibility] {
        branches(of: spot, in: scenario).flatMap { branch -> [Possibility] in
            switch branch.spot.node.function {
            case .ref(let name)?:
                guard let value = parameters[name]?["Default"] else { return [branch] }
                return [
                    Possibility(
                        spot: branch.spot.replaced(by: Node(value.value, at: branch.spot.node.source)), scenario: branch.scenario,
                        parameter: name)
                ]
            case .findInMap(let map, let top, let second, _)?:
                guard let entry = entry(map, top, second) else { return [branch] }
                return [
                    Possibility(
                        spot: branch.spot.replaced(by: Node(entry.value, at: branch.spot.node.source)), scenario: branch.scenario)
                ]
            default: return [branch]
            }
        }
    }

    /// The elements of a list that may be made of branches.
    func elements(of spot: Spot, in scenario: Scenario? = nil) -> [Possibility] {
        branches(of: spot, in: scenario).flatMap { list in
            list.spot.elements.flatMap { branches(of: $0, in: list.scenario) }
        }.filter { !$0.isNothing }
    }

    /// A value that may be written alone or as a list of one.
    func oneOrMany(_ spot: Spot, in scenario: Scenario? = nil) -> [Possibility] {
        branches(of: spot, in: scenario).flatMap { branch in
            branch.spot.node.list == nil ? [branch] : elements(of: branch.spot, in: branch.scenario)
        }.filter { !$0.isNothing }
    }

    private func entry(_ map: Node, _ top: Node, _ second: Node) -> Node? {
        func text(_ node: Node) -> String? {
            if case .ref(let name)? = node.function { return parameters[name]?["Default"]?.text }
            return node.text
        }
        guard let map = text(map), let top = text(top), let second = text(second) else { return nil }
        return mappings[map]?[top]?[second]
    }
}

extension Node {
    /// The text of a scalar, as CloudFormation passes it on.
    var text: String? {
        switch value {
        case .string(let text): text
        case .number(let number): number.text
        case .bool(let bool): bool ? "true" : "false"
        default: nil
        }
    }
}
