import Testing
import ViridianTemplate

/// What the logic says of random conditions is compared with every set of parameters that there is.
struct ConditionTruthTests {
    private static let allowed = ["A": ["x", "y", "z"], "B": ["x", "y"], "C": ["1", "2", "3"]]

    /// Texts for a parameter that takes any.
    private static let samples = ["x", "y", "w", "1", "2", "p-x", "p-2", "", "other"]

    private struct Draw {
        var state: UInt64
        var names = ["A", "B", "C"]

        /// SplitMix64, as everywhere in our tests.
        mutating func below(_ limit: Int) -> Int {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return Int((mixed ^ (mixed >> 31)) % UInt64(limit))
        }

        mutating func one<Element>(of elements: [Element]) -> Element { elements[below(elements.count)] }

        /// A side of a comparison: a parameter, text around one, an entry of a mapping, or a text.
        mutating func side() -> String {
            let name = one(of: names)
            return switch below(8) {
            case 0...2: "!Ref \(name)"
            case 3: "!Sub 'p-${\(name)}'"
            case 4: "!Join ['', ['p-', !Ref \(name)]]"
            case 5: "!FindInMap [M, !Ref A, \(one(of: ["one", "two"]))]"
            default: "'\(one(of: ["x", "y", "w", "1", "2", "p-x", "p-2", ""]))'"
            }
        }

        /// A condition upon those before it.
        mutating func condition(_ index: Int, _ depth: Int = 0) -> String {
            switch below(depth > 3 ? 3 : 7) {
            case 0...2: return "!Equals [\(side()), \(side())]"
            case 3: return "!Not [\(condition(index, depth + 1))]"
            case 4 where index > 0: return "!Condition C\(below(index))"
            case 5: return "!And [\(condition(index, depth + 1)), \(condition(index, depth + 1))]"
            default: return "!Or [\(condition(index, depth + 1)), \(condition(index, depth + 1))]"
            }
        }

        mutating func template() throws -> Template {
            let parameters =
                ConditionTruthTests.allowed.sorted { $0.key < $1.key }.map { name, values in
                    "  \(name): {Type: String, AllowedValues: [\(values.map { "'\($0)'" }.joined(separator: ", "))]}"
                } + ["  D: {Type: String}"]
            let conditions = (0..<5).map { "  C\($0): \(condition($0))" }
            let text =
                (["Parameters:"] + parameters + [
                    "Mappings: {M: {x: {one: '1', two: x}, y: {one: '2', two: x}, z: {one: '2', two: y}}}"
                ]
                + ["Conditions:"] + conditions + ["Resources: {}", ""]).joined(separator: "\n")
            return try Template.read(text, file: "random.yaml")
        }
    }

    /// The outcomes of all conditions for every set of parameters.
    private func outcomes(of template: Template, samples: [String]) throws -> Set<[String: Bool]> {
        var sets: [[String: String]] = [[:]]
        for (name, texts) in Self.allowed.merging(["D": samples], uniquingKeysWith: { $1 }) {
            sets = sets.flatMap { set in texts.map { set.merging([name: $0]) { $1 } } }
        }
        return Set(try sets.map { try template.resolve(parameters: $0, pseudo: .example).conditions })
    }

    private func forEachAssumption(_ body: ([String: Bool]) -> Void) {
        for code in 0..<243 {
            var assumed: [String: Bool] = [:]
            var rest = code
            for index in 0..<5 {
                if rest % 3 > 0 { assumed["C\(index)"] = rest % 3 == 1 }
                rest /= 3
            }
            body(assumed)
        }
    }

    @Test(arguments: 0..<60) func `what is possible is what some parameters lead to, and nothing else`(seed: Int) throws {
        var draw = Draw(state: UInt64(seed))
        let template = try draw.template()
        let truth = try outcomes(of: template, samples: ["x"])
        let logic = ConditionLogic(template)
        forEachAssumption { assumed in
            let happens = truth.contains { outcome in assumed.allSatisfy { outcome[$0.key] == $0.value } }
            #expect(logic.isPossible(assumed) == happens, "\(assumed) in\n\(template.write(as: .yaml))")
        }
    }

    @Test(arguments: 100..<160) func `nothing that parameters of any text lead to is called impossible`(seed: Int) throws {
        var draw = Draw(state: UInt64(seed), names: ["A", "C", "D", "D", "AWS::Region"])
        let template = try draw.template()
        let truth = try outcomes(of: template, samples: Self.samples)
        let logic = ConditionLogic(template)
        for outcome in truth { #expect(logic.isPossible(outcome), "\(outcome) in\n\(template.write(as: .yaml))") }
    }
}
