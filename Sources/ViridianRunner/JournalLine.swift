import Foundation

/// A line of a journal: `{"crc":"0a1b2c3d","line":…}`, where the checksum is of the bytes behind it.
enum JournalLine {
    private static let prefix = "{\"crc\":\""
    private static let middle = "\",\"line\":"

    private static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }

    static func of(_ content: some Encodable) throws -> Data {
        let bytes = try encoder.encode(content)
        return Data("\(prefix)\(Checksum(bytes).text)\(middle)".utf8) + bytes + Data("}\n".utf8)
    }

    /// What a line says; nothing where it isn't as it was written.
    static func content(_ line: Data) -> Data? {
        let start = prefix.utf8.count + 8 + middle.utf8.count
        guard line.count > start + 1 else { return nil }
        let content = line.dropFirst(start).dropLast()
        let checksum = String(decoding: line.dropFirst(prefix.utf8.count).prefix(8), as: UTF8.self)
        return checksum == Checksum(content).text ? content : nil
    }

    /// The version that a first line says it has, whoever wrote it: a header of another version need not look like ours.
    static func version(_ line: Data) -> Int? {
        let start = prefix.utf8.count + 8 + middle.utf8.count
        return [line, line.dropFirst(start).dropLast()].lazy.compactMap {
            try? JSONDecoder().decode(Versioned.self, from: $0).version
        }.first
    }

    private struct Versioned: Decodable { var version: Int }
}
