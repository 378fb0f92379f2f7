import Testing
import ViridianResources
import ViridianReview
import ViridianTemplate

@testable import Viridian

@Suite struct AppTests {
    private struct Named: StackDefinition {
        var name: String
        var isBroken = false
        func define(in stack: inout Stack) { stack.add(isBroken ? "no name" : "Cluster", ECS.Cluster()) }
    }

    @Test func `all stacks are synthesised, in their order`() throws {
        let templates = try Synthesis(environment: "eu", stage: "staging").templates(of: [Named(name: "B"), Named(name: "A")])
        #expect(templates.map(\.name) == ["B", "A"])
        #expect(templates.first?.root["Parameters"]?["EnvironmentSuffix"]?["Default"] == "eu")
    }

    @Test func `one stack is chosen by its name`() throws {
        #expect(try Synthesis(stack: "A").template(of: [Named(name: "B"), Named(name: "A")]).name == "A")
    }

    @Test func `what is wrong with all stacks is in one error`() throws {
        let stacks = [Named(name: "A", isBroken: true), Named(name: "B"), Named(name: "C", isBroken: true)]
        let error = try #require(throws: StackError.self) { try Synthesis().templates(of: stacks) }
        #expect(error.problems.count == 2)
    }

    @Test(arguments: [
        (
            Synthesis(stage: "prod"),
            "there is no stage \"prod\"; did you mean \"production\"? Stages are development, staging, production."
        ),
        (Synthesis(stack: "C"), "there is no stack \"C\"; did you mean \"A\"? There are A, B."),
        (
            Synthesis(),
            "there are 2 stacks, and only one can be taken. Choose with --stack: A, B. A folder takes all: --output DIR."
        ),
    ])
    func `a choice that can't be is said`(synthesis: Synthesis, message: String) throws {
        let error = try #require(throws: AppError.self) { try synthesis.template(of: [Named(name: "A"), Named(name: "B")]) }
        #expect(error.description == message)
    }

    @Test func `two stacks of one name are refused`() throws {
        let error = try #require(throws: AppError.self) { try Synthesis().templates(of: [Named(name: "A"), Named(name: "A")]) }
        #expect(error.code == .duplicateStack)
    }

    @Test(arguments: [
        ("Shop/Stack.swift", ["/a/Shop/Stack.swift", "/a/Other/Stack.swift", "/a/Shop/Other.swift"], "/a/Shop/Stack.swift"),
        ("Shop/Stack.swift", ["/a/Sources/Stack.swift"], "/a/Sources/Stack.swift"),
        ("Shop/Stack.swift", ["/a/One/Stack.swift", "/a/Two/Stack.swift"], nil),
        ("Stack.swift", ["/a/Stack.swift"], nil),
    ])
    func `a source is found by its module and file`(fileID: String, paths: [String], found: String?) {
        #expect(SwiftSource.path(of: fileID, in: paths) == found)
    }

    @Test func `what an app describes is read with the places in Swift`() throws {
        let template = try Sample { stack in
            let logs = stack.add("Logs", Logs.LogGroup())
            stack.output("Name", logs.ref(as: String.self))
        }.template(for: .development)
        let described = DescribedTemplates(stage: "staging", templates: [template, template])

        let read = try #require(DescribedTemplates(described.text))

        #expect(read == described)
        let logs = try #require(read.templates.first?.resource("Logs"))
        #expect(logs.source == template.resource("Logs")?.source)
        #expect(logs.logicalIDSource?.file == "ViridianConstructsTests/AppTests.swift")
        #expect(Review().run(read.templates[0]) == Review().run(template))
        #expect(DescribedTemplates("{\"Resources\": {}}") == nil)
    }
}
