import Foundation

/// Gives an app's template to `viridian` and becomes it.
enum HandOver {
    static func run(_ definition: any StackDefinition, arguments: [String]) throws -> Never {
        let program = try viridian()
        let template = try definition.template(for: Environment(name: "dev", stage: .development))
        let folder = FileManager.default.temporaryDirectory.appending(path: "viridian-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let file = folder.appending(path: "\(definition.name).template.json")
        try Data(template.write(as: .json).utf8).write(to: file, options: .atomic)
        let words = [program, arguments[0], file.path] + arguments.dropFirst()
        let pointers = words.map { strdup($0) } + [nil]
        execv(program, pointers)
        throw AppError("\(program) can't be started: \(String(cString: strerror(errno)))")
    }

    /// The one beside this program, as the package builds both; otherwise the first on the path.
    private static func viridian() throws -> String {
        let own = Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent().path
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let folders = [own].compactMap { $0 } + path.split(separator: ":").map(String.init)
        if let found = folders.map({ "\($0)/viridian" }).first(where: { FileManager.default.isExecutableFile(atPath: $0) }) {
            return found
        }
        throw AppError(
            "this needs the program viridian, which is neither beside this one nor on PATH; "
                + "build it: swift build --product viridian")
    }
}
