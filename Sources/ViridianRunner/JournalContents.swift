import Foundation
import ViridianRelease

/// What stands in a journal, read without touching it.
struct JournalContents {
    var header: Journal.Header
    /// The state of a release that was compacted before its end, as it was written.
    var state: Data?
    var entries: [Journal.Entry] = []
    /// Where the last whole line ends.
    var length: Int

    static let versions = 1...2

    init(_ path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw RunnerError(.journalUnreadable, "\(path) can't be read; a folder of a rehearsal has a journal.jsonl")
        }
        var header: Journal.Header?
        var start = data.startIndex
        var number = 0
        while start < data.endIndex, let end = data[start...].firstIndex(of: UInt8(ascii: "\n")) {
            number += 1
            let line = data[start..<end]
            let place = "\(path):\(number)"
            if let header {
                if header.compacted?.hasState == true, number == 2 {
                    state = try Self.content(line, place)
                } else {
                    let entry = try Self.decode(Journal.Entry.self, line, place)
                    try Self.check(entry, after: entries, header.compacted, place)
                    entries.append(entry)
                }
            } else {
                header = try Self.header(line, place)
            }
            start = data.index(after: end)
        }
        guard let header else { throw RunnerError(.journalDamaged, "\(path):1: the journal has no first line") }
        if let compacted = header.compacted, entries.count < compacted.kept || compacted.hasState != (state != nil) {
            // A compaction is on disk as a whole before it takes its place: this was not torn by a crash.
            throw RunnerError(.journalDamaged, "\(path):\(number + 1): lines are missing that a compaction had kept")
        }
        self.header = header
        length = start - data.startIndex
    }

    private static func header(_ line: Data, _ place: String) throws -> Journal.Header {
        if let version = JournalLine.version(line), !versions.contains(version) {
            throw RunnerError(
                .journalDamaged,
                "\(place): the journal has version \(version), and this program reads versions 1 and 2")
        }
        return try decode(Journal.Header.self, line, place)
    }

    /// Entries are numbered without a gap, but for those that a compaction left out.
    private static func check(
        _ entry: Journal.Entry, after entries: [Journal.Entry], _ compacted: Journal.Compacted?, _ place: String
    ) throws {
        let last = entries.last?.number ?? 0
        if let compacted, entries.count < compacted.kept {
            let isLast = entries.count == compacted.kept - 1
            guard entry.number > last, isLast ? entry.number == compacted.through : entry.number < compacted.through else {
                throw RunnerError(
                    .journalDamaged, "\(place): entry \(entry.number) after \(last) of \(compacted.through) compacted ones")
            }
            return
        }
        guard entry.number == last + 1, entry.event != nil else {
            throw RunnerError(
                .journalDamaged, "\(place): entry \(entry.number) where \(last + 1) should be; lines are missing")
        }
    }

    private static func content(_ line: Data, _ place: String) throws -> Data {
        guard let content = JournalLine.content(line) else {
            throw RunnerError(.journalDamaged, "\(place): this line is no entry of a release's journal; it was changed")
        }
        return content
    }

    private static func decode<Line: Decodable>(_ type: Line.Type, _ line: Data, _ place: String) throws -> Line {
        guard let decoded = try? JSONDecoder().decode(type, from: content(line, place)) else {
            throw RunnerError(.journalDamaged, "\(place): this line is no entry of a release's journal; it was changed")
        }
        return decoded
    }

    /// The release as the journal leaves it.
    func release(_ path: String) throws -> Release {
        var release = Release(plan: header.plan, revision: header.revision)
        if let compacted = header.compacted {
            if let state {
                guard let found = try? JSONDecoder().decode(Release.self, from: state) else {
                    throw RunnerError(
                        .journalNotResumable,
                        "\(path):2: the journal was compacted by another version of this program, which alone can resume it; "
                            + "`releases show` and `why` read it all the same")
                }
                release = found
            } else {
                guard let outcome = ended(through: compacted.through) else {
                    throw RunnerError(.journalDamaged, "\(path):1: it was compacted after its end, and no line says how it ended")
                }
                release = Release(plan: header.plan, revision: header.revision, endedAs: outcome)
            }
        }
        for entry in entries {
            // What the release says while it is replayed was said already.
            if let event = entry.event { _ = release.handle(event) }
        }
        return release
    }

    private func ended(through number: Int) -> Outcome? {
        for entry in entries.reversed() where entry.number <= number {
            for case .ended(let outcome) in entry.records { return outcome }
        }
        return nil
    }
}
