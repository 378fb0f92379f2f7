import ViridianCatalog
import ViridianTemplate

extension Validator {
    func checkList(_ constraint: Constraint, _ list: Spot, _ scenario: Scenario, _ verdict: inout Verdict) {
        switch constraint {
        case .items(let schema):
            for element in list.elements { check(element, schema, scenario, &verdict) }
        case .prefixItems(let schemas):
            for (element, schema) in zip(list.elements, schemas) { check(element, schema, scenario, &verdict) }
        case .itemCount(let bound, let count):
            forEachLength(of: list, scenario) { found, scenario in
                guard bound == .minimum ? found < count : found > count else { return }
                verdict.flaws.append(Flaw(.items(bound, count, found: found), list, scenario))
            }
        case .uniqueItems: checkUnique(list, scenario, &verdict)
        case .uniqueItemsMaximum(let count):
            let found = Set(list.node.list ?? []).count
            if found > count { verdict.flaws.append(Flaw(.items(.maximum, count, found: found), list, scenario)) }
        case .uniqueKeys(let keys): checkUnique(list, by: keys, scenario, &verdict)
        case .contains(let schema): checkContains(list, schema, scenario, &verdict)
        default: break
        }
    }

    /// The lengths that the list can have; an element that may be a list of its own makes it unknown.
    private func forEachLength(of list: Spot, _ scenario: Scenario, _ body: (Int, Scenario) -> Void) {
        let elements = list.elements
        guard elements.contains(where: { $0.node.isConditional }) else { return body(elements.count, scenario) }
        var open = [(count: 0, scenario: scenario)]
        for element in elements {
            open = open.flatMap { partial in
                subject.branches(of: element, in: partial.scenario).map {
                    (count: partial.count + ($0.isNothing ? 0 : 1), scenario: $0.scenario)
                }
            }
            if open.count > 64 { return }
        }
        for way in open where isTentative || (way.scenario.isCertainlyPossible(in: subject) && !isChosen) {
            body(way.count, way.scenario)
        }
    }

    private func checkUnique(_ list: Spot, _ scenario: Scenario, _ verdict: inout Verdict) {
        guard let nodes = list.node.list, nodes.count > 1 else { return }
        var seen: Set<Node> = []
        var ways: [(node: Node, scenario: Scenario)] = []
        for element in list.elements {
            if !element.node.isConditional {
                if !seen.insert(element.node).inserted { return verdict.flaws.append(Flaw(.repeated, list, scenario)) }
                if ways.contains(where: { $0.node == element.node }) {
                    return verdict.flaws.append(Flaw(.repeated, list, scenario))
                }
            }
            for branch in subject.branches(of: element, in: scenario) where element.node.isConditional && !branch.isNothing {
                let isRepeated =
                    seen.contains(branch.spot.node)
                    || ways.contains { $0.node == branch.spot.node && $0.scenario.merged(with: branch.scenario) != nil }
                if isRepeated { return verdict.flaws.append(Flaw(.repeated, list, branch.scenario)) }
                ways.append((branch.spot.node, branch.scenario))
            }
        }
    }

    private func checkUnique(_ list: Spot, by keys: [String], _ scenario: Scenario, _ verdict: inout Verdict) {
        var seen: Set<[Node]> = []
        for element in list.elements {
            let values = keys.compactMap { element.node[$0] }
            guard values.count == keys.count, values.allSatisfy({ $0.text != nil }) else { continue }
            if !seen.insert(values).inserted {
                verdict.flaws.append(Flaw(.repeatedKey(keys.joined(separator: ", ")), element, scenario))
            }
        }
    }

    private func checkContains(_ list: Spot, _ schema: Schema, _ scenario: Scenario, _ verdict: inout Verdict) {
        var isUnknown = false
        for element in list.elements {
            let answer = tentative(element, schema, scenario)
            if answer.holds { return }
            if !answer.fails { isUnknown = true }
        }
        if isUnknown { verdict.isUnknown = true } else { verdict.flaws.append(Flaw(.noAlternative, list, scenario)) }
    }
}
