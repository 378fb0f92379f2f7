import ViridianTemplate

extension Subject {
    /// How many ways of one value are looked at.
    private static let waysMaximum = 16

    /// The ways in which a text that is put together can come out: `Fn::If` in the list of `Fn::Join`, or in the variables of
    /// `Fn::Sub`, by each of its branches. A variable that is a text takes its place in the text.
    func writtenOut(_ node: Node, in scenario: Scenario) -> [Node] {
        switch node.function {
        case .join(let delimiter, let list)?:
            guard let items = list.list else { return [node] }
            return ways(of: items, in: scenario).map { ways in
                Node(.function(.join(delimiter: delimiter, Node(.list(ways), at: list.source))), at: node.source)
            }
        case .sub(let text, let variables)? where !variables.isEmpty:
            return ways(of: variables.fields.map(\.node), in: scenario).map { ways in
                var (text, rest): (String, [Field]) = (text, [])
                for (field, node) in zip(variables.fields, ways) {
                    if let value = node.text, !value.contains("$") {
                        text = text.replacing("${\(field.key)}", with: value)
                    } else {
                        rest.append(Field(field.key, node, keySource: field.keySource))
                    }
                }
                return Node(.function(.sub(text, variables: Object(rest))), at: node.source)
            }
        default: return [node]
        }
    }

    /// Each combination of the branches of some nodes that can come about.
    private func ways(of nodes: [Node], in scenario: Scenario) -> [[Node]] {
        var ways: [(nodes: [Node], scenario: Scenario)] = [([], scenario)]
        for node in nodes {
            ways = ways.flatMap { way in
                branches(of: Spot(node, path: []), in: way.scenario).filter { !$0.isNothing }.map {
                    (way.nodes + [$0.spot.node], $0.scenario)
                }
            }
            guard ways.count <= Self.waysMaximum else { return [nodes] }
        }
        return ways.map(\.nodes)
    }
}
