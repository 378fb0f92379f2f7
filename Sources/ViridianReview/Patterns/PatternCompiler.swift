/// Makes instructions of a tree.
struct PatternCompiler {
    private var program: [Pattern.Instruction] = []
    private static let sizeMaximum = 20_000

    /// The instructions; none where they would be too many.
    static func compile(_ tree: PatternTree) -> [Pattern.Instruction]? {
        var compiler = PatternCompiler()
        guard compiler.add(tree) else { return nil }
        compiler.program.append(.match)
        return compiler.program
    }

    private mutating func add(_ tree: PatternTree) -> Bool {
        guard program.count < Self.sizeMaximum else { return false }
        switch tree {
        case .scalar(let scalar): program.append(.scalar(scalar))
        case .set(let set): program.append(.set(set))
        case .textStart: program.append(.textStart)
        case .textEnd(let beforeLineBreak): program.append(.textEnd(beforeLineBreak: beforeLineBreak))
        case .wordBoundary(let isOne): program.append(.wordBoundary(isOne: isOne))
        case .look(let tree, let isAhead, let isPositive):
            guard let inner = Self.compile(tree) else { return false }
            program.append(.look(Pattern(program: inner), isAhead: isAhead, isPositive: isPositive))
        case .sequence(let parts): return parts.allSatisfy { add($0) }
        case .choice(let ways): return addChoice(ways)
        case .loop(let tree, let minimum, let maximum): return addLoop(tree, minimum, maximum)
        }
        return true
    }

    private mutating func addChoice(_ ways: [PatternTree]) -> Bool {
        var ends: [Int] = []
        for (index, way) in ways.enumerated() {
            let isLast = index == ways.count - 1
            let split = program.count
            if !isLast { program.append(.jump(0)) }
            guard add(way) else { return false }
            guard !isLast else { break }
            ends.append(program.count)
            program.append(.jump(0))
            program[split] = .split(split + 1, program.count)
        }
        for end in ends { program[end] = .jump(program.count) }
        return true
    }

    private mutating func addLoop(_ tree: PatternTree, _ minimum: Int, _ maximum: Int) -> Bool {
        if let set = Self.single(tree) {
            program.append(.run(set, minimum: minimum, maximum: maximum))
            return true
        }
        for _ in 0..<minimum { guard add(tree) else { return false } }
        if maximum == PatternParser.unlimited {
            let split = program.count
            program.append(.jump(0))
            guard add(tree) else { return false }
            program.append(.jump(split))
            program[split] = .split(split + 1, program.count)
            return true
        }
        var splits: [Int] = []
        for _ in minimum..<max(minimum, maximum) {
            splits.append(program.count)
            program.append(.jump(0))
            guard add(tree) else { return false }
        }
        for split in splits { program[split] = .split(split + 1, program.count) }
        return true
    }

    /// The set of a tree that is always one scalar.
    private static func single(_ tree: PatternTree) -> ScalarSet? {
        switch tree {
        case .set(let set): return set
        case .scalar(let scalar):
            var set = ScalarSet()
            set.insert(scalar)
            return set
        default: return nil
        }
    }
}
