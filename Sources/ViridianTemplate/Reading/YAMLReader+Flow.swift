extension YAMLReader {
    /// A scalar as it stands in the text.
    struct Scalar {
        var text: String
        var isPlain: Bool
        var range: SourceRange
    }

    /// What opens no block.
    enum Inline {
        case scalar(Scalar)
        /// What is no key; an alias stands elsewhere than its value.
        case other(Node, at: SourcePosition)
    }

    /// A scalar, a collection in brackets or an alias. `column` is that of the block around it.
    mutating func readInline(inFlow: Bool, column: Int, depth: Int) throws(TemplateError) -> Inline {
        let start = cursor.position
        switch cursor.peek() {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return .scalar(try readQuoted())
        case UInt8(ascii: "["): return .other(try readFlowList(depth: depth), at: start)
        case UInt8(ascii: "{"): return .other(try readFlowObject(depth: depth), at: start)
        case UInt8(ascii: "*"): return .other(try readAlias(depth: depth), at: start)
        default:
            guard beginsPlain(inFlow: inFlow) else {
                throw invalid(
                    cursor.isAtEndOfDocument || Self.isFlow(cursor.peek())
                        ? "did not find expected node content while parsing a \(inFlow ? "flow" : "block") node"
                        : "found character that cannot start any token while scanning for the next token")
            }
            return .scalar(try readPlain(inFlow: inFlow, column: column))
        }
    }

    func node(_ content: Inline, tag: String?) -> Node {
        switch content {
        case .scalar(let scalar): Node(Self.value(of: scalar, tag: tag), at: scalar.range)
        case .other(let node, _): node
        }
    }

    /// Numbers and the like are fine as keys, because CloudFormation takes them as they are written; nothing and a function
    /// are not.
    mutating func key(_ content: Inline, _ properties: Properties?) throws(TemplateError) -> Scalar {
        let scalar: Scalar
        switch content {
        case .scalar(let found): scalar = found
        case .other(_, let place): throw .keyNotText(file: file, at: place)
        }
        let place = scalar.range.start
        guard Self.isText(tag: properties?.tag), !(scalar.isPlain && PlainScalar.isNull(scalar.text)) else {
            throw .keyNotText(file: file, at: place)
        }
        if scalar.isPlain, scalar.text == "<<" {
            throw TemplateError(
                .mergeKey, file: file, at: place, "the merge key << is not taken by CloudFormation",
                advice: "Write the fields out; an alias (*name) as a whole value is fine.")
        }
        if let anchor = properties?.anchor {
            let node = Node(.string(scalar.text), at: scalar.range)
            anchors[anchor] = Anchored(node: node, nodes: 1, bytes: scalar.text.utf8.count, height: 0)
        }
        return scalar
    }

    // MARK: Brackets

    private mutating func readFlowList(depth: Int) throws(TemplateError) -> Node {
        let start = cursor.position
        cursor.step(1)
        var nodes: [Node] = []
        try skipToContent(inFlow: true)
        while cursor.peek() != UInt8(ascii: "]") {
            nodes.append(try readFlowItem(depth: depth + 1))
            try readComma(until: "]", "sequence", since: start)
        }
        cursor.step(1)
        return Node(.list(nodes), at: SourceRange(in: source, start, cursor.position))
    }

    /// An item, or one field of an object without its brackets: `[a: b]`.
    private mutating func readFlowItem(depth: Int) throws(TemplateError) -> Node {
        let item = try readFlowEntry(depth: depth)
        guard item.hasColon || item.isExplicit else { return item.node }
        let key = try key(item.content, item.properties)
        let value = try readFlowValue(of: item, until: UInt8(ascii: "]"), depth: depth + 1)
        let end = max(key.range.end, value.source?.end ?? key.range.end)
        return Node(
            .object(Object([Field(key.text, value, keySource: key.range)])), at: SourceRange(in: source, key.range.start, end))
    }

    private mutating func readFlowObject(depth: Int) throws(TemplateError) -> Node {
        let start = cursor.position
        cursor.step(1)
        var fields = FieldList(file: file)
        try skipToContent(inFlow: true)
        while cursor.peek() != UInt8(ascii: "}") {
            let entry = try readFlowEntry(depth: depth + 1)
            let key = try key(entry.content, entry.properties)
            let value = try readFlowValue(of: entry, until: UInt8(ascii: "}"), depth: depth + 1)
            try fields.append(Field(key.text, value, keySource: key.range))
            try readComma(until: "}", "mapping", since: start)
        }
        cursor.step(1)
        return Node(.object(Object(fields.fields)), at: SourceRange(in: source, start, cursor.position))
    }

    private struct FlowEntry {
        var content: Inline
        var node: Node
        var properties: Properties?
        /// Whether `?` makes a key of it.
        var isExplicit: Bool
        /// Whether the cursor stands at a colon that makes a key of it.
        var hasColon: Bool
    }

    private mutating func readFlowEntry(depth: Int) throws(TemplateError) -> FlowEntry {
        let isExplicit = cursor.peek() == UInt8(ascii: "?")
        if isExplicit {
            cursor.step(1)
            try skipToContent(inFlow: true)
        }
        let start = cursor.position
        let offset = cursor.offset
        let (content, node, properties) = try readFlowContent(depth: depth)
        try skipToContent(inFlow: true)
        // A key without ? stands on one line with its colon.
        let isNear = cursor.line == start.line && cursor.offset - offset <= Self.keyMaximum
        let hasColon = cursor.peek() == UInt8(ascii: ":") && (isExplicit || isNear)
        return FlowEntry(content: content, node: node, properties: properties, isExplicit: isExplicit, hasColon: hasColon)
    }

    private mutating func readFlowValue(of key: FlowEntry, until bracket: UInt8, depth: Int) throws(TemplateError) -> Node {
        guard key.hasColon else { return emptyNode(tagged: nil, at: cursor.position) }
        cursor.step(1)
        try skipToContent(inFlow: true)
        if cursor.peek() == UInt8(ascii: ",") || cursor.peek() == bracket { return emptyNode(tagged: nil, at: cursor.position) }
        return try readFlowContent(depth: depth).node
    }

    private mutating func readFlowContent(
        depth: Int
    ) throws(TemplateError) -> (content: Inline, node: Node, properties: Properties?) {
        let start = cursor.position
        guard let properties = try readProperties(inFlow: true) else {
            try enter(depth: depth, at: start)
            let content = try readInline(inFlow: true, column: 0, depth: depth)
            return (content, node(content, tag: nil), nil)
        }
        let inner = properties.function == nil ? depth : depth + 1
        try enter(depth: inner, at: start)
        let account = begin(properties, depth: inner)
        let nothing = cursor.position
        try skipToContent(inFlow: true)
        try refuseAlias()
        let isEmpty = [UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ":")].contains(cursor.peek())
        let empty = Scalar(text: "", isPlain: true, range: SourceRange(in: source, nothing, nothing))
        let content = isEmpty ? .scalar(empty) : try readInline(inFlow: true, column: 0, depth: inner)
        return (content, end(node(content, tag: properties.tag), properties, account), properties)
    }

    private mutating func readComma(until bracket: Character, _ what: String, since start: SourcePosition) throws(TemplateError) {
        try skipToContent(inFlow: true)
        if cursor.peek() == UInt8(ascii: ",") {
            cursor.step(1)
            try skipToContent(inFlow: true)
        } else if cursor.peek() != bracket.asciiValue {
            throw invalid("did not find expected ',' or '\(bracket)' while parsing a flow \(what)", since: start)
        }
    }
}
