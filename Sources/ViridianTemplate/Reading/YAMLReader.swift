import Yams

/// Reads YAML 1.1 as CloudFormation takes it: with short tags, without merge keys, with exact places.
///
/// Yams (libyaml) composes the document and says where each value starts; ends are found in the text, because Yams drops them.
struct YAMLReader {
    let text: TemplateText
    let file: String
    private let source: SourceFile
    var places: YAMLPlaces
    private var nodesLeft = 500_000
    private var bytesLeft = 10_000_000
    /// Tags that nobody knows, where they are collected instead of ending the reading.
    private(set) var unknownTags: [TemplateError] = []
    private let collectsUnknownTags: Bool

    init(_ text: TemplateText, collectsUnknownTags: Bool = false) {
        self.text = text
        self.collectsUnknownTags = collectsUnknownTags
        file = text.file
        source = SourceFile(file)
        places = YAMLPlaces(text)
    }

    mutating func readDocument() throws(TemplateError) -> Node {
        guard let root = try Self.compose(text) else {
            throw TemplateError(
                .emptyFile, file: file, "the template holds nothing but comments",
                advice: "A template needs at least a Resources section.")
        }
        return try read(root, in: -1, depth: 0)
    }

    /// The document as Yams composes it, or a problem put in our words.
    static func compose(_ text: TemplateText) throws(TemplateError) -> Yams.Node? {
        try YAMLKeyCheck(text).run()
        do {
            return try composeRaw(text.bytes)
        } catch {
            throw YAMLProblem.explain(error, text: text)
        }
    }

    /// The basic resolver: what a scalar means is decided by ``PlainScalar``, and two keys are the same when their texts are.
    static func composeRaw(_ bytes: [UInt8]) throws -> Yams.Node? {
        // Nothing is constructed, so that no table of constructors is made.
        let parser = try Yams.Parser(
            yaml: String(decoding: bytes, as: UTF8.self), resolver: .basic, constructor: Constructor([:], [:], [:]),
            encoding: .utf8)
        return try parser.singleRoot()
    }

    /// `parentColumn` is the column of the enclosing block, from which the indentation of a block scalar counts.
    private mutating func read(_ node: Yams.Node, in parentColumn: Int, depth: Int) throws(TemplateError) -> Node {
        let start = places.start(of: node)
        nodesLeft -= 1
        bytesLeft -= node.scalar?.string.utf8.count ?? 0
        guard nodesLeft > 0, bytesLeft > 0 else {
            throw TemplateError(
                .aliasesTooLarge, file: file, at: start, "the aliases of this template expand to more than it could hold",
                advice: "Write the values out, or use fewer aliases (*name).")
        }
        let tag = node.scalar?.tag.rawValue ?? node.tag.rawValue
        var function = ShortTag.function(tag)
        if function == nil { function = try unknownFunction(tag, at: start) }
        let inner = function == nil ? depth : depth + 1
        guard inner < Template.depthMaximum else { throw .nestedTooDeeply(file: file, at: start) }
        let value = try readValue(node, at: start, tagged: function != nil, in: parentColumn, depth: inner)
        guard let function else { return value }
        let range = value.source.map { SourceRange(in: source, start, max(start, $0.end)) }
        let name = SourceRange(in: source, start, places.endOfWord(at: start))
        return Node(.object(Object([Field(function, value, keySource: name)])), at: range)
    }

    private mutating func readValue(
        _ node: Yams.Node, at start: SourcePosition, tagged: Bool, in parentColumn: Int, depth: Int
    ) throws(TemplateError) -> Node {
        let content = places.content(of: node, at: start)
        switch node {
        case .scalar(let scalar):
            if Self.hasNul(scalar) { throw nul(at: content.position) }
            let end = places.end(of: scalar, from: content, parentColumn: parentColumn)
            // Whatever has a tag or quotes is text.
            let isPlain = scalar.style == .plain && !tagged
            let value = isPlain ? plainValue(scalar) : .string(scalar.string)
            return Node(value, at: SourceRange(in: source, content.position, end.position))
        case .sequence(let sequence):
            var nodes: [Node] = []
            var end = content
            for child in sequence {
                // The items of a block list hang on the column of its dashes.
                let item = try read(child, in: max(parentColumn, content.column - 1), depth: depth + 1)
                end = places.later(end, item.source?.end)
                nodes.append(item)
            }
            if content.byte == UInt8(ascii: "[") {
                end = places.behindBracket(from: nodes.isEmpty ? content : end, opened: nodes.isEmpty)
            }
            return Node(.list(nodes), at: SourceRange(in: source, content.position, end.position))
        case .mapping(let mapping):
            // Yams says so too, but looks at the wrong event. A block may begin with a flow as its key.
            let isFlow = content.byte == UInt8(ascii: "{") && mapping.first?.key.mark.map(places.isBehind(content)) != false
            var end = content
            let object = try readObject(mapping, column: content.column - 1, end: &end, depth: depth)
            if isFlow { end = places.behindBracket(from: object.isEmpty ? content : end, opened: object.isEmpty) }
            return Node(.object(object), at: SourceRange(in: source, content.position, end.position))
        case .alias:
            return Node(.null, at: SourceRange(in: source, content.position, content.position))
        }
    }

    private mutating func readObject(
        _ mapping: Yams.Node.Mapping, column: Int, end: inout TextCursor, depth: Int
    ) throws(TemplateError) -> Object {
        var fields: [Field] = []
        fields.reserveCapacity(mapping.count)
        for (key, child) in mapping {
            let content = places.content(of: key, at: places.start(of: key))
            let place = content.position
            guard case .scalar(let scalar) = key, Self.isText(scalar) else { throw .keyNotText(file: file, at: place) }
            if scalar.style == .plain, scalar.string == "<<" {
                throw TemplateError(
                    .mergeKey, file: file, at: place, "the merge key << is not taken by CloudFormation",
                    advice: "Write the fields out; an alias (*name) as a whole value is fine.")
            }
            if Self.hasNul(scalar) { throw nul(at: place) }
            let keyEnd = places.end(of: scalar, from: content, parentColumn: column)
            let value = try read(child, in: column, depth: depth + 1)
            if end.position < keyEnd.position { end = keyEnd }
            end = places.later(end, value.source?.end)
            fields.append(Field(scalar.string, value, keySource: SourceRange(in: source, place, keyEnd.position)))
        }
        return Object(fields)
    }

    /// Only an escape can make the character, which no text may hold as it is.
    private static func hasNul(_ scalar: Yams.Node.Scalar) -> Bool {
        scalar.style == .doubleQuoted && scalar.string.utf8.contains(0)
    }

    /// Numbers and the like are fine as keys, because CloudFormation takes them as they are written; nothing and a function
    /// are not. Yams calls what it has compared with another key a text.
    private static func isText(_ key: Yams.Node.Scalar) -> Bool {
        isTextTag(key.tag.rawValue) && (key.style != .plain || !PlainScalar.isNull(key.string))
    }

    private func plainValue(_ scalar: Yams.Node.Scalar) -> Value {
        switch scalar.tag.rawValue {
        case Tag.Name.implicit.rawValue: PlainScalar.value(scalar.string)
        case Tag.Name.int.rawValue, Tag.Name.float.rawValue:
            PlainScalar.number(scalar.string).map(Value.number) ?? .number(Number(text: scalar.string))
        case Tag.Name.bool.rawValue: PlainScalar.bool(scalar.string).map(Value.bool) ?? .string(scalar.string)
        case Tag.Name.null.rawValue: .null
        default: .string(scalar.string)
        }
    }

    /// Nothing for tags of YAML itself; for any other an error, or the name of a function that nobody knows.
    /// What Yams calls values that have no tag of the author's.
    private static let plainTags = Set(
        [Tag.Name.implicit, .nonSpecific, .str, .int, .float, .bool, .null, .seq, .map].map(\.rawValue))
    private static func isTextTag(_ tag: String) -> Bool { tag.isEmpty || tag == "!" || tag == Tag.Name.str.rawValue }

    private mutating func unknownFunction(_ tag: String, at place: SourcePosition) throws(TemplateError) -> String? {
        // An empty one is what nearly all have.
        guard !tag.isEmpty, !Self.plainTags.contains(tag) else { return nil }
        let error = TemplateError(
            .unknownTag, file: file, at: place, "\(tag) is no function of CloudFormation",
            advice:
                "Tags are case-sensitive: !Ref, !GetAtt, !Sub, !Join and the others are; text that begins with ! needs quotes.")
        guard collectsUnknownTags, tag.hasPrefix("!") else { throw error }
        unknownTags.append(error)
        return "Fn::" + tag.dropFirst()
    }

    private func nul(at place: SourcePosition) -> TemplateError {
        TemplateError(
            .nulCharacter, file: file, at: place, "a NUL character stands here",
            advice: "CloudFormation takes text without NUL; remove it.")
    }
}
