import Foundation
import Testing

/// The checked-in data file is what the tool writes. Refresh it with `python3 Tools/build-catalog`.
@Suite struct CatalogFileTests {
    static let wheel = ProcessInfo.processInfo.environment["VIRIDIAN_CFN_LINT_WHEEL"]
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    @Test(.enabled(if: wheel != nil, "set VIRIDIAN_CFN_LINT_WHEEL to the cfn-lint 1.58.0 wheel to compare"))
    func `the catalogue is what python3 Tools/build-catalog writes`() throws {
        let wheel = try #require(Self.wheel)
        let output = URL.temporaryDirectory.appending(path: "catalogue-\(UUID().uuidString).bin")
        defer { try? FileManager.default.removeItem(at: output) }

        let tool = Process()
        tool.executableURL = URL(filePath: "/usr/bin/env")
        tool.arguments = [
            "python3", Self.root.appending(path: "Tools/build-catalog").path(), "--wheel", wheel, "--output", output.path(),
        ]
        tool.standardError = FileHandle.nullDevice
        try tool.run()
        tool.waitUntilExit()

        #expect(tool.terminationStatus == 0)
        let checkedIn = try Data(contentsOf: Self.root.appending(path: "Sources/CViridianCatalog/catalogue.bin"))
        let isCurrent = try Data(contentsOf: output) == checkedIn
        #expect(isCurrent, "run: python3 Tools/build-catalog")
    }

    @Test func `the catalogue stays below four megabytes`() throws {
        let path = Self.root.appending(path: "Sources/CViridianCatalog/catalogue.bin").path()
        let size = try #require(FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
        #expect(size < 4_000_000)
    }
}
