import Testing

@testable import ViridianTemplate

struct ParameterTests {
    /// The error that a value, or the default, meets.
    private func refusal(_ declaration: String, _ value: String?) throws -> String? {
        let template = try Template.read("Parameters:\n  P: \(declaration)\nResources: {}\n", file: "a.yaml")
        do throws(TemplateError) {
            _ = try template.resolve(parameters: value.map { ["P": $0] } ?? [:], pseudo: .example)
            return nil
        } catch {
            return error.description
        }
    }

    private static let taken: [(String, String?)] = [
        ("{Type: String, AllowedValues: [a, 1, true]}", "1"), ("{Type: String, AllowedValues: [a, 1, true]}", "true"),
        ("{Type: String, AllowedPattern: '[a-z]+'}", "abc"), ("{Type: String, AllowedPattern: '(?=x).*'}", "abc"),
        ("{Type: String, MinLength: 2, MaxLength: '3'}", "é😀"), ("{Type: Number, MinValue: -1, MaxValue: 2.5}", "2.5"),
        ("{Type: List<Number>, MinValue: 1}", "1, 2 ,3"), ("{Type: CommaDelimitedList, AllowedValues: [a, b]}", "a, b"),
        ("{Type: CommaDelimitedList, AllowedPattern: '[a-z]', Default: 'a,b'}", nil),
        ("{Type: AWS::EC2::VPC::Id}", "vpc-1"), ("{Type: AWS::EC2::VPC::Id, Default: none}", nil),
        ("{Type: 'List<AWS::EC2::Subnet::Id>'}", "subnet-1, subnet-2"), ("{Type: AWS::SSM::Parameter::Name}", "/a/b.c-d_e"),
        ("{Type: 'AWS::SSM::Parameter::Value<List<String>>'}", "/a"),
        ("{Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>'}", "/a"),
        ("{Type: String, Default: ''}", nil), ("{Type: CommaDelimitedList, AllowedValues: [a]}", ""),
    ]

    @Test(arguments: taken)
    func `a value that fits is taken`(declaration: String, value: String?) throws {
        #expect(try refusal(declaration, value) == nil)
    }

    private static let admitted = ". Pass a value that its declaration admits."
    private static let refused: [(String, String?, String)] = [
        (
            "{Type: String, AllowedValues: [live, test]}", "dev",
            "2:3: the parameter \"P\" has the value \"dev\", which is none of live, test" + admitted
        ),
        (
            "{Type: String, AllowedValues: [live], Default: dev}", nil,
            "2:53: the parameter \"P\" has the default \"dev\", which is none of live" + admitted
        ),
        (
            "{Type: String, AllowedPattern: '[a-z]+', ConstraintDescription: Small letters.}", "aB",
            "2:3: the parameter \"P\" has the value \"aB\", which does not match the pattern [a-z]+. Small letters."
        ),
        (
            "{Type: String, NoEcho: true, MinLength: 8}", "secret",
            "2:3: the parameter \"P\" has a value that is shorter than 8 characters" + admitted
        ),
        (
            "{Type: String, MaxLength: 2}", "abc",
            "2:3: the parameter \"P\" has the value \"abc\", which is longer than 2 characters" + admitted
        ),
        ("{Type: Number}", "ten", "2:3: the parameter \"P\" has the value \"ten\", which is no number" + admitted),
        ("{Type: Number, MinValue: 2}", "1", "2:3: the parameter \"P\" has the value \"1\", which is less than 2" + admitted),
        (
            "{Type: List<Number>, MaxValue: 2}", "1,3",
            "2:3: the parameter \"P\" has the value \"1,3\", which is more than 2" + admitted
        ),
        (
            "{Type: AWS::EC2::VPC::Id}", "main",
            "2:3: the parameter \"P\" has the value \"main\", which does not begin with vpc-" + admitted
        ),
        (
            "{Type: 'AWS::SSM::Parameter::Value<String>'}", "a b",
            "2:3: the parameter \"P\" has the value \"a b\", which is no name of an SSM parameter" + admitted
        ),
        (
            "{Type: Text}", "a",
            "2:13: the parameter \"P\" has the type \"Text\", which does not exist. "
                + "Take String, Number, CommaDelimitedList, List<Number>, or a type of AWS's such as AWS::EC2::VPC::Id."
        ),
    ]

    @Test(arguments: refused)
    func `a value that does not fit is refused at its place`(declaration: String, value: String?, message: String) throws {
        #expect(try refusal(declaration, value) == "a.yaml:" + message)
    }

    @Test func `a value of more than 4,096 bytes is refused`() throws {
        #expect(try refusal("{Type: String}", String(repeating: "é", count: 2048)) == nil)
        #expect(try refusal("{Type: String}", String(repeating: "é", count: 2049))?.contains("longer than 4096 bytes") == true)
    }

    @Test func `a stand-in is not judged, and gives way to a default`() throws {
        let text =
            "Parameters: {A: {Type: Number}, B: {Type: Number, Default: 1}}\n"
            + "Resources: {R: {Type: T, Properties: {A: !Ref A, B: !Ref B}}}"
        let template = try Template.read(text, file: "a.yaml")
        let resolved = try template.resolve(standIns: ["A": "x", "B": "x", "C": "x"], pseudo: .example).template
        #expect(resolved.resource("R")?.properties == ["A": "x", "B": "1"])
    }

    @Test(arguments: [
        ("String", true), ("Number", true), ("List<Number>", true), ("List<String>", true), ("CommaDelimitedList", true),
        ("AWS::EC2::KeyPair::KeyName", true), ("List<AWS::EC2::KeyPair::KeyName>", false), ("List<CommaDelimitedList>", false),
        ("AWS::SSM::Parameter::Name", true), ("AWS::SSM::Parameter::Value<CommaDelimitedList>", true),
        ("AWS::SSM::Parameter::Value<List<AWS::EC2::Subnet::Id>>", true), ("AWS::SSM::Parameter::Value<Number>", false),
        ("AWS::SSM::Parameter::Value<AWS::SSM::Parameter::Name>", false), ("Boolean", false), ("List<>", false), ("", false),
    ])
    func `the types are those of AWS`(name: String, exists: Bool) {
        #expect((ParameterType(name) != nil) == exists)
    }
}

struct RuleTests {
    private static let cases: [(String, [String: String], Bool)] = [
        ("!Contains [[small, large], !Ref Size]", ["Size": "large"], true),
        ("!Contains [[small, large], !Ref Size]", ["Size": "huge"], false),
        ("!EachMemberIn [!Ref Zones, [a, b, c]]", ["Zones": "a,c"], true),
        ("!EachMemberIn [!Ref Zones, [a, b, c]]", ["Zones": "a,d"], false),
        ("!EachMemberEquals [!Ref Zones, a]", ["Zones": "a,a"], true), ("!EachMemberEquals [!Ref Zones, a]", [:], false),
        ("!EachMemberIn [{Fn::ValueOfAll: ['AWS::EC2::VPC::Id', Tags.Stage]}, [a]]", [:], true),
        ("!Not [!Equals [!Ref Size, small]]", [:], false),
    ]

    @Test(arguments: cases)
    func `parameters for which a rule does not hold are refused`(rule: String, parameters: [String: String], holds: Bool) throws {
        let text = """
            Parameters:
              Size: {Type: String, Default: small}
              Zones: {Type: CommaDelimitedList, Default: 'a,b'}
              Stage: {Type: String, Default: live}
            Rules:
              Fit: {RuleCondition: !Equals [!Ref Stage, live], Assertions: [{Assert: \(rule), AssertDescription: It must fit.}]}
              Test: {RuleCondition: !Equals [!Ref Stage, test], Assertions: [{Assert: !Equals [a, b]}]}
            Resources: {}
            """
        let template = try Template.read(text, file: "a.yaml")
        let error =
            holds
            ? nil
            : "a.yaml:6:74: the rule \"Fit\" does not hold for these parameters: It must fit. "
                + "Pass parameters for which its assertion is true."
        do throws(TemplateError) {
            _ = try template.resolve(parameters: parameters, pseudo: .example)
            #expect(error == nil)
        } catch let found {
            #expect(found.description == error)
        }
    }
}

struct TextPatternTests {
    @Test(arguments: [
        ("", "", true), ("", "a", false), ("abc", "abc", true), ("abc", "abcd", false), ("a|bc|", "bc", true),
        ("a|bc|", "", true),
        ("^[a-zA-Z][-a-zA-Z0-9]*$", "web-1", true), ("[a-z]*", "web-1", false), ("[^/]+", "a/b", false), ("[]a]+", "]a", true),
        ("\\d{1,3}(\\.\\d{1,3}){3}/\\d+", "10.0.0.0/16", true), ("\\d{1,3}(\\.\\d{1,3}){3}", "10.0.0", false),
        ("(?:ab)+?c{2}", "ababcc", true), ("a{2,}", "a", false), ("a{2,}", "aaaa", true), ("a{0,2}", "aaa", false),
        (".+", "a\nb", false), ("\\S+@\\S+\\.\\S+", "a@b.c", true), ("[\\w.\\-+]+", "a.b-c+d", true), ("a$b", "ab", false),
        ("(a+)+b", String(repeating: "a", count: 4000), false), ("é?😀", "😀", true), ("[+--]", ",", true),
    ])
    func `a pattern covers the whole text or does not match`(pattern: String, text: String, matches: Bool) throws {
        #expect(try #require(TextPattern(pattern)).matchesAll(of: text) == matches)
    }

    @Test(arguments: [
        "(?=a)", "(a)\\1", "a**", "a*+", "[a", "(a", "a)", "{2}", "[b-a]", "[a-z&&[^b]]", "\\p{L}", "(((a{99}){99}){99})",
        "(((((((){9999}){9999}){9999}){9999})))", "a{99999999999999999999}", String(repeating: "(", count: 5000),
    ])
    func `what would need backtracking, and what is no pattern, is not read`(pattern: String) {
        #expect(TextPattern(pattern) == nil)
    }
}
