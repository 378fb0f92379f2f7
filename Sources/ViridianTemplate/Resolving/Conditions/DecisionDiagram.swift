/// Formulas over variables with a few values each, as one diagram in which equal parts are shared.
///
/// A node asks for the value of one variable and has a child for each; variables come in the same order on every way down, so
/// two formulas are the same exactly when their nodes are. Building and asking stop after ``stepsMaximum`` steps, with the
/// answer that nothing is known: no template takes long.
struct DecisionDiagram: Hashable, Sendable {
    /// How many steps one answer may take, and how many a template's formulas together.
    static let stepsMaximum = 20_000
    /// Deeper diagrams would need a deep stack; no template for people has so many parameters.
    static let variablesMaximum = 500

    static let isFalse = 0
    static let isTrue = 1

    private struct Branch: Hashable {
        var variable: Int
        var children: [Int]
    }

    private struct Pair: Hashable {
        var left: Int
        var right: Int
    }

    /// The number of values of each variable.
    private let domains: [Int]
    /// The first two are the ends, false and true, which ask for nothing.
    private var nodes = [Branch(variable: .max, children: []), Branch(variable: .max, children: [])]
    private var known: [Branch: Int] = [:]
    private var conjunctions: [Pair: Int] = [:]
    private var negations: [Int: Int] = [isFalse: isTrue, isTrue: isFalse]
    private var stepsLeft = 5 * stepsMaximum

    init(domains: [Int]) { self.domains = domains }

    /// True where a variable has one of its values.
    mutating func branch(on variable: Int, at value: Int) -> Int? {
        guard variable < Self.variablesMaximum else { return nil }
        return node(
            Branch(variable: variable, children: (0..<domains[variable]).map { $0 == value ? Self.isTrue : Self.isFalse }))
    }

    mutating func negation(of node: Int) -> Int? {
        if let known = negations[node] { return known }
        guard step(on: nodes[node].variable) else { return nil }
        var children: [Int] = []
        for child in nodes[node].children {
            guard let child = negation(of: child) else { return nil }
            children.append(child)
        }
        let result = self.node(Branch(variable: nodes[node].variable, children: children))
        negations[node] = result
        negations[result] = node
        return result
    }

    mutating func conjunction(_ left: Int, _ right: Int) -> Int? {
        if left == Self.isFalse || right == Self.isFalse { return Self.isFalse }
        if left == Self.isTrue || left == right { return right }
        if right == Self.isTrue { return left }
        let pair = Pair(left: min(left, right), right: max(left, right))
        if let known = conjunctions[pair] { return known }
        let variable = min(nodes[left].variable, nodes[right].variable)
        guard step(on: variable) else { return nil }
        var children: [Int] = []
        for value in 0..<domains[variable] {
            guard let child = conjunction(child(of: left, variable, value), child(of: right, variable, value)) else { return nil }
            children.append(child)
        }
        let result = node(Branch(variable: variable, children: children))
        conjunctions[pair] = result
        return result
    }

    /// A node that asks for nothing new is the one below it.
    private mutating func node(_ branch: Branch) -> Int {
        if let first = branch.children.first, branch.children.allSatisfy({ $0 == first }) { return first }
        if let index = known[branch] { return index }
        nodes.append(branch)
        known[branch] = nodes.count - 1
        return nodes.count - 1
    }

    private func child(of node: Int, _ variable: Int, _ value: Int) -> Int {
        nodes[node].variable == variable ? nodes[node].children[value] : node
    }

    /// A step costs more where a variable has many values.
    private mutating func step(on variable: Int) -> Bool {
        stepsLeft -= 1 + domains[variable] / 16
        return stepsLeft >= 0
    }
}

extension DecisionDiagram {
    /// A formula, or its opposite.
    struct Literal: Hashable {
        var node: Int
        var isNegated: Bool

        var isFalse: Bool { node == (isNegated ? DecisionDiagram.isTrue : DecisionDiagram.isFalse) }
        var isTrue: Bool { node == (isNegated ? DecisionDiagram.isFalse : DecisionDiagram.isTrue) }
    }

    /// Whether all can hold at once; also true where that took too many steps to find out.
    ///
    /// It goes down all diagrams together, and never twice to the same nodes.
    func canHold(_ literals: [Literal]) -> Bool {
        var search = Search(diagram: self)
        return search.canHold(literals)
    }

    private struct Search {
        let diagram: DecisionDiagram
        var failed: Set<Set<Literal>> = []
        var stepsLeft = DecisionDiagram.stepsMaximum

        mutating func canHold(_ literals: some Sequence<Literal>) -> Bool {
            var open: Set<Literal> = []
            for literal in literals where !literal.isTrue {
                if literal.isFalse || open.contains(Literal(node: literal.node, isNegated: !literal.isNegated)) { return false }
                open.insert(literal)
            }
            if open.isEmpty || failed.contains(open) { return open.isEmpty }
            stepsLeft -= open.count
            guard stepsLeft > 0 else { return true }
            let diagram = diagram
            let variable = open.map { diagram.nodes[$0.node].variable }.min() ?? 0
            for value in 0..<diagram.domains[variable] {
                let below = open.map { Literal(node: diagram.child(of: $0.node, variable, value), isNegated: $0.isNegated) }
                if canHold(below) { return true }
            }
            failed.insert(open)
            return false
        }
    }
}
