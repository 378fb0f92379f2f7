import Foundation

extension Template {
    /// The two languages in which CloudFormation takes templates.
    public enum Format: String, Hashable, Sendable, CaseIterable {
        case json, yaml
    }

    /// The largest template that CloudFormation takes, from an S3 bucket; inline it takes 51,200 bytes.
    /// Source: CloudFormation User Guide, "Understand CloudFormation quotas" ("1 MB").
    public static let sizeMaximum = 1_000_000
    /// How deeply lists and objects may nest: far beyond any real template, and well within the stack.
    public static let depthMaximum = 200

    /// Reads a template from text.
    ///
    /// `file` is the name that positions and errors carry. Without a `format` the name's extension decides, then the first
    /// character: `{` begins JSON.
    public static func read(_ text: String, file: String, format: Format? = nil) throws(TemplateError) -> Template {
        try read(Array(text.utf8), file: file, format: format)
    }

    /// Reads a template from a file: the only place where this module touches the world.
    public static func read(contentsOf path: String) throws(TemplateError) -> Template {
        try read(contents(of: path), file: path, format: nil)
    }

    /// Reads a template from a file as far as it makes sense: tags that nobody knows are told beside it, and what has one becomes
    /// the call of a function that nobody knows; JSON with a slip, such as a comma too many, is read as YAML, which forgives it.
    /// So a review has something to say of the rest.
    public static func readTolerantly(
        contentsOf path: String
    ) throws(TemplateError) -> (template: Template, errors: [TemplateError]) {
        let text = try TemplateText(contents(of: path), file: path)
        guard text.guessedFormat == .yaml else {
            do {
                return (try template(text, format: .json), [])
            } catch {
                guard error.code == .invalidJSON, let template = try? template(text, format: .yaml) else { throw error }
                return (template, [error])
            }
        }
        var reader = YAMLReader(text, collectsUnknownTags: true)
        var tree = try reader.readDocument()
        return (try template(&tree, text), reader.unknownTags)
    }

    static func read(_ bytes: [UInt8], file: String, format: Format?) throws(TemplateError) -> Template {
        try template(TemplateText(bytes, file: file), format: format)
    }

    private static func template(_ text: TemplateText, format: Format?) throws(TemplateError) -> Template {
        var tree = try Node.read(text, format: format)
        return try template(&tree, text)
    }

    /// The tree is used up: what stands in it is moved into the template.
    private static func template(_ tree: inout Node, _ text: TemplateText) throws(TemplateError) -> Template {
        let file = text.file
        guard case .object(var root) = tree.value else {
            throw TemplateError(
                .notATemplate, file: file, at: tree.source?.start,
                "this is no CloudFormation template: its top level is no object",
                advice: "A template begins with sections such as Parameters and Resources.")
        }
        guard root["Resources"] != nil else {
            throw TemplateError(
                .notATemplate, file: file, at: tree.source?.start, "this is no CloudFormation template: it has no Resources",
                advice: "Resources is the one section that every template needs.")
        }
        // What nobody else holds is changed in place.
        tree.value = .null
        Recognition.recognise(inTemplate: &root)
        var template = Template(root: root, name: file)
        template.comments = Comment.all(in: text)
        return template
    }

    fileprivate static func contents(of path: String) throws(TemplateError) -> [UInt8] {
        let data: Data
        do {
            guard let handle = FileHandle(forReadingAtPath: path) else { throw CocoaError(.fileNoSuchFile) }
            defer { try? handle.close() }
            data = try handle.read(upToCount: sizeMaximum + 4) ?? Data()
        } catch {
            throw TemplateError(
                .unreadableFile, file: path, "the file can't be read",
                advice: "Check that the file exists, is no folder and may be read by you.")
        }
        return Array(data)
    }
}

extension Node {
    /// Reads any JSON or YAML file, such as a release plan, with the place of every key and value.
    public static func read(contentsOf path: String) throws(TemplateError) -> Node {
        try read(TemplateText(Template.contents(of: path), file: path), format: nil)
    }

    /// Reads any YAML text, with the place of every key and value; nothing but comments is an error.
    public static func read(yaml text: String, file: String) throws(TemplateError) -> Node {
        try read(TemplateText(Array(text.utf8), file: file), format: .yaml)
    }

    /// Reads JSON that stands inside a template as text, such as a policy. Places count from the start of that text.
    public static func read(json text: String) throws(TemplateError) -> Node {
        try read(TemplateText(Array(text.utf8), file: "JSON"), format: .json)
    }

    fileprivate static func read(_ text: TemplateText, format: Template.Format?) throws(TemplateError) -> Node {
        switch format ?? text.guessedFormat {
        case .json:
            var reader = JSONReader(text)
            return try reader.readDocument()
        case .yaml:
            var reader = YAMLReader(text)
            return try reader.readDocument()
        }
    }
}
