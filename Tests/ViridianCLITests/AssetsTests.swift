import ArgumentParser
import Foundation
import Testing

@testable import ViridianCLI

/// What `viridian assets` builds. That takes minutes, so here is only what was built before: `.ci/peers/schema-validator` builds.
@Suite struct AssetsTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private static let built: [UInt8]? = {
        let path = root.appending(path: "\(FunctionBuild.scratchPath)/release/schema-validator").path()
        return FileManager.default.contents(atPath: path).map(Array.init)
    }()

    @Test(.enabled(if: built != nil, "no function is built here: run viridian assets"))
    func `the function needs nothing newer than Amazon Linux 2023 has`() throws {
        let program = try #require(Self.built)
        let version = try #require(CLibraryVersion.needed(by: program))
        #expect(version <= .amazonLinux2023)
    }

    @Test(arguments: [
        ("GLIBC_2.34\0GLIBC_2.2.5\0", "2.34"), ("xGLIBC_2.35\0", "2.35"), ("GLIBC_2.9\0GLIBC_2.10", "2.10"),
        ("GLIBC_PRIVATE\0GLIBC_\0GLIBC", nil), ("", nil),
    ])
    func `the newest version that a program names is found`(text: String, version: String?) {
        #expect(CLibraryVersion.needed(by: Array(text.utf8))?.description == version)
    }

    @Test func `a function is built for release, without Swift beside it, apart from other builds`() {
        let command = FunctionBuild(function: "schema-validator", checkout: URL(filePath: "/c")).command.joined(separator: " ")
        #expect(
            command == """
                swift build --configuration release --product schema-validator --static-swift-stdlib --package-path /c \
                --scratch-path /c/.viridian/build -Xlinker -s
                """)
    }

    @Test func `what isn't a checkout, and what isn't a certificate, is refused`() throws {
        var command = try AssetsCommand.parse(["--checkout", "/nowhere"])
        #expect(throws: UsageError.self) { try command.run() }
        command = try AssetsCommand.parse(["--checkout", Self.root.path(), "--certificates", #filePath])
        let error = #expect(throws: UsageError.self) { try command.run() }
        #expect(error?.description.contains("there is no file of certificates in PEM") == true)
    }
}
