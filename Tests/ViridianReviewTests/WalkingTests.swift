import Testing
import ViridianTemplate

@testable import ViridianReview

@Suite struct SuggestionTests {
    @Test(arguments: [
        ("Clustr", "Cluster"), ("cluster", "Cluster"), ("Clutser", "Cluster"), ("Blue", nil), ("Web2", "Web"), ("", nil),
    ])
    func `only a slip of the finger gets a suggestion`(name: String, expected: String?) {
        #expect(Suggestion.nearest(to: name, among: ["Cluster", "Listener", "Web"]) == expected)
    }

    @Test func `the only name that ends so is meant`() {
        #expect(Suggestion.nearest(to: "Arn", among: ["Name", "ServiceArn"]) == "ServiceArn")
        #expect(Suggestion.nearest(to: "Arn", among: ["RoleArn", "ServiceArn"]) == nil)
    }

    @Test func `of two names that are as near the first by alphabet is suggested`() {
        #expect(Suggestion.nearest(to: "Tasks", among: ["Taskz", "Taska"]) == "Taska")
    }
}

@Suite struct ImageReferenceTests {
    @Test(arguments: [
        ("nginx", true), ("nginx:latest", true), ("nginx:1.27", false), ("localhost:5000/nginx", true),
        ("localhost:5000/nginx:1", false),
        ("nginx@sha256:abc", false), ("nginx:latest@sha256:abc", false),
    ])
    func `a name is mutable without a fixed tag or digest`(name: String, isMutable: Bool) throws {
        #expect(try #require(ImageReference(name)).isMutable == isMutable)
    }

    @Test func `a name that ends in something unknown is not judged`() {
        #expect(ImageReference("nginx:\u{FFFC}") == nil)
        #expect(ImageReference("") == nil)
    }
}

@Suite struct SubstitutionTests {
    @Test func `names, attributes and literals are told apart`() {
        #expect(
            Substitution.parts(of: "a-${Name}-${ Role.Arn }-${!Kept}-${open")
                == [.text("a-"), .name("Name"), .text("-"), .name("Role.Arn"), .text("-"), .text("${Kept}"), .text("-${open")])
        #expect(Substitution.names(in: "${Role.Arn}").map(\.attribute) == ["Arn"])
    }
}

@Suite struct FargateSizeTests {
    @Test(arguments: [
        ("256", "1024", true), (".25 vCPU", "1 GB", true), ("256", "1536", false), ("1 vcpu", "2GB", true),
        ("1024", "1024", false),
        ("4096", "30720", true), ("4096", "31744", false), ("8192", "20480", true), ("8192", "17408", false),
        ("16384", "122880", true),
        ("32768", "249856", true), ("32768", "131072", false),
    ])
    func `the table of pairs is AWS's`(cpu: String, memory: String, exists: Bool) throws {
        let sizes = try #require(FargateSize.units(cpu).flatMap(FargateSize.memory))
        #expect(try sizes.contains(#require(FargateSize.mebibytes(memory))) == exists)
    }

    @Test func `sizes that are no numbers are not guessed`() {
        #expect(FargateSize.units("large") == nil)
        #expect(FargateSize.memory(forUnits: 300) == nil)
        #expect(FargateSize.description(of: [512, 1024, 2048]) == "512, 1024 or 2048")
        #expect(FargateSize.description(of: [1024, 2048, 3072, 4096]) == "1024 to 4096 in steps of 1024")
    }
}

@Suite struct ScenarioTests {
    let subject: Subject = {
        let conditions: Object = [
            "Live": Node(.function(.equals(Node(.function(.ref("Stage"))), "live"))),
            "Test": Node(.function(.not(Node(.function(.condition("Live")))))),
            "Big": Node(.function(.equals(Node(.function(.ref("Size"))), "big"))),
            "Never": Node(.function(.equals("a", "b"))),
        ]
        let root: Object = ["Conditions": Node(.object(conditions)), "Resources": [:]]
        return Subject(template: Template(root: root, name: "test"), catalog: Review().catalog)
    }()

    @Test func `a condition can't be assumed both true and false`() throws {
        let live = try #require(Scenario().assuming("Live", true))
        #expect(live.assuming("Live", false) == nil)
        #expect(live.assuming("Live", true) == live)
    }

    @Test func `conditions on different parameters can be combined freely, opposites can't`() throws {
        let live = try #require(Scenario().assuming("Live", true))
        let both = try #require(live.assuming("Big", false))
        let linked = try #require(live.assuming("Test", true))
        let constant = try #require(Scenario().assuming("Never", true))
        #expect([Scenario(), live, both].allSatisfy { $0.isCertainlyPossible(in: subject) })
        #expect([linked, constant].allSatisfy { !$0.isCertainlyPossible(in: subject) })
        #expect(both.clause == " when Big is false and Live is true")
    }
}

@Suite struct PatternsTests {
    @Test func `a pattern matches anywhere, and one that can't be read admits everything`() {
        let patterns = Patterns()
        #expect(patterns.matches("VAR_1", "[A-Z]+_"))
        #expect(!patterns.matches("var", "^[A-Z]"))
        #expect(patterns.matches("var", "(") && patterns.matches("other", "("))
    }

    @Test(.timeLimit(.minutes(1))) func `thousands of names against one pattern take no time`() throws {
        let fields = (0..<2000).map { Field("NAME_\($0)", "x") }
        let environment: Node = ["Variables": Node(.object(Object(fields)))]
        let function: Node = [
            "Type": "AWS::Lambda::Function",
            "Properties": [
                "Code": ["ImageUri": "i"], "PackageType": "Image", "Role": "arn:aws:iam::123456789012:role/r",
                "Environment": environment,
            ],
        ]
        let template = Template(root: ["Resources": ["Handler": function]], name: "test")
        #expect(Review(rules: ReportTests.rules).run(template).isEmpty)
    }
}
