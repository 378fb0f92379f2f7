/// The type of a column, read from the words that PostgreSQL writes it with: `character varying(20)`, `numeric(10,2)[]`.
public struct ColumnType: Hashable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
    /// The words.
    public let description: String
    /// The words without the numbers and the brackets, such as `timestamp with time zone`.
    let name: String
    /// The numbers in parentheses: a length, a precision, a precision and a scale.
    let numbers: [Int]
    /// Whether it is an array.
    let isArray: Bool

    /// A type, as PostgreSQL's function `format_type` writes it.
    public init(_ text: String) {
        description = text
        isArray = text.hasSuffix("[]")
        let element = text.dropLast(isArray ? 2 : 0)
        guard let open = element.lastIndex(of: "("), let close = element[open...].firstIndex(of: ")"),
            let numbers = Self.numbers(in: element[element.index(after: open)..<close])
        else {
            self.name = String(element)
            self.numbers = []
            return
        }
        self.name = String(element[..<open] + element[element.index(after: close)...])
        self.numbers = numbers
    }

    /// A type, as PostgreSQL writes it.
    public init(stringLiteral value: String) { self.init(value) }

    /// The numbers between the parentheses; none where there is something else, as in a quoted name.
    private static func numbers(in text: Substring) -> [Int]? {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Int($0) }
        return numbers.count == parts.count ? numbers : nil
    }
}
