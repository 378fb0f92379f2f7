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

    /// Reads what a location names, if it is a path into the folder. Links are followed only to files in it.
    public init(location: String, besideFile file: String, inside folder: String) {
        guard !location.isEmpty, !location.contains("://"), !location.contains("${"), !location.contains("{{") else {
            self = .elsewhere
            return
        }
        let base = URL(filePath: file).deletingLastPathComponent()
        let wanted = location.hasPrefix("/") ? URL(filePath: location) : base.appending(path: location)
        switch Enclosure(folder).place(of: wanted.path) {
        case .outside: self = .outside(path: location)
        case .missing: self = .missing(path: location)
        case .file(let real):
            do throws(TemplateError) {
                var template = try Template.read(contentsOf: real)
                template.name = wanted.relativePath
                self = .loaded(try template.expandingLoops())
            } catch {
                self = .unreadable(error)
            }
        }
    }
}
