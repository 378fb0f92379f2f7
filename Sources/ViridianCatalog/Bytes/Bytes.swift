import CViridianCatalog

/// The embedded catalogue as bytes with five tables: strings, nodes, types, regions, documents.
///
/// Nothing is decoded when it is opened. It is constant memory of the executable, which is why any thread may read it.
/// The layout is described in `Tools/build-catalog/encoding.py`.
struct Bytes: @unchecked Sendable {
    let base: UnsafeRawPointer
    let length: Int

    static let embedded = Bytes(base: UnsafeRawPointer(viridian_catalogue()), length: Int(viridian_catalogue_length()))

    enum Table: Int {
        case strings, nodes, types, regions, documents
    }

    func count(_ table: Table) -> Int { word(at: 8 + 8 * table.rawValue) }

    /// The bytes of one entry of a table of offsets.
    func entry(_ index: Int, of table: Table) -> UnsafeRawBufferPointer {
        let range = range(index, of: table)
        return UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count)
    }

    func cursor(_ index: Int, of table: Table) -> Cursor {
        let range = range(index, of: table)
        return Cursor(bytes: self, position: range.lowerBound, end: range.upperBound)
    }

    func string(_ index: Int) -> String { String(decoding: entry(index, of: .strings), as: UTF8.self) }

    /// The number of a string, if any type, property or value is spelt so.
    func stringNumber(_ text: String) -> Int? {
        find(text, among: count(.strings)) { entry($0, of: .strings) }
    }

    /// The number of a type.
    func typeNumber(_ name: String) -> Int? {
        find(name, among: count(.types)) { index in
            var record = cursor(index, of: .types)
            return entry(record.number(), of: .strings)
        }
    }

    var regions: [String] {
        var cursor = Cursor(bytes: self, position: start(.regions), end: length)
        return (0..<count(.regions)).map { _ in string(cursor.number()) }
    }

    /// The schema of a document that is no resource type.
    func document(_ name: String) -> Schema? {
        guard let wanted = stringNumber(name) else { return nil }
        var cursor = Cursor(bytes: self, position: start(.documents), end: length)
        for _ in 0..<count(.documents) {
            let (found, schema) = (cursor.number(), cursor.schema())
            if found == wanted { return schema }
        }
        return nil
    }

    private func range(_ index: Int, of table: Table) -> Range<Int> {
        let count = count(table)
        precondition(index >= 0 && index < count, "the catalogue has no such entry")
        let offsets = start(table)
        let data = offsets + 4 * (count + 1)
        return (data + word(at: offsets + 4 * index))..<(data + word(at: offsets + 4 * index + 4))
    }

    private func start(_ table: Table) -> Int { word(at: 12 + 8 * table.rawValue) }

    private func word(at offset: Int) -> Int {
        Int(UInt32(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
    }

    /// Binary search in entries that are sorted by their bytes.
    private func find(_ text: String, among count: Int, _ entry: (Int) -> UnsafeRawBufferPointer) -> Int? {
        var text = text
        return text.withUTF8 { wanted in
            var (low, high) = (0, count)
            while low < high {
                let middle = (low + high) / 2
                let found = entry(middle)
                if found.elementsEqual(wanted) { return middle }
                if found.lexicographicallyPrecedes(wanted) { low = middle + 1 } else { high = middle }
            }
            return nil
        }
    }
}
