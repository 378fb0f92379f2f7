import Foundation
import Testing

@testable import ViridianReview

/// Patches as `patch` and `git apply` take them.
@Suite struct PatchTests {
    @Test func `a patch shows three lines around what changes`() {
        let before = (1...12).map { "\($0)\n" }.joined()
        let after = before.replacing("6\n", with: "6\nsix\n").replacing("12\n", with: "twelve")
        #expect(
            Patch(from: before, to: after, file: "a.yaml").description == """
                --- a.yaml
                +++ a.yaml
                @@ -4,9 +4,10 @@
                 4
                 5
                 6
                +six
                 7
                 8
                 9
                 10
                 11
                -12
                +twelve
                \\ No newline at end of file

                """)
        #expect(Patch(from: before, to: before, file: "a.yaml").description.isEmpty)
    }

    @Test(arguments: [
        ("a\nb\nc\n", "a\nb\nx\nc\n"), ("a\nb", "a\nb\nc"), ("a\r\nb\r\n", "a\r\nx\r\nb\r\n"), ("a\nb\nc", "a\nc"),
        ("a\n", "b\n"),
        ("a", "a\n"), ("é\n", "é\nü\n"),
    ])
    func `patch makes the one text of the other`(before: String, after: String) throws {
        let program = URL(filePath: "/usr/bin/patch")
        guard FileManager.default.isExecutableFile(atPath: program.path) else { return }
        let folder = FileManager.default.temporaryDirectory.appending(path: "viridian-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "a b.yaml")
        try Data(before.utf8).write(to: file)
        let process = Process()
        process.executableURL = program
        process.arguments = ["-p0", "--quiet", "--binary"]
        process.currentDirectoryURL = folder
        let input = Pipe()
        process.standardInput = input
        try process.run()
        input.fileHandleForWriting.write(Data(Patch(from: before, to: after, file: "a b.yaml").description.utf8))
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(try Data(contentsOf: file) == Data(after.utf8))
    }
}
