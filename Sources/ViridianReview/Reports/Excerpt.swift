import ViridianTemplate

/// A few lines of a file with the place that matters marked.
struct Excerpt: Hashable {
    struct Line: Hashable {
        let number: Int
        let before: String
        /// What is marked; empty on lines around.
        let marked: String
        let after: String
    }

    let lines: [Line]

    /// Two lines before and after a place; none where the file has no such line.
    init?(of text: String, at source: SourceRange) {
        let all = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        let (start, end) = (source.start, source.end)
        guard (1...all.count).contains(start.line) else { return nil }
        let numbers = max(1, start.line - 2)...min(all.count, start.line + 2)
        lines = numbers.map { number in
            let scalars = Array(all[number - 1].unicodeScalars)
            guard number == start.line, start.column >= 1, start.column <= scalars.count else {
                return Line(number: number, before: String(all[number - 1]), marked: "", after: "")
            }
            let stop = end.line == start.line ? min(max(end.column, start.column + 1), scalars.count + 1) : scalars.count + 1
            func text(_ part: ArraySlice<Unicode.Scalar>) -> String { String(String.UnicodeScalarView(part)) }
            return Line(
                number: number, before: text(scalars[..<(start.column - 1)]),
                marked: text(scalars[(start.column - 1)..<(stop - 1)]),
                after: text(scalars[(stop - 1)...]))
        }
    }
}
