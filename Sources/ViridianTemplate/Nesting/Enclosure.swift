import Foundation

/// A folder outside which nothing is read: by name first, and then by where links lead.
public struct Enclosure: Hashable, Sendable {
    /// The folder as it was given.
    public let folder: String

    /// What a path inside a folder may be.
    public enum Place: Hashable, Sendable {
        /// A regular file in the folder, without links on the way to it.
        case file(String)
        /// There is no such file, or it is a folder, a pipe, or the like.
        case missing
        /// It leads out of the folder, and was not looked at.
        case outside
    }

    /// The enclosure of a folder.
    public init(_ folder: String) { self.folder = folder.isEmpty ? "." : folder }

    /// Where a path leads. Of what stands outside, not even the existence is looked at.
    public func place(of path: String) -> Place {
        guard contains(path) else { return .outside }
        guard let real = Self.realPath(path), let realFolder = Self.realPath(folder) else { return .missing }
        guard Self.isInside(real, realFolder) else { return .outside }
        // A pipe would wait for ever.
        let type = (try? FileManager.default.attributesOfItem(atPath: real))?[.type] as? FileAttributeType
        return type == .typeRegular ? .file(real) : .missing
    }

    /// Whether a path is in the folder by its name alone.
    public func contains(_ path: String) -> Bool { Self.isInside(Self.standard(path), Self.standard(folder)) }

    /// The absolute path without `.`, `..` and doubled slashes, by its name alone: what `URL.standardizedFileURL` says, but for
    /// `~`, which is a name like any other when a file is opened.
    package static func standard(_ path: String) -> String {
        let absolute = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
        var steps: [Substring] = []
        for step in absolute.split(separator: "/") where step != "." {
            if step == ".." { _ = steps.popLast() } else { steps.append(step) }
        }
        return "/" + steps.joined(separator: "/")
    }

    /// The folder that a standard path is in.
    package static func folder(of path: String) -> String {
        let end = path.lastIndex(of: "/") ?? path.startIndex
        return end == path.startIndex ? "/" : String(path[..<end])
    }

    private static func isInside(_ path: String, _ folder: String) -> Bool {
        folder == "/" || path.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/")
    }

    private static func realPath(_ path: String) -> String? {
        guard let pointer = realpath(path.isEmpty ? "." : path, nil) else { return nil }
        defer { free(pointer) }
        return String(cString: pointer)
    }
}
