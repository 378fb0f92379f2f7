import Foundation
import Storefront
import Testing
import Viridian

/// The storefront in an environment.
func storefront(_ stage: Stage = .development, name: String = "dev") throws -> Template {
    try Storefront().template(for: Environment(name: name, stage: stage))
}

/// A stack described by a closure, for tests.
struct Sketch: StackDefinition {
    var name = "Sketch"
    var body: @Sendable (inout Stack) -> Void

    func define(in stack: inout Stack) { body(&stack) }

    func template(stage: Stage = .development) throws -> Template {
        try template(for: Environment(name: "test", stage: stage))
    }
}

extension Template {
    /// Resources of a type, by logical id.
    func all(_ type: String) -> [String: Resource] {
        Dictionary(resources.filter { $0.type == type }.map { ($0.logicalID, $0) }, uniquingKeysWith: { first, _ in first })
    }
}

/// Compares a text with a checked-in file, which `VIRIDIAN_REFRESH=1 swift test` writes anew.
func expectGolden(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: "Golden/\(name)")
    if ProcessInfo.processInfo.environment["VIRIDIAN_REFRESH"] == "1" {
        try text.write(to: file, atomically: true, encoding: .utf8)
    }
    let expected = try String(contentsOf: file, encoding: .utf8)
    #expect(text == expected, "refresh Golden/\(name) by VIRIDIAN_REFRESH=1 swift test", sourceLocation: sourceLocation)
}
