/// Finds the file that a `#fileID` means, which is only the names of a module and of a file.
package enum SwiftSource {
    /// The one path with that file name; among several, the one with a folder that is named after the module.
    package static func path(of fileID: String, in paths: [String]) -> String? {
        let parts = fileID.split(separator: "/")
        guard parts.count >= 2, let module = parts.first, let file = parts.last else { return nil }
        let candidates = paths.filter { $0.split(separator: "/").last == file }
        if candidates.count == 1 { return candidates[0] }
        let named = candidates.filter { $0.split(separator: "/").dropLast().contains(module) }
        return named.count == 1 ? named[0] : nil
    }
}
