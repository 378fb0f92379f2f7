import Foundation
import Testing

/// What `viridian init` writes, and what it refuses to.
@Suite struct InitTests {
    /// How the compiler finds the modules that were built with the tests.
    static let search: [String]? = {
        let products = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        let map = products.appending(path: "CViridianCatalog.build/module.modulemap").path
        let modules = products.appending(path: "Modules").path
        let needed = ["\(modules)/Viridian.swiftmodule", map]
        guard needed.allSatisfy(FileManager.default.fileExists) else { return nil }
        return ["-I", modules, "-Xcc", "-fmodule-map-file=\(map)"]
    }()

    static var systems: [String?] {
        get throws {
            let lines = try Program.viridian.run(["systems"]).output.split(separator: "\n")
            return [nil] + lines.map { $0.prefix { $0 != " " } }.map(String.init)
        }
    }

    @Test(.enabled(if: search != nil, "the compiled modules are not where SwiftPM on Linux puts them"))
    func `a new app compiles, whatever it begins with`() throws {
        for system in try Self.systems {
            let folder = try TemporaryFolder()
            let result = try Program.viridian.run(
                ["init", "team-shop"] + (system.map { ["--system", $0] } ?? []), in: folder.url)
            #expect(result.exitCode == 0, "\(result.errors)")

            let sources = folder.url.appending(path: "team-shop/Sources/TeamShop")
            let files = try FileManager.default.contentsOfDirectory(atPath: sources.path).sorted()
            #expect(files == (system == nil ? ["TeamShop.swift", "TeamShopApp.swift"] : ["TeamShopApp.swift"]))
            let compiler = Program(path: "/usr/bin/env")
            let compiled = try compiler.run(
                ["swiftc", "-typecheck", "-swift-version", "6", "-parse-as-library"] + (Self.search ?? [])
                    + files.map { sources.appending(path: $0).path })
            #expect(compiled.exitCode == 0, "\(system ?? "a service"): \(compiled.errors)")
        }
    }

    @Test func `the manifest is one that SwiftPM can read`() throws {
        let folder = try TemporaryFolder()
        _ = try Program.viridian.run(["init", "shop"], in: folder.url)
        let manifest = try Program(path: "/usr/bin/env").run(
            ["swift", "package", "--package-path", folder.url.appending(path: "shop").path, "dump-package"])
        #expect(manifest.exitCode == 0, "\(manifest.errors)")
        #expect(manifest.output.contains("\"name\" : \"shop\""))
    }

    @Test(arguments: [
        ("shop/../else", "is no name for an app"), ("7up", "is no name for an app"), ("a--b", "is no name for an app"),
        ("viridian", "is the name of something that the app imports"),
    ])
    func `a name that can't be one is refused`(name: String, message: String) throws {
        let folder = try TemporaryFolder()
        let result = try Program.viridian.run(["init", name], in: folder.url)
        #expect(result.exitCode == 2)
        #expect(result.errors.contains(message), "\(result.errors)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
    }

    @Test func `what is there already is left alone`() throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appending(path: "shop")
        try Data("mine".utf8).write(to: file)
        let result = try Program.viridian.run(["init", "shop"], in: folder.url)
        #expect(result.exitCode == 2)
        #expect(result.errors.contains("is there already"))
        #expect(try String(contentsOf: file, encoding: .utf8) == "mine")
    }

    @Test(arguments: [["--system", "nothing"], ["--viridian", "."]])
    func `an option that leads nowhere is refused`(options: [String]) throws {
        let folder = try TemporaryFolder()
        let result = try Program.viridian.run(["init", "shop"] + options, in: folder.url)
        #expect(result.exitCode == 2)
        #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "shop").path))
    }
}
