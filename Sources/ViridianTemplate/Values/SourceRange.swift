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
    private var source: SourceFile
    // 32 bits each: a template has at most a million bytes, and its nodes are copied often.
    private var lines: (first: Int32, last: Int32)
    private var columns: (first: Int32, last: Int32)

    /// From `start` up to, not including, `end`.
    public init(file: String, start: SourcePosition, end: SourcePosition) {
        self.init(in: SourceFile(file), start, end)
    }

    /// The same where the file's number is known.
    init(in file: SourceFile, _ start: SourcePosition, _ end: SourcePosition) {
        source = file
        lines = (Int32(clamping: start.line), Int32(clamping: end.line))
        columns = (Int32(clamping: start.column), Int32(clamping: end.column))
    }

    /// The file as it was named when it was read.
    public var file: String { source.name }
    /// The first position.
    public var start: SourcePosition { SourcePosition(line: Int(lines.first), column: Int(columns.first)) }
    /// The first position behind.
    public var end: SourcePosition { SourcePosition(line: Int(lines.last), column: Int(columns.last)) }

    /// `file:line:column`, as compilers and editors write it.
    public var description: String { "\(file):\(start.line):\(start.column)" }

    /// The same file, and the same place in it.
    public static func == (left: Self, right: Self) -> Bool {
        left.source == right.source && left.lines == right.lines && left.columns == right.columns
    }

    /// By file and place.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(source)
        hasher.combine(lines.first)
        hasher.combine(columns.first)
        hasher.combine(lines.last)
        hasher.combine(columns.last)
    }
}
