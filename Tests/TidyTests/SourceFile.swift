/// A file of the repository as the checks see it: its path from the root, its lines and, of Swift, its code alone.
struct SourceFile: Sendable {
    var path: String
    var lines: [String]
    /// The words and signs of a Swift file without comments and without the contents of strings; empty for all other files.
    var tokens: [Token]

    init(_ path: String, _ text: String) {
        self.path = path
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last?.isEmpty == true { lines.removeLast() }
        tokens = path.hasSuffix(".swift") ? Token.tokens(of: CodeOnly.code(of: text)) : []
    }
}

extension SourceFile {
    var fileName: String { String(path.split(separator: "/").last ?? "") }
    /// The file's name without what follows its last dot.
    var baseName: String { fileName.lastIndex(of: ".").map { String(fileName[..<$0]) } ?? fileName }
    var folder: String { path.split(separator: "/").dropLast().joined(separator: "/") }
    var fileExtension: String { fileName.split(separator: ".").last.map(String.init) ?? "" }

    var isSwift: Bool { path.hasSuffix(".swift") }
    var isMarkdown: Bool { path.hasSuffix(".md") }
    /// Generated code answers to its generator, not to the house rules.
    var isGenerated: Bool { path.split(separator: "/").contains("Generated") }
    /// Something a person writes and a compiler or an interpreter reads.
    var isProgram: Bool { ["swift", "c", "h", "py", "sh"].contains(fileExtension) || path.hasPrefix(".ci/") }

    /// Every line with its number, counted from 1.
    var numberedLines: [(number: Int, text: String)] {
        lines.enumerated().map { (number: $0.offset + 1, text: $0.element) }
    }
}

extension String {
    /// The text without white space at its ends.
    var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace }) else {
            return ""
        }
        return String(self[first...last])
    }
}
