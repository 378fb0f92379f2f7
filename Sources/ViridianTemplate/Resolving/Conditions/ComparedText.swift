/// One side of an `Fn::Equals` as text with gaps: `${Stage}-web`, or `Fn::Join` of parts.
struct ComparedText {
    private enum Piece: Hashable {
        case text(String)
        case value(Node)
    }

    /// A text of more pieces is taken as one value.
    static let piecesMaximum = 100
    private static let bytesMaximum = 100_000

    private var pieces: [Piece] = []
    private var bytes = 0
    private var isTooLong: Bool { pieces.count > Self.piecesMaximum || bytes > Self.bytesMaximum }

    init(_ node: Node) {
        append(node)
        if isTooLong { pieces = [.value(node)] }
    }

    /// The text, where there are no gaps.
    var literal: String? {
        switch pieces.count {
        case 0: ""
        case 1: text(at: 0)
        default: nil
        }
    }

    /// The value, where there is nothing else.
    var bare: Node? {
        guard pieces.count == 1, case .value(let node) = pieces[0] else { return nil }
        return node
    }

    func isSame(as other: Self) -> Bool { pieces == other.pieces }

    /// All values that are no text, each once.
    var gaps: [Node] {
        var gaps: [Node] = []
        for case .value(let node) in pieces where !gaps.contains(node) { gaps.append(node) }
        return gaps
    }

    /// The whole text once all gaps are filled.
    func filled(with texts: [Node: String]) -> String? {
        var whole = ""
        for piece in pieces {
            switch piece {
            case .text(let text): whole += text
            case .value(let node):
                guard let text = texts[node] else { return nil }
                whole += text
            }
        }
        return whole
    }

    /// The only gap with what stands before and behind it.
    var wrapped: Wrapped? {
        let gaps = pieces.indices.filter { text(at: $0) == nil }
        guard gaps.count == 1, case .value(let node) = pieces[gaps[0]] else { return nil }
        return Wrapped(node: node, prefix: text(at: gaps[0] - 1) ?? "", suffix: text(at: gaps[0] + 1) ?? "")
    }

    private func text(at index: Int) -> String? {
        guard pieces.indices.contains(index), case .text(let text) = pieces[index] else { return nil }
        return text
    }

    struct Wrapped: Hashable {
        var node: Node
        var prefix: String
        var suffix: String

        /// What the gap must hold for the whole to be a text; none where it can't be.
        func unwrap(_ text: String) -> String? {
            guard text.utf8.count >= prefix.utf8.count + suffix.utf8.count, text.hasPrefix(prefix), text.hasSuffix(suffix) else {
                return nil
            }
            return String(text.dropFirst(prefix.count).dropLast(suffix.count))
        }
    }

    private mutating func append(_ node: Node) {
        guard !isTooLong else { return }
        if let text = node.text { return append(text) }
        switch node.function {
        case .sub(let text, let variables)?:
            for piece in SubText.pieces(of: text) {
                switch piece {
                case .text(let text): append(text)
                case .literal(let name): append("${\(name)}")
                case .variable(let name): append(variables[name] ?? .call(.ref(name)))
                }
            }
        case .join(let delimiter, let list)?:
            guard let delimiter = delimiter.string, let items = list.list else { return pieces.append(.value(node)) }
            for (index, item) in items.enumerated() {
                if index > 0 { append(delimiter) }
                append(item)
            }
        default: pieces.append(.value(node))
        }
    }

    private mutating func append(_ text: String) {
        guard !text.isEmpty, !isTooLong else { return }
        bytes += text.utf8.count
        if case .text(let before)? = pieces.last {
            pieces[pieces.count - 1] = .text(before + text)
        } else {
            pieces.append(.text(text))
        }
    }
}
