public import ViridianResources
import Foundation

/// A folder into which assemblies are written: the one place that makes files of them.
///
/// Every file is written under another name first and then renamed, so nobody ever sees half of one. The manifest comes last:
/// until then the folder is what the manifest before it says, as far as its digests agree. What that manifest named and the new
/// one doesn't is deleted; files of other people's are left alone.
public struct AssemblyFolder: Sendable {
    private let path: String

    /// A folder, which may not be there yet.
    public init(_ path: String) { self.path = path }

    /// Writes all files, and gives the paths of them.
    @discardableResult
    public func write(_ assembly: Assembly) throws(AppError) -> [String] {
        let old = try Self.paths(inManifest: read(Assembly.manifestPath), of: path)
        var written: [String] = []
        for file in assembly.files { written.append(try save(file.bytes, as: file.path)) }
        for stale in old.subtracting(assembly.files.map(\.path)).sorted() { remove(stale) }
        return written
    }

    /// Writes to a temporary file and renames it.
    func save(_ bytes: [UInt8], as name: String) throws(AppError) -> String {
        let file = URL(filePath: path).appending(path: name)
        do {
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: file, options: .atomic)
        } catch {
            throw AppError(
                .notWritten, "\(file.path) can't be written: \(error.localizedDescription)",
                advice: "Give --output a folder that you may write to.")
        }
        return file.path
    }

    /// Deletes a file that is no longer part of the assembly, and the folders that only it kept.
    private func remove(_ name: String) {
        var file = URL(filePath: path).appending(path: name)
        try? FileManager.default.removeItem(at: file)
        for _ in name.split(separator: "/").dropLast() {
            file.deleteLastPathComponent()
            guard (try? FileManager.default.contentsOfDirectory(atPath: file.path))?.isEmpty == true else { return }
            try? FileManager.default.removeItem(at: file)
        }
    }

    private func read(_ name: String) -> Data? {
        FileManager.default.contents(atPath: URL(filePath: path).appending(path: name).path)
    }

    private struct Manifest: Decodable {
        struct Stack: Decodable {
            struct Asset: Decodable { var path: String }
            var template: String
            var parameters: String
            var assets: [Asset]
        }
        var version: Int
        var stacks: [Stack]
    }

    /// What a manifest names, as far as it lies in the folder: no manifest deletes anything elsewhere.
    private static func paths(inManifest data: Data?, of folder: String) throws(AppError) -> Set<String> {
        guard let data else { return [] }
        guard let manifest = try? JSONDecoder().decode(Manifest.self, from: data), manifest.version == 1 else {
            throw AppError(
                .notWritten, "\(folder) has a \(Assembly.manifestPath) that is none of ours",
                advice: "Give --output another folder, such as viridian.out.")
        }
        let paths = manifest.stacks.flatMap { [$0.template, $0.parameters] + $0.assets.map(\.path) }
        return Set(paths.filter { !$0.hasPrefix("/") && !$0.split(separator: "/").contains("..") })
    }
}
