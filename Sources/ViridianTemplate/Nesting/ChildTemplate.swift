import Foundation

/// What stands behind the `TemplateURL` of a nested stack.
public enum ChildTemplate: Hashable, Sendable {
    /// A file beside the template, as `aws cloudformation package` takes it.
    case loaded(Template)
    /// An address of S3, or a text that is known only when the stack is made.
    case elsewhere
    /// A path that leads out of the folder. It is not read.
    case outside(path: String)
    /// There is no such file, or it is none.
    case missing(path: String)
    /// The file is no template.
    case unreadable(TemplateError)

    /// The template, where it was loaded.
    public var template: Template? { if case .loaded(let template) = self { template } else { nil } }

    /// Reads what a URL names, if it is a path into the folder. Links are followed only to files in it.
    init(url: Node?, besideFile file: String, inside folder: String) {
        guard let path = url?.string, !path.isEmpty, !path.contains("://"), !path.contains("${"), !path.contains("{{") else {
            self = .elsewhere
            return
        }
        let base = URL(filePath: file).deletingLastPathComponent()
        let wanted = path.hasPrefix("/") ? URL(filePath: path) : base.appending(path: path)
        // By name first: of what stands outside, not even the existence is looked at.
        guard Self.isInside(wanted.standardizedFileURL.path, URL(filePath: folder).standardizedFileURL.path) else {
            self = .outside(path: path)
            return
        }
        guard let real = Self.realPath(wanted.path), let realFolder = Self.realPath(folder) else {
            self = .missing(path: path)
            return
        }
        guard Self.isInside(real, realFolder) else {
            self = .outside(path: path)
            return
        }
        // A pipe would wait for ever.
        guard (try? FileManager.default.attributesOfItem(atPath: real))?[.type] as? FileAttributeType == .typeRegular else {
            self = .missing(path: path)
            return
        }
        do throws(TemplateError) {
            var template = try Template.read(contentsOf: real)
            template.name = wanted.relativePath
            self = .loaded(try template.expandingLoops())
        } catch {
            self = .unreadable(error)
        }
    }

    private static func isInside(_ path: String, _ folder: String) -> Bool {
        folder == "/" || path.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/")
    }

    private static func realPath(_ path: String) -> String? {
        guard let pointer = realpath(path.isEmpty ? "." : path, nil) else { return nil }
        defer { free(pointer) }
        return String(cString: pointer)
    }
}
