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

    @Test func `each seed that the engine failed once is undone in a list, and its lines are still in the engine`() throws {
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: package.appending(path: "Tests/Sabotage/mended.txt"), encoding: .utf8)
        let undone = text.matches(of: /(?m)^seed (\d+): (.+)$/).map { ($0.1, $0.2) }
        let known = Dictionary(uniqueKeysWithValues: SelfTestTests.failures.map { (String($0.seed), $0.testDescription) })
        #expect(undone.count >= 6 && undone.allSatisfy { known[String($0.0)] == String($0.1) })
        for match in text.matches(of: /(?m)^file (.+)\n- (.+)\n\+ .+$/) {
            let source = try String(contentsOf: package.appending(path: "Sources/ViridianRelease/\(match.1)"), encoding: .utf8)
            #expect(source.contains("  \(match.2)\n"), "mend Tests/Sabotage/mended.txt; then run.py --mended beside it")
        }
    }
}
