extension Check {
    /// The house in one direction: whoever reads Package.swift from the top never meets a word that comes later.
    static let importsPointDown = Check(
        rule: "A module imports only modules above it in Package.swift, the release nothing at all, and few know NIO",
        find: { files in
            guard let manifest = files.first(where: { $0.path == "Package.swift" }).map(Manifest.init) else {
                return [Offence("Package.swift", "is missing, so the order of the modules is unknown")]
            }
            return manifest.upwardDependencies
                + files.filter(\.isSwift).flatMap { file in
                    guard let module = manifest.target(of: file) else { return [] as [Offence] }
                    return Import.imports(of: file).compactMap { imported in
                        objection(to: imported.module, in: module, of: manifest).map {
                            Offence(file, line: imported.line, $0)
                        }
                    }
                }
        },
        offending: [
            Example(
                files: [manifest, SourceFile("Sources/Low/A.swift", "\n@testable import struct High.Roof")],
                offences: ["Sources/Low/A.swift:2: Low may not import High, which stands below it in Package.swift"]),
            Example(
                files: [manifest, SourceFile("Examples/Mid/A.swift", "public import NIOCore")],
                offences: [
                    "Examples/Mid/A.swift:1: Mid may not import NIOCore: NIO stays in \(nioHome)"
                ]
            ),
            Example(
                files: [manifest, SourceFile("Sources/ViridianRelease/A.swift", "import Foundation")],
                offences: [
                    "Sources/ViridianRelease/A.swift:1: ViridianRelease is a pure value and imports nothing, not even Foundation"
                ]
            ),
            Example(
                files: [
                    SourceFile("Package.swift", ".target(name: \"Low\", dependencies: [\"High\"]),\n.target(name: \"High\")")
                ],
                offences: ["Package.swift:1: Low depends on High, which stands below it"]),
            Example(files: [], offences: ["Package.swift: is missing, so the order of the modules is unknown"]),
        ],
        accepted: [
            [manifest, SourceFile("Sources/High/A.swift", "import Low\nimport Mid\nimport Foundation")],
            [manifest, SourceFile("Sources/ViridianBalancer/A.swift", "import NIOCore")],
            [manifest, SourceFile("Tests/HighTests/A.swift", "@testable import High\nimport NIOEmbedded")],
            [manifest, SourceFile("Sources/Low/A.swift", "// import High\nlet text = \"\"\"\nimport High\n\"\"\"")],
        ])

    private static let nioHome = nioModules.sorted().joined(separator: ", ")
    private static let nioModules: Set = [
        "ViridianBalancer", "ViridianRehearsal", "ViridianAWS", "ViridianLocalCloud", "ViridianLambda", "ViridianDashboard",
        "ViridianPostgreSQL", "SampleService", "LocalServers",
    ]

    private static func objection(to imported: String, in module: Manifest.Target, of manifest: Manifest) -> String? {
        if module.name == "ViridianRelease" { return "ViridianRelease is a pure value and imports nothing, not even Foundation" }
        if imported.hasPrefix("NIO"), !module.isTest, !nioModules.contains(module.name) {
            return "\(module.name) may not import \(imported): NIO stays in \(nioHome)"
        }
        guard let position = manifest.position(of: imported), let own = manifest.position(of: module.name), position > own else {
            return nil
        }
        return "\(module.name) may not import \(imported), which stands below it in Package.swift"
    }

    private static let manifest = SourceFile(
        "Package.swift",
        """
        .executable(name: "high", targets: ["High"]),
        .target(name: "Low", dependencies: [.product(name: "Histogram", package: "hdrhistogram-swift")]),
        .target(name: "ViridianRelease"),
        .target(name: "ViridianBalancer"),
        .target(
            name: "Mid",
            dependencies: ["Low"], path: "Examples/Mid"),
        .executableTarget(name: "High", dependencies: ["Mid"]),
        .testTarget(name: "HighTests", dependencies: ["High"]),
        """)
}

/// An import statement.
private struct Import {
    var module: String
    var line: Int

    private static let kinds: Set = ["struct", "enum", "class", "protocol", "typealias", "func", "var", "let"]

    static func imports(of file: SourceFile) -> [Import] {
        file.tokens.indices.filter { file.tokens[$0].text == "import" }.map { index in
            let next = file.tokens.text(at: index + 1)
            let module = kinds.contains(next) ? file.tokens.text(at: index + 2) : next
            return Import(module: module, line: file.tokens[index].line)
        }
    }
}
