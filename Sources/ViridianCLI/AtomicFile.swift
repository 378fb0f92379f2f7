import Foundation

/// A file of which nobody ever sees half: what is written lies beside it first and takes its name then.
struct AtomicFile {
    /// The file itself, where the path leads through links.
    private let url: URL
    private let path: String

    init(path: String) {
        self.path = path
        url = URL(filePath: path).resolvingSymlinksInPath()
    }

    /// Writes everything; who may do what with a file that is there stays as it is.
    func write(_ data: Data) throws {
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
            throw UsageError(description: "\(path) can't be written; check that its folder is there and that you may write to it")
        }
    }
}
