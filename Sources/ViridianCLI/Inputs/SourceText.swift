import Foundation
import Viridian

/// The text of what findings name, for excerpts.
enum SourceText {
    static func contents(of file: String) -> String? {
        if file == StandardInput.name { return try? StandardInput.text() }
        if let text = try? String(contentsOfFile: file, encoding: .utf8) { return text }
        guard file.hasSuffix(".swift") else { return nil }
        return SwiftSource.path(of: file, in: swiftFiles).flatMap { try? String(contentsOfFile: $0, encoding: .utf8) }
    }

    /// The Swift files below the working directory: an app's findings name a module and a file in it.
    private static let swiftFiles: [String] = {
        let folder = URL(filePath: FileManager.default.currentDirectoryPath)
        let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil, options: [.skipsHiddenFiles])
        return (found?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }.map(\.path)
    }()
}
