import Foundation

/// The files that findings name, as they lie on this machine.
package enum FindingFile {
    /// How findings name what is piped in.
    package static let standardInput = "stdin"

    /// The text of a file, for excerpts.
    package static func text(of file: String) -> String? {
        if let text = try? String(contentsOfFile: file, encoding: .utf8) { return text }
        return path(ofSwift: file).flatMap { try? String(contentsOfFile: $0, encoding: .utf8) }
    }

    /// A path without the working directory before it, and without `./`; as it is where it lies elsewhere. What names a module
    /// and a file in it is the path of that file, where one can tell.
    package static func location(of file: String) -> String {
        let here = FileManager.default.currentDirectoryPath + "/"
        if file.hasPrefix("./") { return String(file.dropFirst(2)) }
        let path = FileManager.default.fileExists(atPath: file) ? file : path(ofSwift: file) ?? file
        return path.hasPrefix(here) ? String(path.dropFirst(here.count)) : path
    }

    private static func path(ofSwift file: String) -> String? {
        file.hasSuffix(".swift") ? SwiftSource.path(of: file, in: swiftFiles) : nil
    }

    /// The Swift files below the working directory, without those that a build left behind.
    private static let swiftFiles: [String] = {
        let folder = URL(filePath: FileManager.default.currentDirectoryPath)
        let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil, options: [.skipsHiddenFiles])
        return (found?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }.map(\.path)
    }()
}
