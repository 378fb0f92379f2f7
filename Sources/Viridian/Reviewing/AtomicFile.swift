package import Foundation

/// A file of which nobody ever sees half: what is written lies beside it first and takes its name then.
package struct AtomicFile {
    /// The file itself, where the path leads through links.
    private let url: URL
    private let path: String

    package init(path: String) {
        self.path = path
        url = URL(filePath: path).resolvingSymlinksInPath()
    }

    /// Writes everything; who may do what with a file that is there stays as it is.
    package func write(_ data: Data) throws(AppError) {
        let files = FileManager.default
        let draft = url.deletingLastPathComponent().appending(path: ".\(url.lastPathComponent).\(UUID().uuidString)")
        do {
            try data.write(to: draft)
            if let mode = try? files.attributesOfItem(atPath: url.path)[.posixPermissions] {
                try files.setAttributes([.posixPermissions: mode], ofItemAtPath: draft.path)
            }
            guard rename(draft.path, url.path) == 0 else { throw CocoaError(.fileWriteUnknown) }
        } catch {
            try? files.removeItem(at: draft)
            throw AppError(
                .notWritten, "\(path) can't be written", advice: "Check that its folder is there and that you may write to it.")
        }
    }
}
