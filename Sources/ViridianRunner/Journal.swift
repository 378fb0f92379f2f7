import Foundation
public import ViridianRelease

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What happened in a release, one JSON object a line, on disk before anything is done about it (rule 6).
///
/// The first line says what is released by which plan. Every line carries a checksum of what it says. A last line that was torn
/// by a crash is dropped when the journal is opened again; anything else that is not as it was written is an error that names
/// its line.
public struct Journal {
    /// The first line of a journal.
    public struct Header: Hashable, Sendable, Codable {
        /// The layout of the lines; a newer program reads older ones.
        public var version: Int
        /// By which plan it is released, so that a resumed release keeps to it.
        public var plan: Plan
        /// What is released.
        public var revision: Revision

        /// The first line of a journal in the layout of this program.
        public init(plan: Plan, revision: Revision) {
            version = 1
            self.plan = plan
            self.revision = revision
        }
    }

    /// One event and what the release said about it.
    public struct Entry: Hashable, Sendable, Codable {
        /// Counts from 1.
        public var number: Int
        /// What happened; replaying these is what brings a release back.
        public var event: Event
        /// What the release said about it.
        public var records: [Record]

        /// An event with its number and what was said about it.
        public init(number: Int, event: Event, records: [Record]) {
            self.number = number
            self.event = event
            self.records = records
        }
    }

    /// Where the file is.
    public let path: String
    private let file: FileHandle
    private static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }

    /// Begins a journal where there is none yet, so that none is lost; nobody but its owner can read it.
    public static func create(at path: String, header: Header) throws -> Journal {
        let descriptor = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw RunnerError(
                .journalUnwritable,
                errno == EEXIST
                    ? "\(path) exists already: resume it, or take another folder"
                    : "\(path) can't be written: is its folder there, and yours?")
        }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        try lock(file, path)
        try file.write(contentsOf: line(header))
        try file.synchronize()
        return Journal(path: path, file: file)
    }

    /// Opens a journal to go on with it, and brings the release to where it was.
    public static func resume(at path: String) throws -> (journal: Journal, release: Release, entries: [Entry]) {
        guard let file = FileHandle(forUpdatingAtPath: path) else {
            _ = try read(path)
            throw RunnerError(.journalUnwritable, "\(path) can't be written: is it yours?")
        }
        try lock(file, path)
        let (header, entries, length) = try read(path)
        try file.truncate(atOffset: UInt64(length))
        try file.seekToEnd()
        try file.synchronize()
        var release = Release(plan: header.plan, revision: header.revision)
        for entry in entries {
            // What the release says while it is replayed was said already.
            _ = release.handle(entry.event)
        }
        return (Journal(path: path, file: file), release, entries)
    }

    /// One runner writes a journal. The lock goes with its process, however that ends.
    private static func lock(_ file: FileHandle, _ path: String) throws {
        guard flock(file.fileDescriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw RunnerError(.journalInUse, "\(path) is being written by another runner; let it end, or stop it first")
        }
    }

    /// Reads a journal without touching it. `length` is where its last whole line ends.
    public static func read(_ path: String) throws -> (header: Header, entries: [Entry], length: Int) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw RunnerError(.journalUnreadable, "\(path) can't be read; a folder of a rehearsal has a journal.jsonl")
        }
        var header: Header?
        var entries: [Entry] = []
        var start = data.startIndex
        var number = 0
        while start < data.endIndex, let end = data[start...].firstIndex(of: UInt8(ascii: "\n")) {
            number += 1
            let line = data[start..<end]
            if header == nil {
                header = try decode(Header.self, line, path, number)
            } else {
                let entry = try decode(Entry.self, line, path, number)
                guard entry.number == entries.count + 1 else {
                    let wanted = entries.count + 1
                    throw RunnerError(
                        .journalDamaged, "\(path):\(number): entry \(entry.number) where \(wanted) should be; lines are missing")
                }
                entries.append(entry)
            }
            start = data.index(after: end)
        }
        guard let header else { throw RunnerError(.journalDamaged, "\(path):1: the journal has no first line") }
        return (header, entries, start - data.startIndex)
    }

    /// `{"crc":"0a1b2c3d","line":…}`: the checksum is of the bytes behind it.
    private static func line(_ content: some Encodable) throws -> Data {
        let bytes = try encoder.encode(content)
        return Data("\(prefix)\(Checksum(bytes).text)\(middle)".utf8) + bytes + Data("}\n".utf8)
    }

    private static let prefix = "{\"crc\":\""
    private static let middle = "\",\"line\":"

    private static func decode<Line: Decodable>(_ type: Line.Type, _ data: Data, _ path: String, _ number: Int) throws -> Line {
        let start = prefix.utf8.count + 8 + middle.utf8.count
        let content = data.dropFirst(start).dropLast()
        let checksum = String(decoding: data.dropFirst(prefix.utf8.count).prefix(8), as: UTF8.self)
        let decoder = JSONDecoder()
        // The version is read first: a header of another version need not look like ours.
        let version =
            number == 1 ? [data, content].lazy.compactMap { try? decoder.decode(Versioned.self, from: $0).version }.first : nil
        if let version, version != 1 {
            throw RunnerError(
                .journalDamaged, "\(path):1: the journal has version \(version), and this program reads version 1")
        }
        guard data.count > start + 1, checksum == Checksum(content).text, let line = try? decoder.decode(type, from: content)
        else {
            throw RunnerError(.journalDamaged, "\(path):\(number): this line is no entry of a release's journal; it was changed")
        }
        return line
    }

    /// Writes an entry and waits until it is on disk.
    func append(_ entry: Entry) throws {
        try file.write(contentsOf: Self.line(entry))
        try file.synchronize()
    }
}

private struct Versioned: Decodable { var version: Int }

/// What can go wrong with a journal.
public struct RunnerError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of mistake it is; open, so that a new one breaks nobody.
    public struct Code: RawRepresentable, Hashable, Sendable {
        /// The word for it in reports.
        public var rawValue: String
        /// A code that this version may not know.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The file or its folder refuses to be written.
        public static let journalUnwritable = Code(rawValue: "journal-unwritable")
        /// The file is not there, or refuses to be read.
        public static let journalUnreadable = Code(rawValue: "journal-unreadable")
        /// The file was changed, or another version wrote it.
        public static let journalDamaged = Code(rawValue: "journal-damaged")
        /// Another runner writes it.
        public static let journalInUse = Code(rawValue: "journal-in-use")
    }

    /// What kind of mistake it is, for programs.
    public var code: Code
    /// What went wrong, where, and the way out.
    public var description: String

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
