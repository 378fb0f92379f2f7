import Foundation
import Testing

/// The list of sabotages must keep up with the engine: each of its lines stands there still, once a rule.
@Suite struct SabotageTests {
    @Test func `each of the 25 rules has a sabotage, and its line is still in the engine`() throws {
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: package.appending(path: "Tests/Sabotage/patches.txt"), encoding: .utf8)
        var rules: [Int] = []
        for match in text.matches(of: /(?m)^rule (\d+): .+\nfile (.+)\n- (.+)\n\+ .+$/) {
            rules.append(try #require(Int(match.1)))
            let source = try String(
                contentsOf: package.appending(path: "Sources/ViridianRelease/\(match.2)"), encoding: .utf8)
            let lines = source.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
            #expect(lines.contains(String(match.3)), "rule \(match.1): mend Tests/Sabotage/patches.txt; then run.py beside it")
        }
        #expect(rules == Array(1...25))
    }
}
