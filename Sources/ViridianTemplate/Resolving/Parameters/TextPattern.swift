/// A regular expression of a template, matched in time that grows with the text and not with its ambiguities.
///
/// An `AllowedPattern` such as `(a+)+b` makes a backtracking matcher run for years, and a template comes from anybody. All
/// ways through this pattern are followed at once instead. What needs backtracking (look-around, back references) is not read.
struct TextPattern: Hashable, Sendable {
    /// A pattern with its repetitions written out may have this many steps.
    static let stepsMaximum = 10_000

    /// What a step of the pattern does.
    enum Step: Hashable {
        /// Takes one character that is, or is not, in one of the ranges.
        case take([ClosedRange<UInt32>], isNegated: Bool)
        /// Goes on at two places.
        case split(Int, Int)
        case jump(Int)
        case atStart
        case atEnd
        case done
    }

    private let steps: [Step]

    /// None where the pattern can't be read.
    init?(_ pattern: String) {
        var parser = TextPatternParser(pattern)
        guard let tree = parser.parse() else { return nil }
        var steps: [Step] = []
        guard tree.write(to: &steps) else { return nil }
        steps.append(.done)
        self.steps = steps
    }

    /// Whether the pattern covers the whole text, as CloudFormation wants it.
    func matchesAll(of text: String) -> Bool {
        let scalars = Array(text.unicodeScalars)
        var marks = [Int](repeating: -1, count: steps.count)
        var current = ways(from: [0], at: 0, of: scalars.count, &marks)
        for (index, scalar) in scalars.enumerated() {
            var next: [Int] = []
            for place in current {
                guard case .take(let ranges, let isNegated) = steps[place] else { continue }
                if ranges.contains(where: { $0.contains(scalar.value) }) != isNegated { next.append(place + 1) }
            }
            if next.isEmpty { return false }
            current = ways(from: next, at: index + 1, of: scalars.count, &marks)
        }
        return current.contains { steps[$0] == .done }
    }

    /// All steps that can be reached without taking a character. A step is marked with the place where it was last reached.
    private func ways(from places: [Int], at index: Int, of count: Int, _ marks: inout [Int]) -> [Int] {
        var open = places
        var found: [Int] = []
        while let place = open.popLast() {
            guard marks[place] != index else { continue }
            marks[place] = index
            switch steps[place] {
            case .take, .done: found.append(place)
            case .split(let first, let second): open += [first, second]
            case .jump(let target): open.append(target)
            case .atStart: if index == 0 { open.append(place + 1) }
            case .atEnd: if index == count { open.append(place + 1) }
            }
        }
        return found
    }
}

/// A regular expression as it is written.
indirect enum PatternTree: Hashable {
    case take([ClosedRange<UInt32>], isNegated: Bool)
    case atStart
    case atEnd
    case sequence([PatternTree])
    case choice([PatternTree])
    case repeated(PatternTree, least: Int, most: Int?)

    /// Writes the steps of this part; false where they are too many.
    func write(to steps: inout [TextPattern.Step]) -> Bool {
        guard steps.count < TextPattern.stepsMaximum else { return false }
        switch self {
        case .take(let ranges, let isNegated): steps.append(.take(ranges, isNegated: isNegated))
        case .atStart: steps.append(.atStart)
        case .atEnd: steps.append(.atEnd)
        case .sequence(let parts):
            steps.append(.jump(steps.count + 1))
            return parts.allSatisfy { $0.write(to: &steps) }
        case .choice(let parts): return writeChoice(of: parts, to: &steps)
        case .repeated(let part, let least, let most):
            // Each part writes a step at least, also an empty one, so that repetitions of nothing come to an end.
            steps.append(.jump(steps.count + 1))
            for _ in 0..<least {
                guard part.write(to: &steps) else { return false }
            }
            guard let most else { return writeLoop(of: part, to: &steps) }
            var exits: [Int] = []
            for _ in least..<max(least, most) {
                exits.append(steps.count)
                steps.append(.done)
                guard part.write(to: &steps) else { return false }
            }
            for exit in exits { steps[exit] = .split(exit + 1, steps.count) }
        }
        return true
    }

    private func writeChoice(of parts: [PatternTree], to steps: inout [TextPattern.Step]) -> Bool {
        var exits: [Int] = []
        for (index, part) in parts.enumerated() {
            let fork = steps.count
            let isLast = index == parts.count - 1
            if !isLast { steps.append(.done) }
            guard part.write(to: &steps) else { return false }
            guard !isLast else { continue }
            exits.append(steps.count)
            steps.append(.done)
            steps[fork] = .split(fork + 1, steps.count)
        }
        for exit in exits { steps[exit] = .jump(steps.count) }
        return true
    }

    private func writeLoop(of part: PatternTree, to steps: inout [TextPattern.Step]) -> Bool {
        let fork = steps.count
        steps.append(.done)
        guard part.write(to: &steps) else { return false }
        steps.append(.jump(fork))
        steps[fork] = .split(fork + 1, steps.count)
        return true
    }
}
