import Foundation
import Testing
import ViridianRelease
import ViridianRunner

@Suite struct JournalTests {
    static let header = Journal.Header(plan: .test, revision: "web:2")

    /// The text of the journal of a whole good run.
    static func recorded(in folder: Folder) async throws -> [String] {
        let journal = try Journal.create(at: folder.journal, header: header)
        let runner = Runner(world: MemoryWorld(), clock: JumpingClock())
        let release = Release(plan: .test, revision: "web:2")
        _ = try await runner.run(release, journal: journal, commands: .never, holder: "web:2") { _ in }
        return try String(contentsOfFile: folder.journal, encoding: .utf8).split(separator: "\n").map(String.init)
    }

    static func write(_ text: String, to path: String) throws { try Data(text.utf8).write(to: URL(filePath: path)) }

    static func complaint(_ path: String) -> String? {
        do {
            _ = try Journal.resume(at: path)
            return nil
        } catch {
            return "\(error)"
        }
    }

    @Test func `nobody but its owner can read a journal`() throws {
        let folder = try Folder()
        defer { folder.remove() }
        _ = try Journal.create(at: folder.journal, header: Self.header)
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.journal)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test func `a journal that exists is not overwritten`() throws {
        let folder = try Folder()
        defer { folder.remove() }
        try Self.write("precious\n", to: folder.journal)
        #expect(throws: RunnerError.self) { try Journal.create(at: folder.journal, header: Self.header) }
        #expect(try String(contentsOfFile: folder.journal, encoding: .utf8) == "precious\n")
    }

    @Test func `a journal in a folder that isn't there says so`() {
        #expect {
            try Journal.create(at: "/nowhere/journal.jsonl", header: Self.header)
        } throws: {
            "\($0)" == "/nowhere/journal.jsonl can't be written: is its folder there, and yours?"
        }
    }

    @Test func `a last line that was torn is dropped, and the file is cut to the line before it`() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        let lines = try await Self.recorded(in: folder)
        let whole = lines[...5].joined(separator: "\n") + "\n"
        try Self.write(whole + lines[6].dropLast(7), to: folder.journal)
        let (_, release, entries) = try Journal.resume(at: folder.journal)
        #expect(entries.map(\.number) == [1, 2, 3, 4, 5])
        #expect(release.outcome == nil)
        #expect(try String(contentsOfFile: folder.journal, encoding: .utf8) == whole)
    }

    @Test func `a line that was changed in the middle is refused, and named`() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        var lines = try await Self.recorded(in: folder)
        lines[3] = String(lines[3].dropLast(9))
        try Self.write(lines.joined(separator: "\n") + "\n", to: folder.journal)
        #expect(
            Self.complaint(folder.journal) == "\(folder.journal):4: this line is no entry of a release's journal; it was changed")
    }

    @Test func `a line in which one digit was changed is refused, although it could be read`() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        var lines = try await Self.recorded(in: folder)
        let index = try #require(lines.firstIndex { $0.contains("\"healthy\":2") })
        lines[index] = lines[index].replacingOccurrences(of: "\"healthy\":2", with: "\"healthy\":3")
        try Self.write(lines.joined(separator: "\n") + "\n", to: folder.journal)
        let complaint = "\(folder.journal):\(index + 1): this line is no entry of a release's journal; it was changed"
        #expect(Self.complaint(folder.journal) == complaint)
    }

    /// Kept from the first program that wrote version 1: whoever changes the layout has to go on reading it.
    @Test func `a journal of version 1 is read by every later program`() throws {
        let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
        let (header, entries, _) = try Journal.read(fixtures.appending(path: "version-1.jsonl").path)
        var release = Release(plan: header.plan, revision: header.revision)
        for entry in entries { #expect(release.handle(try #require(entry.event)).records == entry.records) }
        #expect(release.outcome == .promoted)
    }

    @Test func `a line that is missing in the middle is noticed`() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        var lines = try await Self.recorded(in: folder)
        lines.remove(at: 3)
        try Self.write(lines.joined(separator: "\n") + "\n", to: folder.journal)
        #expect(Self.complaint(folder.journal) == "\(folder.journal):4: entry 4 where 3 should be; lines are missing")
    }

    @Test(arguments: [
        ("", "the journal has no first line"), ("{\"version\":1", "the journal has no first line"),
        ("{\"version\":3,\"layout\":\"new\"}\n", "the journal has version 3, and this program reads versions 1 and 2"),
        ("{}\n", "this line is no entry of a release's journal; it was changed"),
    ])
    func `a first line that isn't ours is refused`(text: String, complaint: String) throws {
        let folder = try Folder()
        defer { folder.remove() }
        try Self.write(text, to: folder.journal)
        #expect(Self.complaint(folder.journal) == "\(folder.journal):1: \(complaint)")
    }

    @Test func `a journal that isn't there says where one would be`() {
        #expect(Self.complaint("/nowhere") == "/nowhere can't be read; a folder of a rehearsal has a journal.jsonl")
    }
}
