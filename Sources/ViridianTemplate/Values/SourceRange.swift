/// A place in a source file: what an editor calls line 12, column 5. Both count from 1; columns count Unicode scalars.
public struct SourcePosition: Hashable, Sendable, Comparable {
    /// Counts from 1.
    public var line: Int
    /// Counts from 1, in Unicode scalars.
    public var column: Int

    /// A line and a column, both from 1.
    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// In reading order.
    public static func < (left: Self, right: Self) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

/// Where a key or a value stands, so that every finding can point at it. `end` is the first position behind it.
///
/// For a stack written in Swift the file is the `#fileID` of the `stack.add` and the range is its line.
public struct SourceRange: Hashable, Sendable, CustomStringConvertible {
    /// The file as it was named when it was read.
    public var file: String
    /// The first position.
    public var start: SourcePosition
    /// The first position behind.
    public var end: SourcePosition

    /// From `start` up to, not including, `end`.
    public init(file: String, start: SourcePosition, end: SourcePosition) {
        self.file = file
        self.start = start
        self.end = end
    }

    /// `file:line:column`, as compilers and editors write it.
    public var description: String { "\(file):\(start.line):\(start.column)" }
}
