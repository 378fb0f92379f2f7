extension YAMLReader {
    /// The value that stands here, as far as it belongs to the block around it, which begins in a column; nothing is null.
    ///
    /// `mayOpen` says whether a list or an object may begin on this line: behind a dash, but not behind a key.
    /// `takesDashes`: the items of a list may stand in the very column of the key that they belong to.
    mutating func readBlockNode(in column: Int, mayOpen: Bool, takesDashes: Bool, depth: Int) throws(TemplateError) -> Node {
        let behind = cursor.position
        let mayOpen = try skipToContent(tabs: !mayOpen) || mayOpen
        guard hasContent(in: column, takesDashes: takesDashes) else { return emptyNode(tagged: nil, at: behind) }
        let start = cursor.position
        // A tag or an anchor in front of a key is the key's.
        guard !(mayOpen && isKeyAhead), let properties = try readProperties(inFlow: false) else {
            try enter(depth: depth, at: start)
            return try readBlockContent(in: column, mayOpen: mayOpen, tag: nil, depth: depth)
        }
        let inner = properties.function == nil ? depth : depth + 1
        try enter(depth: inner, at: start)
        let account = begin(properties, depth: inner)
        let nothing = cursor.position
        let isNewLine = try skipToContent(tabs: true)
        try refuseAlias()
        let value =
            hasContent(in: column, takesDashes: takesDashes)
            ? try readBlockContent(in: column, mayOpen: isNewLine, tag: properties.tag, depth: inner)
            : emptyNode(tagged: properties.tag, at: nothing)
        return end(value, properties, account)
    }

    private func hasContent(in column: Int, takesDashes: Bool) -> Bool {
        if cursor.isAtEndOfDocument { return false }
        return cursor.column > column || (takesDashes && cursor.column == column && isIndicator(UInt8(ascii: "-")))
    }

    /// What stands behind a tag, or what has none.
    private mutating func readBlockContent(
        in column: Int, mayOpen: Bool, tag: String?, depth: Int
    ) throws(TemplateError) -> Node {
        switch cursor.peek() {
        case UInt8(ascii: "-") where isIndicator(UInt8(ascii: "-")):
            guard mayOpen else { throw invalid("block sequence entries are not allowed in this context") }
            return try readBlockList(isBesideKey: cursor.column == column, depth: depth)
        case UInt8(ascii: "|"), UInt8(ascii: ">"):
            return try readBlockScalar(in: column)
        default:
            if mayOpen, isKeyAhead { return try readBlockObject(depth: depth) }
            let content = try readInline(inFlow: false, column: column, depth: depth)
            if isColonAhead { throw invalid("mapping values are not allowed in this context") }
            return node(content, tag: tag)
        }
    }

    private mutating func readBlockList(isBesideKey: Bool, depth: Int) throws(TemplateError) -> Node {
        let start = cursor.position
        let column = cursor.column
        var end = start
        var nodes: [Node] = []
        repeat {
            cursor.step(1)
            let node = try readBlockNode(in: column, mayOpen: true, takesDashes: false, depth: depth + 1)
            end = max(end, node.source?.end ?? end)
            nodes.append(node)
            try skipToContent(tabs: true)
        } while !cursor.isAtEndOfDocument && cursor.column == column && isIndicator(UInt8(ascii: "-"))
        guard isBesideKey || cursor.isAtEndOfDocument || cursor.column < column else {
            throw invalid("did not find expected '-' indicator while parsing a block collection", since: start)
        }
        return Node(.list(nodes), at: SourceRange(in: source, start, end))
    }

    private mutating func readBlockObject(depth: Int) throws(TemplateError) -> Node {
        let start = cursor.position
        let column = cursor.column
        var fields = FieldList(file: file)
        var end = start
        repeat {
            let isExplicit = isIndicator(UInt8(ascii: "?"))
            let key =
                isExplicit ? try readExplicitKey(in: column, depth: depth) : try readKey(of: start, in: column, depth: depth)
            let value: Node
            if isExplicit, !(cursor.column == column && isIndicator(UInt8(ascii: ":"))) {
                value = emptyNode(tagged: nil, at: cursor.position)
            } else {
                cursor.step(1)
                value = try readBlockNode(in: column, mayOpen: isExplicit, takesDashes: true, depth: depth + 1)
            }
            end = max(end, key.range.end, value.source?.end ?? end)
            try fields.append(Field(key.text, value, keySource: key.range))
            try skipToContent(tabs: true)
        } while !cursor.isAtEndOfDocument && cursor.column == column && !isIndicator(UInt8(ascii: "-"))
        guard cursor.isAtEndOfDocument || cursor.column < column else {
            throw invalid("did not find expected key while parsing a block mapping", since: start)
        }
        return Node(.object(Object(fields.fields)), at: SourceRange(in: source, start, end))
    }

    /// A key and the blanks behind it, up to its colon.
    private mutating func readKey(of object: SourcePosition, in column: Int, depth: Int) throws(TemplateError) -> Scalar {
        let start = cursor.position
        let offset = cursor.offset
        if isIndicator(UInt8(ascii: ":")) {
            throw invalid("did not find expected key while parsing a block mapping", since: object)
        }
        let properties = try readProperties(inFlow: false)
        if properties != nil { try skipToContent(tabs: true) }
        // Told of the whole: in {{name}} the inner brackets are no key either.
        if cursor.peek() == UInt8(ascii: "[") || cursor.peek() == UInt8(ascii: "{"), isKeyAhead {
            throw .keyNotText(file: file, at: cursor.position)
        }
        let content = try readInline(inFlow: false, column: column, depth: depth)
        let isColon = isColonAhead
        if !isColon { try skipToContent(tabs: true) }
        guard isColon, cursor.line == start.line, cursor.offset - offset <= Self.keyMaximum else {
            throw invalid("could not find expected ':' while scanning a simple key", since: start)
        }
        return try key(content, properties)
    }

    /// A key behind `? `, and the way to its colon, which stands in a line of its own.
    private mutating func readExplicitKey(in column: Int, depth: Int) throws(TemplateError) -> Scalar {
        cursor.step(1)
        try skipToContent(tabs: false)
        let start = cursor.position
        let properties = try readProperties(inFlow: false)
        if properties != nil { try skipToContent(tabs: true) }
        guard !isIndicator(UInt8(ascii: "-")), !isIndicator(UInt8(ascii: "?")), !isKeyAhead, cursor.column > column else {
            throw .keyNotText(file: file, at: start)
        }
        let key: Scalar
        if cursor.peek() == UInt8(ascii: "|") || cursor.peek() == UInt8(ascii: ">") {
            let node = try readBlockScalar(in: column)
            key = Scalar(
                text: node.string ?? "", isPlain: false, range: node.source ?? SourceRange(in: source, start, cursor.position))
        } else {
            let content = try readInline(inFlow: false, column: column, depth: depth)
            key = try self.key(content, properties)
        }
        try skipToContent(tabs: true)
        return key
    }

    // MARK: What stands ahead

    /// A key without `?` stands on one line, with its colon within this many bytes.
    static let keyMaximum = 1024

    /// `-`, `?` or `:` with a blank behind it.
    func isIndicator(_ byte: UInt8) -> Bool { cursor.peek() == byte && Self.isBlankOrEnd(cursor.peek(1)) }

    /// Whether a colon ends what stands before the cursor, and so makes a key of it; then the cursor is moved to it.
    private var isColonAhead: Bool {
        mutating get {
            var count = 0
            while Self.isBlank(cursor.peek(count)) { count += 1 }
            guard cursor.peek(count) == UInt8(ascii: ":"), Self.isBlankOrEnd(cursor.peek(count + 1)) else { return false }
            cursor.step(count)
            return true
        }
    }

    /// Whether an object begins here: with `?`, or with a key that has its colon on this line.
    private var isKeyAhead: Bool {
        if isIndicator(UInt8(ascii: "?")) { return true }
        var ahead = LineAhead(cursor)
        return ahead.isKey
    }
}
