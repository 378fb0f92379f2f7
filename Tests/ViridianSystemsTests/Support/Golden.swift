import Foundation
import ViridianResources
import ViridianTemplate

@testable import ViridianSystems

/// The templates of a system at a stage, as they are kept beside the tests: they are documentation.
///
/// `VIRIDIAN_UPDATE_SNAPSHOTS=1 swift test --filter GoldenTemplateTests` writes them anew; read the difference before you commit.
struct Golden {
    let system: ReferenceSystem
    let stage: Stage

    /// What is written today, by file name. Nested templates go by their names, since every change of one changes its key.
    func files() throws -> [String: String] {
        let environment = try Environment(name: stage.environmentName, stage: stage)
        let stacks = try system.stacks.map { try $0.synthesized(for: environment, functionCode: .leftOut) }
        let assembly = try Assembly(name: system.name, stacks, for: environment, in: "us-east-1", as: system.format)
        let names = Dictionary(
            stacks.flatMap(\.assets).compactMap { asset in
                asset.template.map { (asset.key, "viridian/\($0.name).json") }
            }
        ) { first, _ in first }
        var files: [String: String] = [:]
        for file in assembly.files where file.path != Assembly.manifestPath {
            var (path, text) = (file.path, String(decoding: file.bytes, as: UTF8.self))
            for (key, name) in names {
                path = path.replacing("assets/\(key)", with: name.replacing("viridian/", with: ""))
                text = text.replacing(key, with: name)
            }
            files[path] = text
        }
        return files
    }

    var folder: URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Snapshots/ViridianSystemsTests/\(system.name)/\(stage.rawValue)")
    }

    /// What is kept, by file name.
    func kept() throws -> [String: String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return Dictionary(
            uniqueKeysWithValues: try names.map {
                ($0, try String(contentsOf: folder.appending(path: $0), encoding: .utf8))
            })
    }

    func update() throws {
        try? FileManager.default.removeItem(at: folder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, text) in try files() { try Data(text.utf8).write(to: folder.appending(path: name)) }
    }

    /// The lines that differ, of every file.
    static func differences(_ kept: [String: String], _ files: [String: String]) -> [String] {
        Set(kept.keys).union(files.keys).sorted().flatMap { name -> [String] in
            let old = (kept[name] ?? "").split(separator: "\n", omittingEmptySubsequences: false)
            let new = (files[name] ?? "").split(separator: "\n", omittingEmptySubsequences: false)
            return new.difference(from: old).map { change in
                switch change {
                case .insert(let line, let text, _): "\(name) +\(line + 1) \(text)"
                case .remove(let line, let text, _): "\(name) -\(line + 1) \(text)"
                }
            }
        }
    }
}
