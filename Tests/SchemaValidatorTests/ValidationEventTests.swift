import Foundation
import Testing
import ViridianSchema

@testable import schema_validator

@Suite struct ValidationEventTests {
    @Test(arguments: [
        ("{}", ValidationEvent()), (#"{"stable":"green"}"#, ValidationEvent(stable: .green)),
        (
            #"{"schemas":["public","audit"],"reportOnly":true,"else":1}"#,
            ValidationEvent(schemas: ["public", "audit"], reportsOnly: true)
        ),
        (FunctionUnderTest.hook, ValidationEvent(isLifecycleHook: true)),
        (#"{"lifecycleStage":"PRE_SCALE_UP","executionDetails":{},"hookDetails":null}"#, ValidationEvent(isLifecycleHook: true)),
        (
            #"{"lifecycleStage":"","executionDetails":{},"stable":"blue","hookDetails":{"stable":"green","schemas":["a"]}}"#,
            ValidationEvent(stable: .green, schemas: ["a"], isLifecycleHook: true)
        ),
        (#"{"lifecycleStage":"PRE_SCALE_UP","hookDetails":{"stable":"green"}}"#, ValidationEvent()),
    ])
    func `an event says what is wished, and who asks`(text: String, event: ValidationEvent) throws {
        #expect(try JSONDecoder().decode(ValidationEvent.self, from: Data(text.utf8)) == event)
    }

    @Test(arguments: [
        "[]", "1", #"{"stable":"red"}"#, #"{"schemas":"public"}"#, #"{"lifecycleStage":"","executionDetails":1,"hookDetails":3}"#,
    ])
    func `an event of another shape is refused`(text: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(ValidationEvent.self, from: Data(text.utf8)) }
    }

    private func comparison(removing count: Int) -> SchemaComparison {
        let names = (0..<count).map { "public.t\($0)" }
        let stable = SchemaCatalogue(relations: Dictionary(uniqueKeysWithValues: names.map { ($0, Relation(columns: [:])) }))
        return .compare(stable: stable, candidate: SchemaCatalogue(relations: ["public.new": Relation(columns: [:])]))
    }

    @Test func `a report says the verdict of each difference and why`() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        let report = ValidationReport(comparison(removing: 1), stable: .blue)
        #expect(
            String(decoding: try encoder.encode(ValidationAnswer.report(report)), as: UTF8.self) == """
                {
                  "candidate" : "green",
                  "compatible" : false,
                  "differences" : [
                    {
                      "change" : "relation-added",
                      "object" : "table public.new",
                      "reason" : "The old version doesn't know it.",
                      "verdict" : "safe"
                    },
                    {
                      "change" : "relation-removed",
                      "object" : "table public.t0",
                      "reason" : "The old version reads and writes it.",
                      "verdict" : "breaking"
                    }
                  ],
                  "stable" : "blue"
                }
                """)
    }

    @Test func `an error names what is breaking, as far as there is room`() throws {
        #expect(ValidationReport(comparison(removing: 0), stable: .blue).error == nil)
        let error = try #require(ValidationReport(comparison(removing: 21), stable: .green).error)
        #expect(
            error.errorMessage.hasPrefix(
                "The schema of blue breaks the version that runs on green: table public.t0: relation-removed. "))
        #expect(error.errorMessage.hasSuffix(" · and 1 more, which the function's log lists"))
    }
}
