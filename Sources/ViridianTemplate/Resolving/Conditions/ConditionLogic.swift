/// What a template's conditions can be together.
///
/// Two conditions that compare the same parameter with different texts never hold at once, one that is the other's opposite
/// always differs from it, and a parameter takes only its `AllowedValues`. A review asks before it reports what would need
/// conditions that exclude each other.
///
/// ```swift
/// let logic = ConditionLogic(template)
/// logic.isPossible(["Live": true, "Test": true])          // false: the stage is one of them
/// logic.outcomes(of: "Test", when: ["Live": true])        // [false]
/// logic.implies(["Live": true], ["HasAlarms": true])      // may a resource of Live refer to one of HasAlarms?
/// ```
///
/// All that it says to be impossible is so. What it can't work out, because AWS alone knows it or because the formulas are too
/// intricate for ``DecisionDiagram/stepsMaximum``, counts as possible.
public struct ConditionLogic: Sendable {
    private let diagram: DecisionDiagram
    /// The root of each condition's diagram. Those that were too intricate have none.
    private let roots: [String: Int]
    /// What the section `Rules` asserts holds in every stack.
    private let assertions: [Int]

    /// Reads the conditions of a template, its parameters' allowed values and the assertions of its rules.
    public init(_ template: Template) {
        guard !template.conditions.isEmpty else {
            (diagram, roots, assertions) = (DecisionDiagram(domains: []), [:], [])
            return
        }
        var reading = ConditionReading(template)
        let order = ConditionOrder(template)
        let formulas = order.names.map { ($0, reading.formula(of: $0, isCircular: order.circular.contains($0))) }
        let rules = template.section("Rules").flatMap { reading.assertions(of: $0.node) }
        reading.shareTexts()

        var diagram = DecisionDiagram(domains: reading.variables.map(\.domain))
        var roots: [String: Int] = [:]
        for (name, formula) in formulas {
            roots[name] = diagram.root(of: formula, conditions: roots, variables: reading.variables)
        }
        assertions = rules.compactMap { diagram.root(of: $0, conditions: roots, variables: reading.variables) }
        self.diagram = diagram
        self.roots = roots
    }

    /// Whether there are parameters with which the conditions come out as assumed. A condition that isn't declared can be
    /// anything.
    public func isPossible(_ assumed: [String: Bool]) -> Bool {
        guard !roots.isEmpty else { return true }
        let literals = assumed.compactMap { name, value in
            roots[name].map { DecisionDiagram.Literal(node: $0, isNegated: !value) }
        }
        guard !literals.isEmpty else { return true }
        return diagram.canHold(literals + assertions.map { DecisionDiagram.Literal(node: $0, isNegated: false) })
    }

    /// Which outcomes a condition still has under an assumption; none where the assumption itself is impossible.
    public func outcomes(of condition: String, when assumed: [String: Bool] = [:]) -> Set<Bool> {
        Set(
            [true, false].filter { outcome in
                guard assumed[condition] ?? outcome == outcome else { return false }
                return isPossible(assumed.merging([condition: outcome]) { first, _ in first })
            })
    }

    /// Whether the conclusion holds wherever the premise does: a resource may refer to another without question when its own
    /// condition implies the other's.
    public func implies(_ premise: [String: Bool], _ conclusion: [String: Bool]) -> Bool {
        conclusion.allSatisfy { name, value in
            if let assumed = premise[name] { return assumed == value || !isPossible(premise) }
            return !isPossible(premise.merging([name: !value]) { first, _ in first })
        }
    }
}

extension DecisionDiagram {
    /// The diagram of a formula, or none where it is too intricate or rests on a condition that is.
    mutating func root(of formula: Formula, conditions: [String: Int], variables: [ConditionVariable]) -> Int? {
        switch formula {
        case .constant(let value):
            return value ? Self.isTrue : Self.isFalse
        case .equals(let variable, let text):
            if let value = variables[variable].index(of: text) { return branch(on: variable, at: value) }
            return variables[variable].admits(text) ? nil : Self.isFalse
        case .same(let left, let right, let elsewhere):
            let shared = variables[left].texts.filter { variables[right].index(of: $0) != nil }
            let pairs = shared.map { Formula.all([.equals(left, $0), .equals(right, $0)]) }
            let others = Formula.all([.other(left), .other(right), .equals(elsewhere, ConditionVariable.yes)])
            return root(of: .any(pairs + [others]), conditions: conditions, variables: variables)
        case .other(let variable):
            return variables[variable].hasOther ? branch(on: variable, at: variables[variable].texts.count) : Self.isFalse
        case .condition(let name):
            return conditions[name]
        case .not(let inner):
            return root(of: inner, conditions: conditions, variables: variables).flatMap { negation(of: $0) }
        case .all(let parts):
            return parts.reduce(Self.isTrue as Int?) { sum, part in
                guard let sum, let next = root(of: part, conditions: conditions, variables: variables) else { return nil }
                return conjunction(sum, next)
            }
        case .any(let parts):
            return root(of: .not(.all(parts.map(Formula.not))), conditions: conditions, variables: variables)
        }
    }
}
