import ViridianTemplate

extension AcceptanceNote {
    /// `accept plain-http, open-port until 2027-01-31: no certificate yet`
    init(_ comment: Comment) {
        let words = comment.text.split(maxSplits: 1, whereSeparator: \.isWhitespace)
        let isAcceptance = words.first == "accept" || words.first == "accept:"
        self.init(
            acceptance: Acceptance(rules: [], reason: "", manner: .comment, source: comment.source),
            scope: .source(comment.source))
        guard isAcceptance else {
            let word = words.first ?? ""
            flaws = [("\"viridian:\(word)\" says nothing to the review", "Write # viridian:accept rule-slug: reason.")]
            return
        }
        let rest = words.count > 1 ? words[1] : ""
        let colon = rest.firstIndex(of: ":")
        var head = colon.map { rest[..<$0] } ?? rest.prefix { !$0.isWhitespace }
        var reason = colon.map { rest[rest.index(after: $0)...] } ?? ""
        let until = Self.takeUntil(&head) ?? Self.takeUntil(&reason, onlyDays: true)
        setRules(head.split { $0 == "," || $0.isWhitespace }.map(String.init))
        setUntil(until)
        setReason(String(reason))
    }

    /// Takes `until 2027-01-31` off the end. In a reason, where `until` may be a word like others, it counts before a day only.
    private static func takeUntil(_ text: inout Substring, onlyDays: Bool = false) -> String? {
        var words = text.split(whereSeparator: \.isWhitespace)
        guard words.count >= 2, words[words.count - 2].drop(while: { $0 == "(" }) == "until", let last = words.popLast() else {
            return nil
        }
        let day = last.last == ")" || last.last == "." ? last.dropLast() : last
        if onlyDays, Day(day) == nil { return nil }
        text = text[..<(words[words.count - 1].startIndex)]
        return String(day)
    }
}

/// Finds what each comment is about: the line it stands on or above, and the block that begins there.
struct CommentPlaces {
    /// The outermost spot that begins on each of the lines that matter.
    private var blocks: [Int: Spot] = [:]
    /// The texts in which some seem to stand: nothing in them is a comment.
    private var texts: [SourceRange] = []

    init(_ template: Template) {
        let lines = Set(template.comments.map(\.subjectLine))
        let places = template.comments.map(\.source.start)
        for field in template.root.fields {
            Spot(field, below: []).forEach { spot in
                if let start = (spot.keySource ?? spot.node.source)?.start, lines.contains(start.line), blocks[start.line] == nil
                {
                    blocks[start.line] = spot
                }
                if Self.isText(spot.node), let source = spot.node.source,
                    places.contains(where: { source.start < $0 && $0 < source.end })
                {
                    texts.append(source)
                }
            }
        }
    }

    private static func isText(_ node: Node) -> Bool {
        if case .sub(_, let variables)? = node.function { return variables.isEmpty }
        return node.string != nil
    }

    /// The note of a comment; nothing where the comment is text.
    func note(of comment: Comment, in template: Template) -> AcceptanceNote? {
        let isText = texts.contains { $0.start < comment.source.start && comment.source.start < $0.end }
        guard !isText else { return nil }
        var note = AcceptanceNote(comment)
        let line = comment.subjectLine
        let start = SourcePosition(line: line, column: 0)
        var end = SourcePosition(line: line + 1, column: 0)
        if let spot = blocks[line] {
            note.path = spot.path
            end = max(end, spot.node.source?.end ?? end)
        }
        note.scope = .source(SourceRange(file: template.name, start: start, end: end))
        return note
    }
}
