extension YAMLReader {
    /// What may stand before a value: a tag, an anchor, or both in any order.
    struct Properties {
        var start: SourcePosition
        /// The tag in full; `!Sub`, or `tag:yaml.org,2002:str` for `!!str`.
        var tag: String?
        var tagEnd: SourcePosition
        /// The function that the tag calls.
        var function: String?
        var anchor: String?
    }

    /// A value with a name, and what an alias of it costs.
    struct Anchored {
        var node: Node
        var nodes: Int
        var bytes: Int
        /// How many levels it has below its own.
        var height: Int
    }

    /// What had been read before a value with an anchor.
    struct Account {
        var depth: Int
        var nodes: Int
        var bytes: Int
        var deepest: Int
    }

    mutating func readProperties(inFlow: Bool) throws(TemplateError) -> Properties? {
        let first = cursor.peek()
        guard first == UInt8(ascii: "!") || first == UInt8(ascii: "&") else { return nil }
        let start = cursor.position
        var properties = Properties(start: start, tagEnd: start)
        while true {
            switch cursor.peek() {
            case UInt8(ascii: "!"):
                guard properties.tag == nil else {
                    throw TemplateError(
                        .invalidYAML, file: file, at: cursor.position,
                        "a tag can't stand here, such as a second one before the same value",
                        advice: "Write the outer function in its long form: Fn::Base64: !Sub …")
                }
                properties.tag = try readTag(inFlow: inFlow)
                properties.tagEnd = cursor.position
            case UInt8(ascii: "&") where properties.anchor == nil:
                properties.anchor = try readName("an anchor")
            default: break
            }
            // The next of them stands on the same line.
            var blanks = 0
            while Self.isBlank(cursor.peek(blanks)) { blanks += 1 }
            let next = cursor.peek(blanks)
            guard blanks > 0, next == UInt8(ascii: "!") || next == UInt8(ascii: "&") && properties.anchor == nil else { break }
            cursor.step(blanks)
        }
        if let tag = properties.tag {
            properties.function = ShortTag.function(tag)
            if properties.function == nil, !Self.plainTags.contains(tag) {
                properties.function = try unknownFunction(tag, at: start)
            }
        }
        return properties
    }

    // MARK: Tags

    private static let core = "tag:yaml.org,2002:"
    /// Tags of YAML itself, which call nothing.
    private static let plainTags = Set(["!"] + ["str", "int", "float", "bool", "null", "seq", "map"].map { core + $0 })

    private mutating func readTag(inFlow: Bool) throws(TemplateError) -> String {
        let start = cursor.position
        if cursor.peek(1) == UInt8(ascii: "<") {
            let from = cursor.offset + 2
            cursor.skip { $0 != UInt8(ascii: ">") && !Self.isBlankOrEnd($0) }
            guard cursor.peek() == UInt8(ascii: ">") else {
                throw invalid("did not find the expected '>' while scanning a tag", since: start)
            }
            let tag = cursor.text(from: from)
            cursor.step(1)
            return tag
        }
        let from = cursor.offset
        cursor.skip(while: Self.isTagCharacter)
        let isEnd = Self.isBlankOrEnd(cursor.peek()) || (inFlow && cursor.peek() == UInt8(ascii: ","))
        guard isEnd else {
            throw invalid("did not find expected whitespace or line break while scanning a tag", since: start)
        }
        let tag = cursor.text(from: from)
        guard let second = tag.utf8.dropFirst().firstIndex(of: UInt8(ascii: "!")) else { return tag }
        guard second == tag.utf8.index(after: tag.startIndex) else {
            throw invalid("found undefined tag handle while parsing a node", at: start)
        }
        return Self.core + tag[tag.utf8.index(after: second)...]
    }

    private static func isTagCharacter(_ byte: UInt8) -> Bool {
        isName(byte) || ";/?:@&=+$.!~*'()%".utf8.contains(byte)
    }

    private static func isName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    static func isText(tag: String?) -> Bool { tag == nil || tag == "!" || tag == core + "str" }

    /// What a scalar means: whatever has a tag or quotes is text, but for YAML's own tags.
    static func value(of scalar: Scalar, tag: String?) -> Value {
        guard scalar.isPlain else { return .string(scalar.text) }
        switch tag {
        case nil: return PlainScalar.value(scalar.text)
        case core + "int", core + "float":
            return .number(PlainScalar.number(scalar.text) ?? Number(text: scalar.text))
        case core + "bool": return PlainScalar.bool(scalar.text).map(Value.bool) ?? .string(scalar.text)
        case core + "null": return .null
        default: return .string(scalar.text)
        }
    }

    /// Nothing where a value might stand: null, unless a tag makes it an empty text.
    func emptyNode(tagged tag: String?, at place: SourcePosition) -> Node {
        let range = SourceRange(in: source, place, place)
        return Node(Self.value(of: Scalar(text: "", isPlain: true, range: range), tag: tag), at: range)
    }

    // MARK: Anchors and aliases

    /// The name behind `&` or `*`.
    private mutating func readName(_ what: String) throws(TemplateError) -> String {
        let start = cursor.position
        cursor.step(1)
        let from = cursor.offset
        cursor.skip(while: Self.isName)
        let next = cursor.peek()
        guard cursor.offset > from, Self.isBlankOrEnd(next) || "?:,]}%@`".utf8.contains(next) else {
            throw invalid("did not find expected alphabetic or numeric character while scanning \(what)", since: start)
        }
        return cursor.text(from: from)
    }

    mutating func readAlias(depth: Int) throws(TemplateError) -> Node {
        let start = cursor.position
        guard let anchored = anchors[try readName("an alias")] else {
            throw TemplateError(
                .unknownAlias, file: file, at: start, "this alias has no anchor before it",
                advice: "Set the anchor (&name) on a value that ends before the alias, "
                    + "or put quotes around a text that begins with *.")
        }
        guard depth + anchored.height < Template.depthMaximum else { throw .nestedTooDeeply(file: file, at: start) }
        deepest = max(deepest, depth + anchored.height)
        try count(nodes: anchored.nodes, bytes: anchored.bytes, at: start)
        return anchored.node
    }

    /// An alias has the tag and the anchor of what it stands for.
    func refuseAlias() throws(TemplateError) {
        guard cursor.peek() == UInt8(ascii: "*") else { return }
        throw invalid("an alias can't have a tag or an anchor of its own")
    }

    /// Begins to count what a value with an anchor costs.
    mutating func begin(_ properties: Properties, depth: Int) -> Account {
        let account = Account(depth: depth, nodes: nodesRead, bytes: bytesRead, deepest: deepest)
        deepest = depth
        return account
    }

    /// The value as its tag and its anchor want it.
    mutating func end(_ value: Node, _ properties: Properties, _ account: Account) -> Node {
        var node = value
        if let function = properties.function {
            let end = max(properties.start, value.source?.end ?? properties.start)
            let name = SourceRange(in: source, properties.start, properties.tagEnd)
            node = Node(
                .object(Object([Field(function, value, keySource: name)])), at: SourceRange(in: source, properties.start, end))
        }
        if let anchor = properties.anchor {
            anchors[anchor] = Anchored(
                node: node, nodes: nodesRead - account.nodes + 1, bytes: bytesRead - account.bytes,
                height: deepest - account.depth + (properties.function == nil ? 0 : 1))
        }
        deepest = max(deepest, account.deepest)
        return node
    }
}

extension TemplateError {
    static func keyNotText(file: String, at place: SourcePosition) -> Self {
        Self(
            .keyNotText, file: file, at: place, "this key is no text",
            advice: "Keys are text without a tag. Put quotes around the key, or around {{…}}, which YAML takes for objects.")
    }
}
