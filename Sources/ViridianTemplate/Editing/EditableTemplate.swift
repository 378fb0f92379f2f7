/// A template together with its text, which is changed where the tree changes and nowhere else: comments, order, quotes and line
/// ends stay as somebody wrote them.
///
/// Every edit is proved before it counts: the new text is read again, and has to give exactly the tree that the change gives. So
/// an alias, a block of text or a notation that is met for the first time makes an edit impossible, and never wrong.
public struct EditableTemplate: Sendable {
    /// What the text says.
    public private(set) var template: Template
    /// All bytes, with a byte order mark where there was one.
    public private(set) var bytes: [UInt8]
    private let format: Template.Format

    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Reads a template. `file` is the name that positions carry; its extension tells the format, else the first character does.
    public init(_ bytes: [UInt8], file: String) throws(TemplateError) {
        format = try TemplateText(bytes, file: file).guessedFormat
        template = try Template.read(bytes, file: file, format: format)
        self.bytes = bytes
    }

    /// Changes text and tree. It returns what was edited; nothing, and no change, where it can't be written here.
    public mutating func apply(_ change: Change) -> TextEdit? {
        guard let expected = template.applying(change) else { return nil }
        let text = LinedText(bytes.starts(with: Self.mark) ? Array(bytes.dropFirst(3)) : bytes)
        let editor = TemplateEditor(template: template, text: text, style: WrittenStyle(template, text, format: format))
        for edit in editor.candidates(for: change) {
            guard let changed = text.applying(edit) else { continue }
            let edited = bytes.starts(with: Self.mark) ? Self.mark + changed : changed
            guard let read = try? Template.read(edited, file: template.name, format: format), read == expected else { continue }
            (template, bytes) = (read, edited)
            return edit
        }
        return nil
    }
}
