import Foundation
import ViridianTemplate

/// The template of a nested stack, where it lies beside or below the template that names it. Nothing else is ever read.
enum NestedTemplate {
    static func read(_ location: String, of parent: Template) -> Template? {
        guard !location.contains("://"), !location.hasPrefix("/") else { return nil }
        let folder = URL(filePath: parent.name).deletingLastPathComponent().standardizedFileURL.resolvingSymlinksInPath()
        let file = folder.appending(path: location).standardizedFileURL.resolvingSymlinksInPath()
        guard file.path.hasPrefix(folder.path.hasSuffix("/") ? folder.path : folder.path + "/") else { return nil }
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        var template = try? Template.read(contentsOf: file.path)
        template?.name = location
        return template
    }
}
