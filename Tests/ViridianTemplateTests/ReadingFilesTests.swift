import Foundation
import Testing
import ViridianTemplate

struct ReadingFilesTests {
    private func withFile<Result>(_ bytes: [UInt8], named name: String, _ body: (String) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "viridian-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: name)
        try Data(bytes).write(to: file)
        return try body(file.path)
    }

    private func fileRefusal(of bytes: [UInt8], named name: String = "shop.yaml") throws -> TemplateError? {
        try withFile(bytes, named: name) { path in
            do throws(TemplateError) {
                _ = try Template.read(contentsOf: path)
                return nil
            } catch {
                return error
            }
        }
    }

    @Test func `a byte order mark counts as no column`() throws {
        let bytes = [0xEF, 0xBB, 0xBF] + Array(#"{"Resources": {}}"#.utf8)
        let template = try withFile(bytes, named: "shop.template") { try Template.read(contentsOf: $0) }
        #expect(place(template.root.field("Resources")?.keySource) == "1:2-1:13")
    }

    @Test func `bytes that are no text are refused at their place`() throws {
        let error = try #require(try fileRefusal(of: Array("Resources:\n  é: ".utf8) + [0xFF, 0x0A]))
        #expect(error.code == .invalidUTF8)
        #expect(error.position == SourcePosition(line: 2, column: 6))
    }

    @Test func `a NUL is refused at its place`() throws {
        let error = try #require(try fileRefusal(of: Array("Resources: a\0b".utf8)))
        #expect(error.code == .nulCharacter)
        #expect(error.position == SourcePosition(line: 1, column: 13))
    }

    @Test func `a template of a million bytes reads, and one byte more is refused`() throws {
        let body = Array(#"{"Resources": {}}"#.utf8)
        let full = body + [UInt8](repeating: 0x20, count: Template.sizeMaximum - body.count)
        #expect(try fileRefusal(of: full, named: "shop.json") == nil)
        let error = try #require(try fileRefusal(of: full + [0x20], named: "shop.json"))
        #expect(error.code == .fileTooLarge)
        #expect(
            error.description.hasSuffix(
                "the template is larger than 1,000,000 bytes. CloudFormation takes no more. Split it into nested stacks."))
    }

    @Test func `a file that is missing is named`() {
        do throws(TemplateError) {
            _ = try Template.read(contentsOf: "no/such/shop.yaml")
            Issue.record("it was read")
        } catch {
            #expect(error.code == .unreadableFile)
            #expect(error.description.hasPrefix("no/such/shop.yaml: the template can't be read. "))
        }
    }

    @Test(arguments: [
        ("", TemplateError.Code.emptyFile), (" \n\t\n", .emptyFile), ("# nothing\n", .emptyFile), ("[]", .notATemplate),
        ("Parameters: {}", .notATemplate), ("text", .notATemplate),
    ])
    func `what is no template is refused`(text: String, code: TemplateError.Code) throws {
        #expect(try fileRefusal(of: Array(text.utf8))?.code == code)
    }

    @Test func `the extension decides the format, then the first character`() throws {
        for (name, text) in [
            ("a.json", "{\"Resources\": {}}"), ("a.yaml", "{Resources: {}}"), ("a", " {\"Resources\": {}}"),
            ("a", "Resources: {}"),
        ] {
            #expect(try Template.read(text, file: name).root == ["Resources": [:]])
        }
        #expect(refusal("Resources: {}", file: "a.json")?.code == .invalidJSON)
    }
}
