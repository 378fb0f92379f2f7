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
    /// Where the file is.
    public let path: String
    private let file: FileHandle

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
        try file.write(contentsOf: JournalLine.of(header))
        try file.synchronize()
        try synchronizeFolder(of: path)
        return Journal(path: path, file: file)
    }

    /// Opens a journal to go on with it, and brings the release to where it was.
    public static func resume(at path: String) throws -> (journal: Journal, release: Release, entries: [Entry]) {
        let file = try openToWrite(path)
        let contents = try JournalContents(path)
        let release = try contents.release(path)
        try file.truncate(atOffset: UInt64(contents.length))
        try file.seekToEnd()
        try file.synchronize()
        return (Journal(path: path, file: file), release, contents.entries)
    }

    /// Reads a journal without touching it. `length` is where its last whole line ends.
    public static func read(_ path: String) throws -> (header: Header, entries: [Entry], length: Int) {
        let contents = try JournalContents(path)
        return (contents.header, contents.entries, contents.length)
    }

    /// Opens a journal that is there, for one writer.
    static func openToWrite(_ path: String) throws -> FileHandle {
        guard let file = FileHandle(forUpdatingAtPath: path) else {
            _ = try JournalContents(path)
            throw RunnerError(.journalUnwritable, "\(path) can't be written: is it yours?")
        }
        try lock(file, path)
        return file
    }

    /// One runner writes a journal. The lock goes with its process, however that ends.
    private static func lock(_ file: FileHandle, _ path: String) throws {
        // A compaction puts another file in its place; what was opened just before that is nobody's journal any more.
        guard flock(file.fileDescriptor, LOCK_EX | LOCK_NB) == 0, isStillThere(file, path) else {
            throw RunnerError(.journalInUse, "\(path) is being written by another runner; let it end, or stop it first")
        }
    }

    private static func isStillThere(_ file: FileHandle, _ path: String) -> Bool {
        var opened = stat()
        var named = stat()
        guard fstat(file.fileDescriptor, &opened) == 0, stat(path, &named) == 0 else { return false }
        return opened.st_dev == named.st_dev && opened.st_ino == named.st_ino
    }

    /// A new name is on disk only when its folder is.
    static func synchronizeFolder(of path: String) throws {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw RunnerError(.journalUnwritable, "\(folder) can't be read: is it yours?") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw RunnerError(.journalUnwritable, "\(folder) could not be written to disk") }
    }

    /// Writes an entry and waits until it is on disk.
    func append(_ entry: Entry) throws {
        try file.write(contentsOf: JournalLine.of(entry))
        try file.synchronize()
    }
}
