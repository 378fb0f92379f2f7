import Foundation
import Testing
import ViridianRelease

@testable import ViridianRunner

@Suite struct CompactionTests {
    /// What people read of a journal: everything that was said, without measurements.
    private static func said(_ path: String) throws -> [String] {
        try Journal.read(path).entries.flatMap { entry in
            entry.records.compactMap { record in
                if case .measured = record { nil } else { "\(entry.number) \(entry.at.milliseconds) \(record)" }
            }
        }
    }

    /// The measurements that stand right before a decision, which are its evidence.
    private static func evidence(_ path: String) throws -> [Record] {
        let records = try Journal.read(path).entries.flatMap(\.records)
        return zip(records, records.dropFirst()).compactMap { record, next in
            guard case .measured = record else { return nil }
            if case .measured = next { return nil }
            return record
        }
    }

    private static func record(isFailing: Bool, in folder: Folder) async throws -> Outcome {
        var state = MemoryWorld.State()
        state.failing.green = isFailing
        let journal = try Journal.create(at: folder.journal, header: JournalTests.header)
        return try await Runner(world: MemoryWorld(state), clock: JumpingClock())
            .run(RunnerTests.release, journal: journal, commands: .never, holder: "web:2") { _ in }
    }

    private static func copy(_ folder: Folder) throws -> Folder {
        // The recording's lock is on its own file.
        let other = try Folder()
        try FileManager.default.copyItem(atPath: folder.journal, toPath: other.journal)
        return other
    }

    @Test(arguments: [false, true])
    func `a journal that was compacted says the same, in less`(isFailing: Bool) async throws {
        let recording = try Folder()
        defer { recording.remove() }
        let outcome = try await Self.record(isFailing: isFailing, in: recording)
        let folder = try Self.copy(recording)
        defer { folder.remove() }
        let compaction = try Journal.compact(at: folder.journal)
        #expect(compaction.bytesAfter * 4 < compaction.bytesBefore * 3)
        #expect(try Self.said(folder.journal) == Self.said(recording.journal))
        #expect(try Self.evidence(folder.journal) == Self.evidence(recording.journal))
        #expect(try Journal.resume(at: folder.journal).release.outcome == outcome)
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.journal)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        // Once more changes nothing.
        let bytes = try Data(contentsOf: URL(filePath: folder.journal))
        #expect(try Journal.compact(at: folder.journal).bytesAfter == bytes.count)
        #expect(try Data(contentsOf: URL(filePath: folder.journal)) == bytes)
    }

    @Test(arguments: [false, true])
    func `a journal that is compacted after any entry is resumed to the same outcome`(isFailing: Bool) async throws {
        let recording = try Folder()
        defer { recording.remove() }
        func world() -> MemoryWorld {
            var state = MemoryWorld.State()
            state.failing.green = isFailing
            return MemoryWorld(state)
        }
        let first = world()
        var states: [MemoryWorld.State] = [first.snapshot]
        let journal = try Journal.create(at: recording.journal, header: JournalTests.header)
        let whole = try await Runner(world: first, clock: JumpingClock())
            .run(RunnerTests.release, journal: journal, commands: .never, holder: "web:2") { _ in states.append(first.snapshot) }
        let lines = try String(contentsOfFile: recording.journal, encoding: .utf8).split(separator: "\n")
        var compacted = 0
        for count in 1..<states.count {
            let cut = try Folder()
            defer { cut.remove() }
            try JournalTests.write(lines[...count].joined(separator: "\n") + "\n", to: cut.journal)
            let (_, plain, _) = try Journal.resume(at: cut.journal)
            _ = try Journal.compact(at: cut.journal)
            if try Journal.read(cut.journal).header.version == 2 { compacted += 1 }
            let (journal, release, entries) = try Journal.resume(at: cut.journal)
            #expect(release == plain || release.outcome == whole, "compacted after entry \(count)")
            #expect(entries.last?.number == count)
            let clock = JumpingClock(entries.last?.at ?? Instant(milliseconds: 1000))
            let outcome = try await Runner(world: MemoryWorld(states[count]), clock: clock)
                .run(release, journal: journal, entries: count, commands: .never, holder: "web:2") { _ in }
            #expect(outcome.verdict == whole.verdict, "compacted after entry \(count)")
            #expect(try Journal.read(cut.journal).entries.last?.records.last == .ended(outcome))
        }
        // Of a journal of a few entries nothing would be saved.
        #expect(compacted > 5)
    }

    @Test func `a crash at any byte of a compaction leaves the journal as it was`() async throws {
        let recording = try Folder()
        defer { recording.remove() }
        let outcome = try await Self.record(isFailing: true, in: recording)
        let contents = try JournalContents(recording.journal)
        let bytes = try Journal.compacted(contents, try contents.release(recording.journal))
        let folder = try Self.copy(recording)
        defer { folder.remove() }
        let before = try Data(contentsOf: URL(filePath: folder.journal))
        for length in stride(from: 0, through: bytes.count, by: 97) {
            // The new file was written so far when the machine went down; the old one is still in its place.
            try Data(bytes.prefix(length)).write(to: URL(filePath: folder.journal + ".compacting"))
            #expect(try Data(contentsOf: URL(filePath: folder.journal)) == before)
            #expect(try Journal.resume(at: folder.journal).release.outcome == outcome)
        }
        // What was left lying about is no obstacle for the next one.
        _ = try Journal.compact(at: folder.journal)
        #expect(try Data(contentsOf: URL(filePath: folder.journal)) == bytes)
        #expect(!FileManager.default.fileExists(atPath: folder.journal + ".compacting"))
    }

    @Test func `a compacted journal that was changed, or of which lines are missing, is refused with the place`() async throws {
        let recording = try Folder()
        defer { recording.remove() }
        _ = try await Self.record(isFailing: true, in: recording)
        let folder = try Self.copy(recording)
        defer { folder.remove() }
        _ = try Journal.compact(at: folder.journal)
        let lines = try String(contentsOfFile: folder.journal, encoding: .utf8).split(separator: "\n").map(String.init)
        for index in lines.indices.dropFirst() {
            var fewer = lines
            fewer.remove(at: index)
            try JournalTests.write(fewer.joined(separator: "\n") + "\n", to: folder.journal)
            #expect(JournalTests.complaint(folder.journal)?.hasPrefix("\(folder.journal):") == true, "without line \(index + 1)")
            var changed = lines
            changed[index] = changed[index].replacing("\"at\":", with: "\"at\": ")
            guard changed != lines else { continue }
            try JournalTests.write(changed.joined(separator: "\n") + "\n", to: folder.journal)
            #expect(
                JournalTests.complaint(folder.journal)
                    == "\(folder.journal):\(index + 1): this line is no entry of a release's journal; it was changed")
        }
    }

    @Test func `a damaged journal is not compacted`() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        var lines = try await JournalTests.recorded(in: folder)
        lines[3] = String(lines[3].dropLast(9))
        let text = lines.joined(separator: "\n") + "\n"
        try JournalTests.write(text, to: folder.journal)
        #expect(throws: RunnerError.self) { try Journal.compact(at: folder.journal) }
        #expect(try String(contentsOfFile: folder.journal, encoding: .utf8) == text)
    }

    @Test func `a journal that a runner writes is not compacted`() throws {
        let folder = try Folder()
        defer { folder.remove() }
        let journal = try Journal.create(at: folder.journal, header: JournalTests.header)
        defer { _ = journal }
        let error = #expect(throws: RunnerError.self) { try Journal.compact(at: folder.journal) }
        #expect(error?.code == .journalInUse)
    }

    @Test func `a state that another version kept is told, and what was said can still be read`() async throws {
        let recording = try Folder()
        defer { recording.remove() }
        _ = try await Self.record(isFailing: false, in: recording)
        let lines = try String(contentsOfFile: recording.journal, encoding: .utf8).split(separator: "\n")
        let folder = try Folder()
        defer { folder.remove() }
        try JournalTests.write(lines.dropLast().joined(separator: "\n") + "\n", to: folder.journal)
        _ = try Journal.compact(at: folder.journal)
        var compacted = try String(contentsOfFile: folder.journal, encoding: .utf8).split(separator: "\n").map(String.init)
        compacted[1] = String(decoding: try JournalLine.of(["layout": "of another version"]).dropLast(), as: UTF8.self)
        try JournalTests.write(compacted.joined(separator: "\n") + "\n", to: folder.journal)
        #expect(try !Self.said(folder.journal).isEmpty)
        let error = #expect(throws: RunnerError.self) { try Journal.resume(at: folder.journal) }
        #expect(error?.code == .journalNotResumable)
    }
}
