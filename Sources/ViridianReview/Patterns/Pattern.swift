/// A regular expression of a schema: whether it matches somewhere in a text, and nothing else.
///
/// Swift's `Regex` takes milliseconds to compile, and a template needs dozens of them; this one takes microseconds. At worst it
/// works in proportion to text times pattern: without captures it doesn't matter which way leads to a match, so no place of the
/// text is tried twice with the same instruction. It reads the dialect of Python and ICU; what it can't read is no pattern.
struct Pattern: Sendable {
    indirect enum Instruction: Sendable {
        case scalar(UInt32)
        case set(ScalarSet)
        /// Between these many scalars of a set, as a loop in one instruction.
        case run(ScalarSet, minimum: Int, maximum: Int)
        case split(Int, Int)
        case jump(Int)
        case textStart
        /// With `true` also before a last line break.
        case textEnd(beforeLineBreak: Bool)
        case wordBoundary(isOne: Bool)
        case look(Pattern, isAhead: Bool, isPositive: Bool)
        case match
    }

    let program: [Instruction]

    /// The expression of a text; none where it uses what isn't known here, such as back references.
    init?(_ text: String) {
        var parser = PatternParser(text)
        guard let tree = parser.parse(), let program = PatternCompiler.compile(tree) else { return nil }
        self.program = program
    }

    init(program: [Instruction]) { self.program = program }

    /// More work than this is not done: such a text counts as matching.
    private static let cellsMaximum = 1 << 25

    /// Whether it matches somewhere in a text.
    func matches(_ text: String) -> Bool {
        let scalars = text.unicodeScalars.map(\.value)
        guard program.count * (scalars.count + 1) <= Self.cellsMaximum else { return true }
        var search = PatternSearch(program: program, text: scalars, end: nil)
        if case .textStart? = program.first { return search.matches(at: 0) }
        return (0...scalars.count).contains { search.matches(at: $0) }
    }
}

/// One search of a pattern in a text.
struct PatternSearch {
    let program: [Pattern.Instruction]
    let text: [UInt32]
    /// Where the match must end, for looking behind.
    let end: Int?
    private var seen: [Bool]
    private var open: [(instruction: Int, position: Int)] = []

    init(program: [Pattern.Instruction], text: [UInt32], end: Int?) {
        self.program = program
        self.text = text
        self.end = end
        seen = Array(repeating: false, count: program.count * (text.count + 1))
    }

    mutating func matches(at start: Int) -> Bool {
        open.removeAll(keepingCapacity: true)
        push(0, start)
        while let (instruction, position) = open.popLast() {
            if step(instruction, position) { return true }
        }
        return false
    }

    private mutating func push(_ instruction: Int, _ position: Int) {
        let cell = instruction * (text.count + 1) + position
        guard !seen[cell] else { return }
        seen[cell] = true
        open.append((instruction, position))
    }

    /// Follows one instruction; true at a match.
    private mutating func step(_ instruction: Int, _ position: Int) -> Bool {
        switch program[instruction] {
        case .match: return end == nil || end == position
        case .scalar(let scalar):
            if position < text.count, text[position] == scalar { push(instruction + 1, position + 1) }
        case .set(let set):
            if position < text.count, set.contains(text[position]) { push(instruction + 1, position + 1) }
        case .run(let set, let minimum, let maximum):
            var (count, place) = (0, position)
            while true {
                if count >= minimum { push(instruction + 1, place) }
                guard count < maximum, place < text.count, set.contains(text[place]) else { break }
                count += 1
                place += 1
            }
        case .split(let one, let other):
            push(one, position)
            push(other, position)
        case .jump(let target): push(target, position)
        case .textStart: if position == 0 { push(instruction + 1, position) }
        case .textEnd(let beforeLineBreak):
            let isLast = beforeLineBreak && position == text.count - 1 && text[position] == 10
            if position == text.count || isLast { push(instruction + 1, position) }
        case .wordBoundary(let isOne):
            let before = position > 0 && ScalarSet.word.contains(text[position - 1])
            let behind = position < text.count && ScalarSet.word.contains(text[position])
            if (before != behind) == isOne { push(instruction + 1, position) }
        case .look(let pattern, let isAhead, let isPositive):
            if looks(pattern, isAhead, position) == isPositive { push(instruction + 1, position) }
        }
        return false
    }

    private func looks(_ pattern: Pattern, _ isAhead: Bool, _ position: Int) -> Bool {
        if isAhead {
            var search = PatternSearch(program: pattern.program, text: text, end: nil)
            return search.matches(at: position)
        }
        var search = PatternSearch(program: pattern.program, text: text, end: position)
        return (0...position).contains { search.matches(at: position - $0) }
    }
}
