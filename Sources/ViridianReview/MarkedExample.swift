public import ViridianTemplate

/// An example of a rule, split into the template and the places that its `↓` mark.
public struct MarkedExample: Hashable, Sendable {
    /// The template without its marks.
    public let text: String
    /// Where the rule must fire, in order.
    public let positions: [SourcePosition]

    /// Takes the marks out of an example.
    public init(_ marked: String) {
        var text = String.UnicodeScalarView()
        var positions: [SourcePosition] = []
        var (line, column) = (1, 1)
        for scalar in marked.unicodeScalars {
            switch scalar {
            case "↓":
                positions.append(SourcePosition(line: line, column: column))
                continue
            case "\n": (line, column) = (line + 1, 1)
            default: column += 1
            }
            text.append(scalar)
        }
        self.text = String(text)
        self.positions = positions
    }

    /// The policy that the example is about: its lines that begin with `# viridian.yml: ` are that file.
    public func policy() throws -> ReviewPolicy {
        let mark = "# \(ReviewPolicy.fileName): "
        let lines = text.split(separator: "\n").filter { $0.hasPrefix(mark) }.map { $0.dropFirst(mark.count) }
        guard !lines.isEmpty else { return ReviewPolicy() }
        let tree = try Node.read(yaml: lines.joined(separator: "\n"), file: ReviewPolicy.fileName)
        return try ReviewPolicy.read(tree, file: ReviewPolicy.fileName)
    }
}
