import Foundation

/// A built product, started by its path: `swift run` would wait for the lock that `swift test` holds.
struct Program {
    var url: URL

    struct Result {
        var exitCode: Int32
        var output: String
        var errors: String
    }

    static let viridian = Program(product: "viridian")
    /// The README's app.
    static let storefront = Program(product: "storefront")

    /// A program of this machine.
    init(path: String) { url = URL(filePath: path) }

    /// Products lie beside the test bundle.
    init(product name: String) {
        let tests = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        let candidates = [tests, Bundle.main.bundleURL, Bundle.main.bundleURL.deletingLastPathComponent()]
        let found = candidates.map { $0.appending(path: name) }.first { FileManager.default.isExecutableFile(atPath: $0.path) }
        url = found ?? tests.appending(path: name)
    }

    /// Runs it to its end. Files stand in for pipes, so that nobody waits for a process that inherited one.
    func run(_ arguments: [String], in directory: URL? = nil, whileRunning: (Process) throws -> Void = { _ in }) throws -> Result
    {
        let folder = try TemporaryFolder()
        let (output, errors) = (folder.url.appending(path: "out"), folder.url.appending(path: "err"))
        for file in [output, errors] { try Data().write(to: file) }
        let process = Process()
        process.executableURL = url
        process.arguments = arguments
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        process.currentDirectoryURL = directory ?? folder.url
        try process.run()
        try whileRunning(process)
        process.waitUntilExit()
        return Result(
            exitCode: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8),
            errors: try String(contentsOf: errors, encoding: .utf8))
    }
}

/// A folder that is gone when nobody holds it any more. The class owns it.
final class TemporaryFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "viridian-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }
}

enum Fixture {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(
        path: "Fixtures")
    static let shop = folder.appending(path: "shop.yaml")

    /// The shop with some of its text replaced; every replacement must be found.
    static func shop(_ replacements: [(String, String)], in folder: TemporaryFolder) throws -> String {
        var text = try String(contentsOf: shop, encoding: .utf8)
        for (old, new) in replacements {
            guard text.contains(old) else { throw MissingText(text: old) }
            text = text.replacing(old, with: new)
        }
        let file = folder.url.appending(path: "shop.yaml")
        try text.write(to: file, atomically: true, encoding: .utf8)
        return file.path
    }

    struct MissingText: Error { var text: String }
}
