import Foundation

/// Paths as they are from the working directory.
enum WorkingDirectory {
    /// A path without the working directory before it, and without `./`; as it is where it lies elsewhere.
    static func relative(_ path: String) -> String {
        let here = FileManager.default.currentDirectoryPath + "/"
        if path.hasPrefix("./") { return String(path.dropFirst(2)) }
        return path.hasPrefix(here) ? String(path.dropFirst(here.count)) : path
    }
}
