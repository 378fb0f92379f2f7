public import ViridianTemplate

/// Where in Swift something was added to a stack.
public struct Place: Hashable, Sendable, CustomStringConvertible {
    /// The module and the file, as `#fileID` gives them.
    public var file: String
    /// The line, counted from 1.
    public var line: Int
    /// The column, counted from 1.
    public var column: Int

    /// A place in a source file.
    public init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// The place as a template's nodes carry it.
    public var source: SourceRange {
        let position = SourcePosition(line: line, column: column)
        return SourceRange(file: file, start: position, end: position)
    }

    /// `file:line`
    public var description: String { "\(file):\(line)" }
}

extension Node {
    /// The node and all that is in it, said to stand at a place.
    func placed(at source: SourceRange) -> Node {
        switch value {
        case .list(let nodes): Node(.list(nodes.map { $0.placed(at: source) }), at: source)
        case .object(let object): Node(.object(object.placed(at: source)), at: source)
        default: Node(value, at: source)
        }
    }
}

extension Object {
    func placed(at source: SourceRange) -> Object {
        Object(fields.map { Field($0.key, $0.node.placed(at: source), keySource: source) })
    }
}
