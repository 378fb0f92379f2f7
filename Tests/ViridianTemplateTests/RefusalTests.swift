import Foundation
import Testing
import ViridianTemplate

/// Everything that makes a file no template, with the words that its author reads.
struct RefusalTests {
    /// The message for a file of these bytes.
    private func message(_ bytes: [UInt8], _ name: String) throws -> String? {
        let folder = FileManager.default.temporaryDirectory.appending(path: "viridian-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: name)
        try Data(bytes).write(to: file)
        do throws(TemplateError) {
            _ = try Template.read(contentsOf: file.path)
            return nil
        } catch {
            return error.description.replacing(folder.path + "/", with: "")
        }
    }

    private static let duplicate = "Only one of them could count: remove or rename one."
    private static let noText =
        "Keys are text without a tag. Put quotes around the key, or around {{…}}, which YAML takes for objects."
    private static let alias =
        "this alias has no anchor before it. Set the anchor (&name) on a value that ends before the alias, "
        + "or put quotes around a text that begins with *."
    private static let tags =
        "Tags are case-sensitive: !Ref, !GetAtt, !Sub, !Join and the others are; text that begins with ! needs quotes."
    private static let merge =
        "the merge key << is not taken by CloudFormation. "
        + "Write the fields out; an alias (*name) as a whole value is fine."
    private static let nul = "a NUL character stands here. CloudFormation takes text without NUL; remove it."
    private static let nested =
        "lists and objects nest more than 200 levels deep here. "
        + "No template needs that: check the brackets or the indentation."
    private static let noObject =
        "this is no CloudFormation template: its top level is no object. "
        + "A template begins with sections such as Parameters and Resources."
    private static let noResources =
        "this is no CloudFormation template: it has no Resources. "
        + "Resources is the one section that every template needs."
    private static let yaml = "Check the indentation, the quotes and the colons here and in the line above."
    private static let json = "JSON takes double quotes only, no comments, and no comma before a closing bracket."

    private static let yamlCases: [(String, String)] = [
        // Keys.
        (
            "Resources:\n  A: 1\n  A: 2\n",
            "3:3: the key \"A\" is written twice in one object, first in line 2, column 3. " + duplicate
        ),
        (
            "Resources:\r\n  A: 1\r\n  A: 2\r\n",
            "3:3: the key \"A\" is written twice in one object, first in line 2, column 3. " + duplicate
        ),
        (
            "Resources: {A: 1, \"A\": 2}",
            "1:19: the key \"A\" is written twice in one object, first in line 1, column 13. " + duplicate
        ),
        (
            "Resources:\n  A: 1\n  B: 2\n  A: 3\n  A: 4\n",
            "4:3: the key \"A\" is written twice in one object, first in line 2, column 3. " + duplicate
        ),
        ("Resources:\n  ? [a]\n  : 1\n", "2:5: this key is no text. " + noText),
        ("Resources:\n  ~: 1\n", "2:3: this key is no text. " + noText),
        ("Resources:\n  !Ref a: 1\n", "2:8: this key is no text. " + noText),
        ("A: &a x\nResources:\n  *a : 1\n", "3:3: this key is no text. " + noText),
        ("A: &a x\nResources:\n  ? *a\n  : 1\n  ? *a\n  : 2\n", "3:5: this key is no text. " + noText),
        // Tabs.
        ("Resources:\n\tA: 1\n", "2:1: a tab stands where YAML allows only spaces. Indent with spaces."),
        ("Resources:\n  A:\n  \tType: x\n", "3:3: a tab stands where YAML allows only spaces. Indent with spaces."),
        // Anchors, aliases and merge keys.
        ("Resources:\n  A: *missing\n", "2:6: " + alias), ("Resources: &a\n  A: *a\n", "2:6: " + alias),
        ("X: &x {a: 1}\nResources:\n  <<: *x\n", "3:3: " + merge),
        ("X: &x {a: 1}\nResources:\n  <<: [*x, *x]\n", "3:3: " + merge),
        // Tags.
        ("Resources: !Reff A\n", "1:12: !Reff is no function of CloudFormation. " + tags),
        ("Resources: !!binary aGk=\n", "1:12: tag:yaml.org,2002:binary is no function of CloudFormation. " + tags),
        (
            "Resources: !Base64 !Sub a\n",
            "1:20: a tag can't stand here, such as a second one before the same value. "
                + "Write the outer function in its long form: Fn::Base64: !Sub …"
        ),
        // Characters.
        ("Resources: a\0b", "1:13: " + nul), ("Resources: \"a\\0\"\n", "1:12: " + nul),
        ("Resources: a\u{1}b\n", "1:13: the YAML is not well-formed: control characters are not allowed (U+0001). " + yaml),
        // Depth.
        ("Resources: " + String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000), "1:211: " + nested),
        ("Resources: " + String(repeating: "{a: ", count: 10_000), "1:805: " + nested),
        ("Resources:\n " + String(repeating: "- ", count: 10_000) + "a", "2:400: " + nested),
        ("Resources: " + String(repeating: "[", count: 300) + String(repeating: "]", count: 300), "1:211: " + nested),
        // What is no template.
        ("", ": the template is empty. A template needs at least a Resources section."),
        ("# nothing\n", ": the template holds nothing but comments. A template needs at least a Resources section."),
        ("[]", "1:1: " + noObject), ("hello", "1:1: " + noObject), ("---\n", "1:4: " + noObject),
        (
            "Parameters: {}",
            "1:1: " + noResources
        ),
        (
            "Resources: {}\n---\nResources: {}\n",
            "2:1: the template ends before this place, but another document follows. "
                + "One file holds one template: remove the --- or what follows it."
        ),
        // Grammar.
        ("Resources:\n  A: b: c\n", "2:7: the YAML is not well-formed: mapping values are not allowed in this context. " + yaml),
        (
            "Resources:\n   A: 1\n  B: 2\n",
            "3:3: the YAML is not well-formed: did not find expected key while parsing a block mapping "
                + "that starts in line 1, column 1. " + yaml
        ),
    ]

    @Test(arguments: yamlCases)
    func `a YAML file that is no template says why and where`(text: String, expected: String) throws {
        let place = expected.hasPrefix(":") ? "a.yaml" : "a.yaml:"
        #expect(try message(Array(text.utf8), "a.yaml") == place + expected)
    }

    private static let open = "; the '{' of line 1, column 1 is open"

    private static let jsonCases: [(String, String)] = [
        (
            "{\r\n\"Resources\": {\"A\": 1,\r\n\"A\": 2}}",
            "3:1: the key \"A\" is written twice in one object, first in line 2, column 15. " + duplicate
        ),
        (#"{"Resources": "a\u0000"}"#, "1:17: " + nul), ("{\"Resources\": \"a\0\"}", "1:17: " + nul),
        (
            "{\"Resources\": \"a\u{1}\"}",
            "1:17: the control character U+0001 stands in a text; it must be written as an escape. " + json
        ),
        ("{\"Resources\":" + String(repeating: "[", count: 10_000), "1:213: " + nested),
        ("{\"Resources\": {} // a\n}", "1:18: expected ',' or '}' after the value of \"Resources\", found '/'\(open). " + json),
        ("{'Resources': {}}", "1:2: expected a key in double quotes or '}', found '''\(open). " + json),
        (" \n", ": the template is empty. A template needs at least a Resources section."), ("[1]", "1:1: " + noObject),
        ("null", "1:1: " + noObject),
        (
            "{}",
            "1:1: " + noResources
        ),
    ]

    @Test(arguments: jsonCases)
    func `a JSON file that is no template says why and where`(text: String, expected: String) throws {
        let place = expected.hasPrefix(":") ? "a.json" : "a.json:"
        #expect(try message(Array(text.utf8), "a.json") == place + expected)
    }

    @Test func `bytes that are no text are refused`() throws {
        let advice = "the bytes here are no UTF-8 text. Save the template in the encoding UTF-8."
        #expect(try message(Array("Resources: ".utf8) + [0xFF], "a.yaml") == "a.yaml:1:12: " + advice)
        // UTF-16 with its mark, and half a scalar at the end.
        #expect(try message([0xFF, 0xFE, 0x7B, 0], "a.json") == "a.json:1:1: " + advice)
        #expect(try message(Array("{\"Resources\": \"".utf8) + [0xE2, 0x82], "a.json") == "a.json:1:16: " + advice)
    }

    @Test func `aliases of aliases are refused where they become too large`() throws {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...9 {
            text += "a\(level): &a\(level) [" + [String](repeating: "*a\(level - 1)", count: 10).joined(separator: ", ") + "]\n"
        }
        #expect(
            try message(Array((text + "Resources: {}\n").utf8), "a.yaml")
                == "a.yaml:6:20: the aliases of this template expand to more than it could hold. "
                + "Write the values out, or use fewer aliases (*name).")
    }

    @Test func `an alias that nests too deeply where it stands is refused`() throws {
        let open = String(repeating: "[", count: 150)
        let close = String(repeating: "]", count: 150)
        let text = "A: &a \(open)\(close)\nB: \(open)*a\(close)\nResources: {}\n"
        #expect(try message(Array(text.utf8), "a.yaml") == "a.yaml:2:154: " + Self.nested)
    }

    @Test(arguments: [
        "Resources:\n  ? *a\n  : 1\n", "Resources:\n  ? [*a]\n  : 1\n", "Resources: {? *a : 1}\n", "Resources: {*a : 1}\n",
    ])
    func `an alias is no key`(text: String) throws {
        #expect(try message(Array(("A: &a x\n" + text).utf8), "a.yaml")?.hasSuffix("this key is no text. " + Self.noText) == true)
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            "A: \n  !" + String(repeating: "!", count: 3_000), "A: \n  &" + String(repeating: "&", count: 3_000),
            "A: \n  !" + String(repeating: "a", count: 3_000) + "! b", "A: \n  '" + String(repeating: "''", count: 3_000),
            "A: \n  \"" + String(repeating: "\\", count: 3_001), "A: \n  " + String(repeating: "[", count: 3_000),
            "A: \n  " + String(repeating: "'[{", count: 3_000),
        ])
    func `a line that is longer than a key may be comes to an end`(text: String) throws {
        #expect(try message(Array(text.utf8), "a.yaml") != nil)
        #expect(try message(Array((text + "\n").utf8), "a.yaml") != nil)
    }

    @Test(.timeLimit(.minutes(1))) func `thirty thousand equal keys are refused soon`() throws {
        let text = "Resources:\n" + (0..<30_000).map { "  A\($0): 1\n  A\($0): 2\n" }.joined()
        #expect(try message(Array(text.utf8), "a.yaml")?.contains("is written twice in one object") == true)
    }
}
