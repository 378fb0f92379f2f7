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
        let all = SourceLines(text)
        let (start, end) = (source.start, source.end)
        guard all[start.line] != nil else { return nil }
        lines = (start.line - 2...start.line + 2).compactMap { number in
            guard let line = all[number] else { return nil }
            let scalars = Array(line.unicodeScalars)
            guard number == start.line, start.column >= 1, start.column <= scalars.count else {
                return Line(number: number, before: line, marked: "", after: "")
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
