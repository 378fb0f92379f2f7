import Foundation
import Testing
import ViridianTemplate

@testable import ViridianResources

@Suite struct AssetTests {
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (String(repeating: "a", count: 1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
    ])
    func `digests are those of the standard's examples`(text: String, digest: String) {
        #expect(SHA256.hexadecimal(of: Array(text.utf8)) == digest)
    }

    static let python = ["/usr/bin/python3", "/usr/local/bin/python3"].first(where: FileManager.default.isExecutableFile)

    @Test(.enabled(if: python != nil, "there is no python3 to read the archive with"))
    func `another program reads what was zipped`() throws {
        let asset = Asset(zipping: ["bootstrap": Array("#!/bin/sh\n".utf8), "a/ü.txt": [], "b": [0, 255]])
        let file = URL.temporaryDirectory.appending(path: "asset-\(UUID().uuidString).zip")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(asset.bytes).write(to: file)
        let program = """
            import sys, zipfile
            archive = zipfile.ZipFile(sys.argv[1])
            assert archive.testzip() is None
            for item in archive.infolist():
                print(item.filename, oct(item.external_attr >> 16), item.date_time, archive.read(item))
            """
        let process = Process()
        process.executableURL = URL(filePath: try #require(Self.python))
        process.arguments = ["-c", program, file.path()]
        process.environment = ["PYTHONIOENCODING": "utf-8"]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(
            text == """
                a/ü.txt 0o100755 (1980, 1, 1, 0, 0, 0) b''
                b 0o100755 (1980, 1, 1, 0, 0, 0) b'\\x00\\xff'
                bootstrap 0o100755 (1980, 1, 1, 0, 0, 0) b'#!/bin/sh\\n'

                """)
    }

    @Test func `the same files have the same name, whatever their order`() {
        let first = Asset(zipping: ["a": [1], "b": [2]])
        let second = Asset(zipping: ["b": [2], "a": [1]])
        #expect(first == second)
        #expect(first.key != Asset(zipping: ["a": [1], "b": [3]]).key)
        #expect(first.key.wholeMatch(of: #/viridian/[0-9a-f]{64}\.zip/#) != nil)
    }
}
