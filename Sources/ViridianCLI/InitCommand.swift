import ArgumentParser
import Foundation
import ViridianSystems

/// `viridian init`
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Write a new app: a package that builds, with a stack to begin with.",
        discussion: """
            The package is written into a new folder of that name. It depends on the checkout of Viridian that this program \
            was built from.
            """)

    @Argument(help: "The app's name: letters, digits and hyphens.")
    var name: String

    @Option(help: "A reference system to begin with; viridian systems lists them.")
    var system: String?

    @Option(help: "The folder of Viridian's package, if not the one that this program was built from.")
    var viridian: String?

    func run() throws {
        let package = try NewPackage(name: name, system: try chosenSystem(), viridian: try checkout())
        let files = FileManager.default
        let folder = URL(filePath: files.currentDirectoryPath).appending(path: name)
        guard !files.fileExists(atPath: folder.path) else {
            throw UsageError(description: "\(folder.path) is there already; choose another name, or remove it")
        }
        // Whole or not at all: written beside its place, and renamed.
        let draft = folder.deletingLastPathComponent().appending(path: ".\(name)-\(UUID().uuidString)")
        do {
            for (path, text) in package.files {
                let file = draft.appending(path: path)
                try files.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(text.utf8).write(to: file)
            }
            try files.moveItem(at: draft, to: folder)
        } catch {
            try? files.removeItem(at: draft)
            throw UsageError(
                description:
                    "\(folder.path) can't be written: \(error.localizedDescription); go to a folder that you may write to")
        }
        for (path, _) in package.files { print("\(name)/\(path)") }
        print("\nNext: cd \(name) && swift run \(name) review")
    }

    private func chosenSystem() throws -> ReferenceSystem? {
        guard let system else { return nil }
        guard let found = ReferenceSystem.named(system) else {
            let names = ReferenceSystem.all.map(\.name).joined(separator: ", ")
            throw UsageError(description: "there is no system \"\(system)\"; there are \(names)")
        }
        return found
    }

    /// The package that this file belongs to, unless somebody says otherwise.
    private func checkout(_ file: String = #filePath) throws -> String {
        let built = URL(filePath: file).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let folder = viridian.map { URL(filePath: $0).standardizedFileURL } ?? built
        guard FileManager.default.fileExists(atPath: folder.appending(path: "Sources/Viridian/ViridianApp.swift").path) else {
            throw UsageError(
                description: "\(folder.path) is not Viridian's package; clone it, and give its folder with --viridian")
        }
        return folder.path
    }
}
