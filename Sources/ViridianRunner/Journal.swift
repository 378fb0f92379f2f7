import Foundation
public import ViridianRelease

/// What happened in a release, one JSON object a line, on disk before anything is done about it (rule 6).
///
/// The first line says what is released by which plan. A last line that was torn by a crash is dropped when the journal is opened
/// again; anything else that can't be read is an error that names its line.
public struct Journal {
    /// The first line of a journal.
    public struct Header: Hashable, Sendable, Codable {
        /// The layout of the lines; a newer program reads older ones.
        public var version: Int
        public var plan: Plan
        public var revision: Revision

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
        public var event: Event
        public var records: [Record]
    }

    public let path: String
    private let file: FileHandle
    private static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }

    /// Begins a journal where there is none yet; nobody but its owner can read it.
    public static func create(at path: String, header: Header) throws -> Journal {
        let line = try encoder.encode(header) + Data("\n".utf8)
        guard FileManager.default.createFile(atPath: path, contents: line, attributes: [.posixPermissions: 0o600]),
            let file = FileHandle(forUpdatingAtPath: path)
        else {
            throw RunnerError(.journalUnwritable, "\(path) can't be written: is its folder there, and yours?")
        }
        let journal = Journal(path: path, file: file)
        try file.seekToEnd()
        try file.synchronize()
        return journal
    }

    /// Opens a journal to go on with it, and brings the release to where it was.
    public static func resume(at path: String) throws -> (journal: Journal, release: Release, entries: [Entry]) {
        let (header, entries, length) = try read(path)
        guard let file = FileHandle(forUpdatingAtPath: path) else {
            throw RunnerError(.journalUnwritable, "\(path) can't be written: is it yours?")
        }
        try file.truncate(atOffset: UInt64(length))
        try file.seekToEnd()
        var release = Release(plan: header.plan, revision: header.revision)
        for entry in entries {
            // What the release says while it is replayed was said already.
            _ = release.handle(entry.event)
        }
        return (Journal(path: path, file: file), release, entries)
    }

    /// Reads a journal without touching it. `length` is where its last whole line ends.
    public static func read(_ path: String) throws -> (header: Header, entries: [Entry], length: Int) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw RunnerError(.journalUnreadable, "\(path) can't be read; a folder of a rehearsal has a journal.jsonl")
        }
        let decoder = JSONDecoder()
        var header: Header?
        var entries: [Entry] = []
        var start = data.startIndex
        var number = 0
        while start < data.endIndex, let end = data[start...].firstIndex(of: UInt8(ascii: "\n")) {
            number += 1
            do {
                let line = data[start..<end]
                if header == nil {
                    header = try decoder.decode(Header.self, from: line)
                } else {
                    entries.append(try decoder.decode(Entry.self, from: line))
                }
            } catch {
                throw RunnerError(.journalDamaged, "\(path):\(number): this line is no entry of a release's journal; it was changed")
            }
            start = data.index(after: end)
        }
        guard let header else { throw RunnerError(.journalDamaged, "\(path):1: the journal has no first line") }
        guard header.version == 1 else {
            throw RunnerError(
                .journalDamaged, "\(path):1: the journal has version \(header.version), and this program reads version 1")
        }
        return (header, entries, start - data.startIndex)
    }

    /// Writes an entry and waits until it is on disk.
    func append(_ entry: Entry) throws {
        try file.write(contentsOf: Self.encoder.encode(entry) + Data("\n".utf8))
        try file.synchronize()
    }
}

/// What can go wrong with a journal.
public struct RunnerError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of mistake it is; open, so that a new one breaks nobody.
    public struct Code: RawRepresentable, Hashable, Sendable {
        public var rawValue: String
        public init(rawValue: String) { self.rawValue = rawValue }

        public static let journalUnwritable = Code(rawValue: "journal-unwritable")
        public static let journalUnreadable = Code(rawValue: "journal-unreadable")
        public static let journalDamaged = Code(rawValue: "journal-damaged")
    }

    public var code: Code
    public var description: String

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
