import Foundation

/// The repository that this file is part of, read once.
enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// All files that belong to it; what a build or a rehearsal leaves behind does not.
    static let files: [SourceFile] = {
        var files: [SourceFile] = []
        visit(root, "", &files)
        return files.sorted { $0.path < $1.path }
    }()

    /// Larger files are data. They are listed, so that a link to them resolves, but not read.
    private static let sizeMaximum = 1_000_000
    private static let visibleDotFolders: Set = [".ci"]
    private static let leftBehind: Set = ["viridian.out", "__pycache__", "Package.resolved"]

    private static func visit(_ folder: URL, _ prefix: String, _ files: inout [SourceFile]) {
        let keys: [URLResourceKey] = [.isDirectoryKey, .fileSizeKey]
        let entries = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: keys)) ?? []
        for entry in entries {
            let name = entry.lastPathComponent
            guard !leftBehind.contains(name), let values = try? entry.resourceValues(forKeys: Set(keys)) else { continue }
            if values.isDirectory == true {
                if !name.hasPrefix(".") || visibleDotFolders.contains(name) { visit(entry, prefix + name + "/", &files) }
            } else if name != ".git" {
                let isRead = (values.fileSize ?? 0) <= sizeMaximum
                files.append(SourceFile(prefix + name, isRead ? (try? String(contentsOf: entry, encoding: .utf8)) ?? "" : ""))
            }
        }
    }
}
