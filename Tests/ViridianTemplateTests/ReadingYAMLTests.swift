import Testing
import ViridianTemplate

struct ReadingYAMLTests {
    private func property(_ yaml: String) throws -> Node {
        let lines = yaml.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n  ")
        let template = try Template.read("Resources:\n  Value: \(lines)\n", file: "shop.yaml")
        return try #require(template.root["Resources"]?["Value"])
    }

    @Test(arguments: [
        ("yes", Value.bool(true)), ("Off", .bool(false)), ("'yes'", .string("yes")), ("y", .string("y")), ("~", .null),
        ("", .null),
        ("012345678901", .string("012345678901")), ("0644", .string("0644")), ("0x1F", .string("0x1F")),
        ("22:22", .string("22:22")),
        ("1_000", .string("1_000")), ("123456789012", .number(Number(text: "123456789012"))), ("+1", .number(Number(text: "1"))),
        ("1.0", .number(Number(text: "1.0"))), (".5", .number(Number(text: "0.5"))), ("1e3", .string("1e3")),
        ("1.5e+3", .number(Number(text: "1.5e+3"))), (".inf", .string(".inf")), ("2012-10-17", .string("2012-10-17")),
        ("!!str 1", .string("1")), ("! 1", .string("1")), ("\"1\"", .string("1")), ("=", .string("=")),
    ])
    func `a scalar is read as CloudFormation sees it`(text: String, value: Value) throws {
        #expect(try property(text).value == value)
    }

    @Test func `keys and values know where they start and end`() throws {
        let text = """
            Resources:
              Wëb:   # a service
                Type: 'It''s'
                Properties:
                  Path: /a
                    b
                  Tags:
                  - {Key: "é", Value: [1, 2 ] }
                  - !Sub &name
                    ${A}
                  Code: |
                    one

                    two
                  Last: !GetAtt Web.Arn
            """
        let template = try Template.read(text, file: "shop.yaml")
        let web = try #require(template.resource("Wëb"))
        let tags = try #require(web.properties["Tags"]?.list)
        #expect(place(web.logicalIDSource) == "2:3-2:6")
        #expect(place(web.source) == "3:5-15:28")
        #expect(place(web.body["Type"]?.source) == "3:11-3:18")
        #expect(place(web.properties["Path"]?.source) == "5:13-6:10")
        #expect(place(web.properties["Tags"]?.source) == "8:7-10:13")
        #expect(place(tags[0].source) == "8:9-8:36")
        #expect(place(tags[0]["Key"]?.source) == "8:15-8:18")
        #expect(place(tags[0]["Value"]?.source) == "8:27-8:34")
        #expect(place(tags[1].source) == "9:9-10:13")
        #expect(place(web.properties["Code"]?.source) == "11:13-14:12")
        #expect(web.properties["Code"]?.string == "one\n\ntwo\n")
        #expect(place(web.properties["Last"]?.source) == "15:13-15:28")
        #expect(place(web.properties.field("Last")?.keySource) == "15:7-15:11")
    }

    @Test func `carriage returns count no line of their own`() throws {
        let template = try Template.read("Resources:\r\n  A:\r\n    Type: x\r\n", file: "shop.yaml")
        #expect(place(template.resource("A")?.body["Type"]?.source) == "3:11-3:12")
    }

    @Test func `an alias stands for its value`() throws {
        let text = "Metadata: &tags [a, b]\nResources:\n  A: {Type: t, Properties: {Tags: *tags}}\n"
        let template = try Template.read(text, file: "shop.yaml")
        #expect(template.resource("A")?.properties["Tags"] == ["a", "b"])
    }

    @Test func `aliases that grow without bounds are refused`() throws {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...9 {
            let items = [String](repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(items)]\n"
        }
        #expect(refusal(text + "Resources: {}\n", file: "shop.yaml")?.code == .aliasesTooLarge)
    }

    @Test(arguments: [
        "Resources: " + String(repeating: "[", count: 10_000), "Resources: " + String(repeating: "{a: ", count: 10_000),
        "Resources:\n " + String(repeating: "- ", count: 10_000) + "a", "Resources: " + String(repeating: "[", count: 300),
        "Resources: " + String(repeating: "[", count: 300) + String(repeating: "]", count: 300),
    ])
    func `deep nesting is refused and crashes nothing`(text: String) throws {
        let error = try #require(refusal(text, file: "shop.yaml"))
        #expect([.nestedTooDeeply, .invalidYAML].contains(error.code), "\(error)")
    }

    @Test(arguments: [
        (
            "Resources:\n\tA: 1\n", TemplateError.Code.tabInIndentation,
            "2:1: a tab stands where YAML allows only spaces. Indent with spaces."
        ),
        (
            "Resources:\n  A:\n    x: 1\n    y: 2\n    'x': 3\n", .duplicateKey,
            "5:5: the key \"x\" is written twice in one object, first in line 3, column 5. "
                + "Only one of them could count: remove or rename one."
        ),
        (
            "Resources: !Reff A\n", .unknownTag,
            "1:12: !Reff is no function of CloudFormation. "
                + "Tags are case-sensitive: !Ref, !GetAtt, !Sub, !Join and the others are; text that begins with ! needs quotes."
        ),
        (
            "Resources:\n  {{name}}: 1\n", .keyNotText,
            "2:3: this key is no text. Keys are text without a tag. Put quotes around the key, or around {{…}}, "
                + "which YAML takes for objects."
        ),
        (
            "A: &a {x: 1}\nResources:\n  <<: *a\n", .mergeKey,
            "3:3: the merge key << is not taken by CloudFormation. "
                + "Write the fields out; an alias (*name) as a whole value is fine."
        ),
        (
            "Resources: {}\n---\nResources: {}\n", .trailingContent,
            "2:1: the template ends before this place, but another document follows. "
                + "One file holds one template: remove the --- or what follows it."
        ),
    ])
    func `a mistake is named where it stands`(text: String, code: TemplateError.Code, message: String) throws {
        let error = try #require(refusal(text, file: "shop.yaml"))
        #expect(error.code == code)
        #expect(error.description == "shop.yaml:" + message)
    }

    @Test func `a NUL that is written as an escape is refused`() {
        #expect(refusal("Resources: \"a\\0\"", file: "shop.yaml")?.code == .nulCharacter)
        #expect(refusal(#"{"Resources": "a\u0000"}"#)?.code == .nulCharacter)
    }
}
