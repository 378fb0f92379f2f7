import Foundation

/// The folder of one rehearsal: what it was asked for, its journal, its socket and the logs of its tasks. Its owner's alone.
public struct RunFolder: Hashable, Sendable {
    /// From the root, so that another process finds it.
    public let path: String

    /// A folder that is there already, for a resumption.
    public init(existing path: String) throws {
        let absolute = Self.absolute(path)
        guard FileManager.default.fileExists(atPath: "\(absolute)/\(WorldServer.configurationName)") else {
            throw RehearsalError(
                .badInput,
                "\(path) is no folder of a rehearsal: it has no \(WorldServer.configurationName). Give the one that it named.")
        }
        self.path = absolute
    }

    /// Makes a folder that is not there yet.
    public init(new path: String) throws {
        self.path = Self.absolute(path)
        if FileManager.default.fileExists(atPath: "\(self.path)/\(WorldServer.configurationName)") {
            throw RehearsalError(
                .badInput, "\(path) has a rehearsal already; go on with it by --resume \(path), or name another folder")
        }
        do {
            try FileManager.default.createDirectory(
                atPath: "\(self.path)/logs", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: self.path)
        } catch {
            throw RehearsalError(.badInput, "\(path) can't be made: \(error.localizedDescription)")
        }
    }

    /// The folder of a rehearsal that begins now, below `.viridian`, which git is told to pass over.
    public static func make(below directory: String, id: String) throws -> RunFolder {
        let folder = try RunFolder(new: "\(directory)/.viridian/rehearsals/\(id)")
        let ignore = "\(directory)/.viridian/.gitignore"
        if !FileManager.default.fileExists(atPath: ignore) { try? Data("*\n".utf8).write(to: URL(filePath: ignore)) }
        return folder
    }

    /// By what the release is known: the name of its folder.
    var id: String { URL(filePath: path).lastPathComponent }
    var journal: String { "\(path)/journal.jsonl" }
    var configuration: String { "\(path)/\(WorldServer.configurationName)" }
    var worldLog: String { "\(path)/logs/world.log" }

    func write(_ configuration: WorldConfiguration) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let made = FileManager.default.createFile(
            atPath: self.configuration, contents: try encoder.encode(configuration), attributes: [.posixPermissions: 0o600])
        guard made else { throw RehearsalError(.badInput, "\(self.configuration) can't be written") }
    }

    func readConfiguration() throws -> WorldConfiguration {
        guard let data = FileManager.default.contents(atPath: configuration),
            let value = try? JSONDecoder().decode(WorldConfiguration.self, from: data)
        else { throw RehearsalError(.badInput, "\(configuration) can't be read; it was changed, or another version wrote it") }
        return value
    }

    private static func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    }
}
