import Testing

@testable import ViridianReview

/// What is looked for byte by byte gives what looking at characters gives.
@Suite struct BytewiseTests {
    @Test(arguments: ["", "a", "${Name}", "arn:aws:s3", "ends with a", "ünïcode a", "aab", "docker build "])
    func holdsWhatContains(text: String) {
        for part in ["a", "ab", "arn:", "${", "docker build ", "ü", "longer than any of these texts is, by far"] {
            #expect(text.holds(part) == text.contains(part), "\(text) \(part)")
            #expect(text.dropFirst().holds(part) == text.dropFirst().contains(part), "\(text) \(part)")
        }
        #expect(text.holds(""))
    }

    @Test func linesEndAsPositionsCountThem() {
        let lines = SourceLines("one\ntwo\r\nthree\rfour\n\nsix\u{2028}still six\u{0B}and still")
        let found = (1...lines.count).map { lines[$0] }
        #expect(found == ["one", "two", "three", "four", "", "six\u{2028}still six\u{0B}and still"])
        #expect(lines[0] == nil && lines[7] == nil && lines[-1] == nil)
        #expect(SourceLines("").count == 1)
        #expect(SourceLines("a\n")[2] == "")
        #expect(SourceLines("\r\n\r\n").count == 3)
    }

    @Test(arguments: [
        ("s3:Get*", "s3:getobject", false), ("s3:get*", "s3:getobject", true), ("*", "", true), ("", "", true), ("", "a", false),
        ("s3:*object", "s3:getobject", true), ("s3:*object*acl", "s3:getobjectversionacl", true), ("a*b*c", "abc", true),
        ("a*bc", "abcbc", true), ("a*b", "acd", false), ("**", "x", true), ("abc", "ab", false), ("ab", "abc", false),
    ])
    func patternsOfActions(pattern: String, action: String, isCovered: Bool) {
        #expect(ActionPattern.matches(pattern, action) == isCovered)
    }
}
