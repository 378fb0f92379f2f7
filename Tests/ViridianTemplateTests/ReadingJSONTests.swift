import Testing
import ViridianTemplate

/// The error with which a text is refused.
func refusal(_ text: String, file: String = "shop.json", format: Template.Format? = nil) -> TemplateError? {
    do throws(TemplateError) {
        _ = try Template.read(text, file: file, format: format)
        return nil
    } catch {
        return error
    }
}

/// A range as an editor would show it: `1:2-1:5`.
func place(_ range: SourceRange?) -> String {
    guard let range else { return "nowhere" }
    return "\(range.start.line):\(range.start.column)-\(range.end.line):\(range.end.column)"
}

struct ReadingJSONTests {
    @Test func `every key and value knows its line and column`() throws {
        let text =
            "{\r\n  \"Resources\": {\n    \"Wëb🚀\": {\"Type\": \"A::B::C\", \"Properties\": {\"Size\": [1, 2.50]}}\n  }\n}\n"
        let template = try Template.read(text, file: "shop.json")
        let web = try #require(template.resource("Wëb🚀"))
        #expect(place(web.logicalIDSource) == "3:5-3:11")
        #expect(place(web.source) == "3:13-3:67")
        #expect(place(web.body.field("Type")?.keySource) == "3:14-3:20")
        #expect(place(web.body["Type"]?.source) == "3:22-3:31")
        #expect(place(web.properties["Size"]?.source) == "3:56-3:65")
        #expect(place(web.properties["Size"]?.list?.last?.source) == "3:60-3:64")
        #expect(web.properties["Size"]?.list?.last?.value == .number(Number(text: "2.50")))
    }

    @Test func `escapes become the characters they stand for`() throws {
        let text = #"{"Resources": {"A\u00e9": {"Type": "\"\\\/\b\f\n\r\t\uD83D\uDE80"}}}"#
        let template = try Template.read(text, file: "shop.json")
        #expect(template.resources.map(\.logicalID) == ["Aé"])
        #expect(template.resources.first?.type == "\"\\/\u{8}\u{C}\n\r\t🚀")
    }

    @Test(arguments: [
        (#"{"Resources" {}}"#, "1:14: expected ':' after the key \"Resources\", found '{'"),
        (#"{"Resources": {},}"#, "1:17: the ',' before '}' is one too many"),
        (
            "{\"Resources\": {\n  \"A\": [1 2]}}",
            "2:11: expected ',' or ']' after item 1 of the list, found '2'" + open("[", 2, 8)
        ),
        (#"{"Resources": {"A": 1 "B": 2}}"#, "1:23: expected ',' or '}' after the value of \"A\", found '\"'" + open("{", 1, 15)),
        (#"{"Resources": {A: 1}}"#, "1:16: expected a key in double quotes or '}', found 'A'" + open("{", 1, 15)),
        (
            "{\"Resources\": {\n  \"Tag\": {\"Key\": \"Name\", {\"Ref\": \"A\"}}\n}}",
            "2:26: a key such as \"Value\": is missing before this '{'" + open("{", 2, 10)
        ),
        (
            "{\"Resources\": {\n  \"A\": [1, 2}\n}}",
            "2:13: expected ',' or ']' after item 2 of the list, found '}'" + open("[", 2, 8)
        ),
        (#"{"Resources": tru}"#, "1:15: expected a value, found the word tru without quotes"),
        (#"{"Resources": 012}"#, "1:15: a number must not begin with 0"),
        (#"{"Resources": 1.}"#, "1:17: expected a digit after the decimal point, found '}'"),
        ("{\"Resources\": \"a\n\"}", "1:15: this text has no closing quote on its line"),
        (#"{"Resources": "\x"}"#, #"1:16: \x is no escape of JSON"#),
        (#"{"Resources": "\uD800"}"#, "1:16: half of a surrogate pair stands alone"),
        (
            #"{"Resources": {}"#,
            "1:17: expected ',' or '}' after the value of \"Resources\", found the end of the file" + open("{", 1, 1)
        ),
        (#"{"Resources": {"A": 'b'}}"#, "1:21: expected a value, found '''"),
    ])
    func `a mistake is named where it stands`(text: String, message: String) throws {
        let error = try #require(refusal(text))
        #expect(error.code == .invalidJSON)
        #expect(
            error.description
                == "shop.json:\(message). JSON takes double quotes only, no comments, and no comma before a closing bracket.")
    }

    @Test func `a bracket that was left open in an earlier line is named first`() throws {
        let error = try #require(refusal("{\"Resources\": {\n  \"Tags\": [\n    {\"Key\": \"a\",\n    {\"Key\": \"b\"}\n]}}"))
        #expect(
            error.description
                == "shop.json:4:5: the '{' of line 3, column 5 isn't closed: "
                + "a key such as \"Value\": is missing before this '{'. "
                + "Close it with '}' before this line, or write the key here.")
    }

    @Test func `a file that isn't called JSON is told how YAML is called`() throws {
        let error = try #require(refusal("{\"Resources\" {}}", file: "shop.template"))
        #expect(error.advice == "The text is read as JSON; a YAML template needs the extension .yaml or .yml.")
    }

    @Test func `a key that is written twice is refused at its second place`() throws {
        let error = try #require(refusal("{\"Resources\": {\n  \"Web\": {},\n  \"Web\": {}\n}}"))
        #expect(error.code == .duplicateKey)
        #expect(
            error.description
                == "shop.json:3:3: the key \"Web\" is written twice in one object, first in line 2, column 3. "
                + "Only one of them could count: remove or rename one.")
    }

    @Test func `what follows the template is refused`() throws {
        let error = try #require(refusal("{\"Resources\": {}}\n{}"))
        #expect(error.code == .trailingContent)
        #expect(error.position == SourcePosition(line: 2, column: 1))
    }

    @Test(arguments: ["{\"Resources\":" + String(repeating: "[", count: 10_000), String(repeating: "{\"a\":", count: 10_000)])
    func `ten thousand levels are refused and crash nothing`(text: String) throws {
        let error = try #require(refusal(text))
        #expect(error.code == .nestedTooDeeply)
        #expect(error.position?.line == 1)
    }
}

/// How a message names the bracket that is open.
private func open(_ bracket: Character, _ line: Int, _ column: Int) -> String {
    "; the '\(bracket)' of line \(line), column \(column) is open"
}
