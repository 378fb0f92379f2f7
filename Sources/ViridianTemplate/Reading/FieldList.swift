/// The fields of an object as they are read. A key that comes a second time is refused.
struct FieldList {
    private let file: String
    private(set) var fields: [Field] = []
    /// Where each key stands in the list; made when there are too many to be looked through.
    private var indices: [String: Int] = [:]

    init(file: String) { self.file = file }

    mutating func append(_ field: Field) throws(TemplateError) {
        if let first = index(of: field.key) {
            let place = field.keySource?.start ?? SourcePosition(line: 1, column: 1)
            throw .duplicateKey(field.key, file: file, at: place, first: fields[first].keySource?.start ?? place)
        }
        fields.append(field)
        if fields.count == Self.few {
            for (index, field) in fields.enumerated() { indices[field.key] = index }
        } else if fields.count > Self.few {
            indices[field.key] = fields.count - 1
        }
    }

    private static let few = 16

    private func index(of key: String) -> Int? {
        fields.count < Self.few ? fields.firstIndex { $0.key == key } : indices[key]
    }
}
