/// Reads JSON (RFC 8259) in one pass and remembers where every key and value stands.
///
/// Our own, because no parser at hand tells the column of a key, names duplicates, or keeps a number as it was written.
struct JSONReader {
    var cursor: TextCursor
    let file: String
    private let source: SourceFile
    /// The brackets that are open, outermost first.
    private var openings: [(bracket: Character, place: SourcePosition)] = []

    init(_ text: TemplateText) {
        cursor = TextCursor(text.bytes)
        file = text.file
        source = SourceFile(file)
    }

    mutating func readDocument() throws(TemplateError) -> Node {
        skipBlanks()
        let node = try readValue()
        skipBlanks()
        guard cursor.isAtEnd else {
            throw TemplateError(
                .trailingContent, file: file, at: cursor.position,
                "the template ends before this place, but \(cursor.found) follows",
                advice: "One file holds one template: remove what follows, or check the brackets.")
        }
        return node
    }

    private mutating func readValue() throws(TemplateError) -> Node {
        let start = cursor.position
        let value: Value
        switch cursor.byte {
        case UInt8(ascii: "{"): value = .object(try readObject())
        case UInt8(ascii: "["): value = .list(try readList())
        case UInt8(ascii: "\""): value = .string(try readString())
        case .some(UInt8(ascii: "-")), .some(UInt8(ascii: "0")...UInt8(ascii: "9")): value = .number(try readNumber())
        case .some(UInt8(ascii: "a")...UInt8(ascii: "z")): value = try readWord()
        default: throw syntax("expected a value, found \(cursor.found)")
        }
        return Node(value, at: SourceRange(in: source, start, cursor.position))
    }

    private mutating func readObject() throws(TemplateError) -> Object {
        try enter("{")
        defer { openings.removeLast() }
        var fields = FieldList(file: file)
        skipBlanks()
        if take("}") { return Object() }
        while true {
            let field = try readField()
            try fields.append(field)
            skipBlanks()
            if take("}") { return Object(fields.fields) }
            let place = cursor
            guard take(",") else {
                throw syntax("expected ',' or '}' after the value of \"\(field.key)\", found \(cursor.found)\(open)")
            }
            skipBlanks()
            if cursor.byte == UInt8(ascii: "}") {
                throw syntax("the ',' before '}' is one too many", at: place.position)
            }
        }
    }

    private mutating func readField() throws(TemplateError) -> Field {
        let start = cursor.position
        guard cursor.byte == UInt8(ascii: "\"") else {
            guard cursor.byte == UInt8(ascii: "{") else {
                throw syntax("expected a key in double quotes or '}', found \(cursor.found)\(open)")
            }
            throw missingKey
        }
        let key = try readString()
        let range = SourceRange(in: source, start, cursor.position)
        skipBlanks()
        guard take(":") else { throw syntax("expected ':' after the key \"\(key)\", found \(cursor.found)") }
        skipBlanks()
        return Field(key, try readValue(), keySource: range)
    }

    private mutating func readList() throws(TemplateError) -> [Node] {
        try enter("[")
        defer { openings.removeLast() }
        var nodes: [Node] = []
        skipBlanks()
        if take("]") { return [] }
        while true {
            nodes.append(try readValue())
            skipBlanks()
            if take("]") { return nodes }
            let place = cursor
            guard take(",") else {
                throw syntax("expected ',' or ']' after item \(nodes.count) of the list, found \(cursor.found)\(open)")
            }
            skipBlanks()
            if cursor.byte == UInt8(ascii: "]") {
                throw syntax("the ',' before ']' is one too many", at: place.position)
            }
        }
    }

    /// Steps behind the opening bracket, unless it is one too deep.
    private mutating func enter(_ bracket: Character) throws(TemplateError) {
        guard openings.count < Template.depthMaximum else { throw .nestedTooDeeply(file: file, at: cursor.position) }
        openings.append((bracket, cursor.position))
        cursor.advance()
    }

    /// Something begins where a key must stand: more often than not, what is open should have been closed in a line before.
    private var missingKey: TemplateError {
        let problem = "a key such as \"Value\": is missing before this '{'"
        guard let last = openings.last, last.place.line < cursor.position.line else { return syntax(problem + open) }
        let bracket = "the '\(last.bracket)' of line \(last.place.line), column \(last.place.column)"
        var error = syntax("\(bracket) isn't closed: \(problem)")
        error.advice = "Close it with '}' before this line, or write the key here."
        return error
    }

    /// The end of a message: which bracket is open here.
    private var open: String {
        guard let last = openings.last else { return "" }
        return "; the '\(last.bracket)' of line \(last.place.line), column \(last.place.column) is open"
    }

    mutating func skipBlanks() {
        cursor.skip { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard cursor.byte == UInt8(ascii: character) else { return false }
        cursor.advance()
        return true
    }

    func syntax(_ problem: String, at position: SourcePosition? = nil) -> TemplateError {
        // Whoever calls a file JSON doesn't ask how YAML is told from it.
        let isCalledJSON = file.lowercased().hasSuffix(".json")
        return TemplateError(
            .invalidJSON, file: file, at: position ?? cursor.position, problem,
            advice: isCalledJSON
                ? "JSON takes double quotes only, no comments, and no comma before a closing bracket."
                : "The text is read as JSON; a YAML template needs the extension .yaml or .yml.")
    }
}

extension TemplateError {
    static func duplicateKey(_ key: String, file: String, at place: SourcePosition, first: SourcePosition) -> Self {
        var error = Self(
            .duplicateKey, file: file, at: place,
            "the key \"\(key)\" is written twice in one object, first in line \(first.line), column \(first.column)",
            advice: "Only one of them could count: remove or rename one.")
        error.related = first == place ? [] : [first]
        return error
    }

    static func nestedTooDeeply(file: String, at place: SourcePosition?) -> Self {
        Self(
            .nestedTooDeeply, file: file, at: place,
            "lists and objects nest more than \(Template.depthMaximum) levels deep here",
            advice: "No template needs that: check the brackets or the indentation.")
    }
}
