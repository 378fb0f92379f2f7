import Foundation

/// The text of what findings name, for excerpts.
enum SourceText {
    static func contents(of file: String) -> String? {
        file == StandardInput.name ? try? StandardInput.text() : try? String(contentsOfFile: file, encoding: .utf8)
    }
}
