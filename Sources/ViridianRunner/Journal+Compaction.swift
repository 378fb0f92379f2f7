import Foundation
import ViridianRelease

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension Journal {
    /// What a compaction did.
    public struct Compaction: Hashable, Sendable {
        /// The size before it.
        public var bytesBefore: Int
        /// The size now.
        public var bytesAfter: Int
    }

    /// Makes a journal small that nobody writes: everything that was decided is kept, readings and repetitions are not.
    ///
    /// A release that has not ended can still be resumed, since its state is kept. The new file is on disk as a whole before it
    /// takes the old one's place, so that a crash leaves one or the other.
    ///
    /// - Throws: ``RunnerError`` where a runner writes it, or where it is damaged; then nothing is changed.
    public static func compact(at path: String) throws -> Compaction {
        // The lock is held until the new file is in place.
        let file = try openToWrite(path)
        defer { try? file.close() }
        let contents = try JournalContents(path)
        let release = try contents.release(path)
        let bytes = try compacted(contents, release)
        let before = contents.length
        guard bytes.count < before else { return Compaction(bytesBefore: before, bytesAfter: before) }
        let new = "\(path).compacting"
        try write(bytes, to: new)
        // What can't be read back as it was must not take the place of what can.
        guard let again = try? JournalContents(new), try again.release(new) == release || release.outcome != nil,
            try again.release(new).outcome == release.outcome
        else {
            unlink(new)
            throw RunnerError(.journalDamaged, "\(path) can't be compacted without loss; it was left as it is")
        }
        guard rename(new, path) == 0 else {
            unlink(new)
            throw RunnerError(.journalUnwritable, "\(path) can't be replaced: \(String(cString: strerror(errno)))")
        }
        try synchronizeFolder(of: path)
        return Compaction(bytesBefore: before, bytesAfter: bytes.count)
    }

    private static func write(_ bytes: Data, to path: String) throws {
        // A crash may have left one.
        unlink(path)
        let descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw RunnerError(.journalUnwritable, "\(path) can't be written: is its folder yours, and the disk not full?")
        }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        try file.write(contentsOf: bytes)
        try file.synchronize()
        try file.close()
    }

    static func compacted(_ contents: JournalContents, _ release: Release) throws -> Data {
        let kept = keep(contents.entries)
        var header = contents.header
        guard let last = contents.entries.last else { return try JournalLine.of(header) }
        header.version = 2
        header.compacted = Compacted(through: last.number, kept: kept.count, hasState: release.outcome == nil)
        var bytes = try JournalLine.of(header)
        if release.outcome == nil { bytes += try JournalLine.of(release) }
        for entry in kept { bytes += try JournalLine.of(entry) }
        return bytes
    }

    /// The first entry, the last, and every one that says something new. A measurement is kept where its verdicts are not those
    /// of the one before it, and where it is the last one before something else was said: that is the evidence for it.
    private static func keep(_ entries: [Entry]) -> [Entry] {
        var said: [(index: Int, record: Record)] = []
        for (index, entry) in entries.enumerated() { said += entry.records.map { (index, $0) } }
        var records = [[Record]](repeating: [], count: entries.count)
        for (place, (index, record)) in said.enumerated() {
            let before = place > 0 ? said[place - 1].record : nil
            let after = place + 1 < said.count ? said[place + 1].record : nil
            if record.saysTheSame(as: before), record.saysTheSame(as: after) { continue }
            records[index].append(record)
        }
        return entries.indices.compactMap { index in
            let isNeeded = index == 0 || index == entries.count - 1 || entries[index].isResumption || !records[index].isEmpty
            return isNeeded ? entries[index].compacted(records: records[index]) : nil
        }
    }
}

extension Record {
    /// Whether both are measurements with the same verdicts.
    fileprivate func saysTheSame(as other: Record?) -> Bool {
        guard case .measured(let stage, let measurements, _) = self, case .measured(stage, let others, _)? = other else {
            return false
        }
        return measurements.map(\.verdict) == others.map(\.verdict)
    }
}
