import Foundation
import Viridian
import ViridianReview
import ViridianTemplate

/// An app of the user's that writes templates: its `synth` is run, and everything goes on from what it prints.
enum App {
    /// Runs a program's `synth`.
    static func template(ofProgram program: String, _ arguments: [String]) throws -> Template {
        let (data, code) = try output(of: program, arguments + ["synth", "--format", "json"])
        guard code == 0 else {
            throw UsageError(description: "\(program) synth ended with exit code \(code); its words are above")
        }
        return try Template.read(
            String(decoding: data, as: UTF8.self), file: URL(filePath: program).lastPathComponent, format: .json)
    }

    /// What a program writes for a review: all its templates, with the places in Swift, where it is one of ours; otherwise
    /// what its `synth` writes.
    static func contents(
        ofProgram program: String, _ arguments: [String], for stage: Stage?
    ) throws -> ReviewedSource.Contents {
        let verb = ["describe"] + (stage.map { ["--stage", $0.rawValue] } ?? [])
        // A program that doesn't know the verb complains; what it has to say of its stacks comes again from synth.
        let (data, code) = try output(of: program, arguments + verb, isQuiet: true)
        guard code == 0, let described = DescribedTemplates(String(decoding: data, as: UTF8.self)) else {
            return ReviewedSource.Contents(templates: [try template(ofProgram: program, arguments)])
        }
        return ReviewedSource.Contents(templates: described.templates, stage: Stage(rawValue: described.stage))
    }

    private static func output(
        of program: String, _ arguments: [String], isQuiet: Bool = false
    ) throws -> (data: Data, code: Int32) {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        if isQuiet { process.standardError = FileHandle.nullDevice }
        do {
            try process.run()
        } catch {
            throw UsageError(description: "\(program) can't be run: \(error.localizedDescription)")
        }
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (data, process.terminationStatus)
    }

    /// Builds and runs the executable of a package, or the one whose sources lie in the folder.
    static func template(ofPackage folder: String) throws -> Template {
        let words = try command(ofPackage: folder)
        return try template(ofProgram: words[0], Array(words.dropFirst()))
    }

    /// What a package's executable writes for a review.
    static func contents(ofPackage folder: String, for stage: Stage?) throws -> ReviewedSource.Contents {
        let words = try command(ofPackage: folder)
        return try contents(ofProgram: words[0], Array(words.dropFirst()), for: stage)
    }

    /// Runs an app's `synth` with options of its own, and lets it speak for itself.
    static func synth(_ words: [String], _ options: [String]) throws {
        let process = Process()
        process.executableURL = URL(filePath: words[0])
        process.arguments = words.dropFirst() + ["synth"] + options
        do {
            try process.run()
        } catch {
            throw UsageError(description: "\(words[0]) can't be run: \(error.localizedDescription)")
        }
        process.waitUntilExit()
        if process.terminationStatus != 0 { Failure.end(with: process.terminationStatus) }
    }

    /// What runs the executable of a package, or the one whose sources lie in the folder.
    static func command(ofPackage folder: String) throws -> [String] {
        let target = URL(filePath: folder).standardizedFileURL
        guard let root = packageRoot(above: target) else {
            throw UsageError(description: "\(folder) has no Package.swift, nor has any folder above it")
        }
        let product = try self.product(of: root, for: target)
        return ["/usr/bin/env", "swift", "run", "--package-path", root.path, "--quiet", product]
    }

    private static func packageRoot(above folder: URL) -> URL? {
        var folder = folder
        while true {
            if FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path) { return folder }
            let parent = folder.deletingLastPathComponent().standardizedFileURL
            if parent.path == folder.path { return nil }
            folder = parent
        }
    }

    private struct Description: Decodable {
        struct Product: Decodable {
            var name: String
            var targets: [String]
        }
        struct Target: Decodable {
            var name: String
            var path: String
            var type: String
        }
        var products: [Product]
        var targets: [Target]
    }

    private static func product(of root: URL, for folder: URL) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["swift", "package", "--package-path", root.path, "describe", "--type", "json"]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard let package = try? JSONDecoder().decode(Description.self, from: data) else {
            throw UsageError(description: "swift package describe said nothing useful about \(root.path); does it build?")
        }
        let below = folder.path == root.path ? "" : folder.path.dropFirst(root.path.count + 1) + "/"
        let apps = package.targets.filter { $0.type == "executable" && ($0.path + "/").hasPrefix(below) }
        guard apps.count == 1, let app = apps.first else {
            let names = apps.map(\.name).joined(separator: ", ")
            let found = apps.isEmpty ? "no app" : "more than one app: \(names)"
            throw UsageError(description: "\(folder.path) has \(found); give the folder of one, or the program itself")
        }
        return package.products.first { $0.targets == [app.name] }?.name ?? app.name
    }
}
