import Foundation
import Synchronization
import Testing
import ViridianTemplate

struct ConditionLogicTests {
    private func logic(_ conditions: String, rules: String = "") throws -> ConditionLogic {
        let text = """
            Parameters:
              Stage: {Type: String, AllowedValues: [live, test, dev]}
              Other: {Type: String, AllowedValues: [live, test]}
              Name: {Type: String}
              Size: {Type: Number, Default: 1}
              Code: {Type: String, AllowedPattern: '[A-Z]+'}
              Path: {Type: 'AWS::SSM::Parameter::Value<String>', AllowedValues: [/a]}
            Mappings:
              Stages: {live: {Alarms: 'yes', Size: 2}, test: {Alarms: 'no', Size: 1}, dev: {Alarms: 'no', Size: 1}}
            Conditions:
            \(conditions.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n"))
            \(rules)
            Resources: {}
            """
        return ConditionLogic(try Template.read(text, file: "shop.yaml"))
    }

    /// Pairs of conditions `A` and `B`, and which of `A B`, `A b`, `a B` and `a b` can be; the capital is true.
    private static let pairs: [(String, String)] = [
        // One parameter has one value.
        ("A: !Equals [!Ref Stage, live]\nB: !Equals [!Ref Stage, test]", "Ab aB ab"),
        ("A: !Equals [!Ref Name, live]\nB: !Equals [test, !Ref Name]", "Ab aB ab"),
        // All that it may have are named.
        ("A: !Equals [!Ref Other, live]\nB: !Equals [!Ref Other, test]", "Ab aB"),
        ("A: !Equals [!Ref Stage, live]\nB: !Equals [!Ref Stage, production]", "Ab ab"),
        ("A: !Equals [!Ref Code, ab]\nB: !Equals [!Ref Code, '']", "ab"),
        ("A: !Equals [!Ref Code, AB]\nB: !Equals [!Ref Size, '']", "Ab ab"),
        // The same comparison under two names, and its opposite.
        ("A: !Equals [!Ref Name, x]\nB: !Equals [x, !Ref Name]", "AB ab"),
        ("A: !Equals [!Ref Name, x]\nB: !Not [!Condition A]", "Ab aB"),
        // Other parameters are free.
        ("A: !Equals [!Ref Name, x]\nB: !Equals [!Ref Size, 1]", "AB Ab aB ab"),
        ("A: !Equals [!Ref Path, /a]\nB: !Equals [!Ref Path, /b]", "Ab aB ab"),
        ("A: !Equals [!Ref AWS::Region, eu-west-1]\nB: !Equals [!Ref AWS::Region, us-east-1]", "Ab aB ab"),
        // Logic.
        ("A: !And [!Condition B, !Equals [!Ref Name, x]]\nB: !Equals [!Ref Stage, live]", "AB aB ab"),
        ("A: !Or [!Condition B, !Equals [!Ref Name, x]]\nB: !Equals [!Ref Stage, live]", "AB Ab ab"),
        ("A: !Equals [a, a]\nB: !Equals [a, b]", "Ab"),
        // Two parameters.
        ("A: !Equals [!Ref Stage, !Ref Other]\nB: !Equals [!Ref Stage, dev]", "Ab aB ab"),
        ("A: !Equals [!Ref Stage, !Ref Name]\nB: !Equals [!Ref Name, other]", "Ab aB ab"),
        ("A: !Equals [!Ref Name, !Ref AWS::StackName]\nB: !Equals [!Ref AWS::StackName, !Ref Name]", "AB ab"),
        // Mappings and text.
        ("A: !Equals [!FindInMap [Stages, !Ref Stage, Alarms], 'yes']\nB: !Equals [!Ref Stage, live]", "AB ab"),
        (
            "A: !Equals [!FindInMap [Stages, !Ref Stage, Alarms], 'yes']\nB: !Equals [!FindInMap [Stages, !Ref Stage, Size], 2]",
            "AB ab"
        ),
        ("A: !Equals [!FindInMap [Stages, !Ref Stage, !Ref Name], 2]\nB: !Equals [!Ref Name, Alarms]", "Ab aB ab"),
        ("A: !Equals [!Sub 'x-${Name}', x-y]\nB: !Equals [!Join ['', [!Ref Name]], y]", "AB ab"),
        ("A: !Equals [!Sub 'x-${Name}', y]\nB: !Equals [!Ref Name, y]", "aB ab"),
        ("A: !Equals [!Sub '${Name}${Size}', y]\nB: !Equals [!Ref Name, y]", "AB Ab aB ab"),
        (
            "A: !Equals [!Select [0, !Split [',', !Ref Name]], a]\nB: !Equals [!Select [0, !Split [',', !Ref Name]], b]",
            "Ab aB ab"
        ),
        // What can't be worked out can be anything: circles, what is not declared, what is no function.
        ("A: !Not [!Condition B]\nB: !Condition A", "AB Ab aB ab"),
        ("A: !Condition Missing\nB: !Not [!Condition Missing]", "Ab aB"),
        ("A: {Odd: 1}\nB: !Equals [!Ref Name, a]", "AB Ab aB ab"),
    ]

    @Test(arguments: pairs)
    func `outcomes are possible together when some parameters lead to them`(conditions: String, expected: String) throws {
        let logic = try logic(conditions)
        let all = [("AB", true, true), ("Ab", true, false), ("aB", false, true), ("ab", false, false)]
        let possible = all.filter { logic.isPossible(["A": $0.1, "B": $0.2]) }.map(\.0)
        #expect(possible.joined(separator: " ") == expected)
    }

    @Test func `the assertions of rules hold in every stack`() throws {
        let rules = """
            Rules:
              Small:
                RuleCondition: !Equals [!Ref Stage, dev]
                Assertions: [{Assert: !Contains [['1', '2'], !Ref Size]}]
            """
        let logic = try logic("Dev: !Equals [!Ref Stage, dev]\nBig: !Equals [!Ref Size, 3]", rules: rules)
        #expect(!logic.isPossible(["Dev": true, "Big": true]))
        #expect(logic.isPossible(["Dev": false, "Big": true]))
    }

    @Test func `an assumption leaves outcomes, and some follow from it`() throws {
        let logic = try logic(
            "Live: !Equals [!Ref Stage, live]\nTest: !Equals [!Ref Stage, test]\nBoth: !And [!Condition Live, !Condition Test]\n"
                + "Big: !Equals [!Ref Size, 3]")
        #expect(logic.outcomes(of: "Test") == [true, false])
        #expect(logic.outcomes(of: "Test", when: ["Live": true]) == [false])
        #expect(logic.outcomes(of: "Test", when: ["Test": true]) == [true])
        #expect(logic.outcomes(of: "Both") == [false])
        #expect(logic.outcomes(of: "Big", when: ["Both": true]) == [])
        #expect(logic.outcomes(of: "Undeclared", when: ["Live": true]) == [true, false])
        #expect(logic.implies(["Live": true], ["Test": false, "Live": true]))
        #expect(!logic.implies(["Live": false], ["Test": true]))
        #expect(logic.implies(["Both": true], ["Big": true]))
        #expect(!logic.implies([:], ["Big": true]))
    }

    @Test func `a template without conditions admits everything`() throws {
        let logic = ConditionLogic(try Template.read("Resources: {}", file: "shop.yaml"))
        #expect(logic.isPossible(["A": true]))
        #expect(logic.outcomes(of: "A") == [true, false])
    }
}

struct ConditionBoundTests {

    private func logic(_ conditions: [(String, Node)]) -> ConditionLogic {
        let fields = conditions.map { Field($0.0, $0.1) }
        return ConditionLogic(Template(root: ["Conditions": Node(.object(Object(fields))), "Resources": [:]], name: "test"))
    }

    private func parameter(_ name: String, is text: String) -> Node {
        .call(.equals(.call(.ref(name)), Node(.string(text))))
    }

    @Test(.timeLimit(.minutes(1))) func `ten thousand conditions, each upon the one before, need no deep stack`() throws {
        var conditions = [("C0", parameter("P", is: "a"))]
        for index in 1...10_000 { conditions.append(("C\(index)", .call(.not(.call(.condition("C\(index - 1)")))))) }
        let logic = logic(conditions.reversed())
        #expect(!logic.isPossible(["C0": true, "C10000": false]))
        #expect(logic.isPossible(["C0": true, "C9999": false]))
    }

    @Test(.timeLimit(.minutes(1))) func `formulas that no diagram can hold count as possible, and soon`() throws {
        // Whether both of one of forty pairs hold, with the variables in the worst order: a diagram of 2^40 nodes.
        let count = 40
        var conditions = (0..<count).map { ("L\($0)", parameter("L\($0)", is: "a")) }
        conditions += (0..<count).map { ("R\($0)", parameter("R\($0)", is: "a")) }
        let pairs = (0..<count).map { Node.call(.and([.call(.condition("L\($0)")), .call(.condition("R\($0)"))])) }
        conditions.append(("Any", .call(.or(pairs))))
        let logic = logic(conditions)
        #expect(logic.isPossible(["Any": false]))
        #expect(logic.isPossible(["Any": true, "L0": false]))
    }

    @Test(.timeLimit(.minutes(1))) func `thousands of parameters count as possible beyond the first`() {
        let conditions = (0..<2000).map { ("C\($0)", parameter("P\($0)", is: "a")) }
        let logic = logic(conditions + [("Opposite", .call(.not(.call(.condition("C1")))))])
        #expect(!logic.isPossible(["C1": true, "Opposite": true]))
        #expect(logic.isPossible(Dictionary(uniqueKeysWithValues: conditions.map { ($0.0, true) })))
    }

    @Test(.timeLimit(.minutes(1))) func `thousands of texts for one parameter count as possible beyond the first`() {
        let conditions = (0..<10_000).map { ("C\($0)", parameter("P", is: "a\($0)")) }
        let logic = logic(conditions)
        #expect(!logic.isPossible(["C1": true, "C2": true]))
        #expect(logic.isPossible(["C1": true, "C9999": true]))
    }

    @Test(.timeLimit(.minutes(1))) func `thousands of lookups in a large mapping count as possible beyond the first`() {
        let entries = (0..<250).map { Field("k\($0)", ["a": Node(.string("v\($0 % 7)"))]) }
        let conditions = (0..<5000).map { index in
            let lookup = Node.call(
                .findInMap(map: "M", topLevelKey: .call(.ref("P")), secondLevelKey: "a", defaultValue: nil))
            return Field("C\(index)", .call(.equals(lookup, Node(.string("v\(index % 7)")))))
        }
        let logic = ConditionLogic(
            Template(
                root: ["Mappings": ["M": Node(.object(Object(entries)))], "Conditions": Node(.object(Object(conditions)))],
                name: "a"))
        #expect(!logic.isPossible(["C0": true, "C1": true]))
        #expect(logic.isPossible(["C0": true, "C4999": true]))
    }

    @Test(.timeLimit(.minutes(1))) func `a text of thousands of gaps is one value`() {
        let name = Node(.string(String(repeating: "${P}", count: 50_000)))
        let variables: Object = ["P": .call(.sub(name.string ?? "", variables: ["P": .call(.ref("Q"))]))]
        let text = Node.call(.sub(name.string ?? "", variables: variables))
        let logic = logic([("A", .call(.equals(text, "a"))), ("B", .call(.equals("b", text)))])
        #expect(!logic.isPossible(["A": true, "B": true]))
        #expect(logic.isPossible(["A": true, "B": false]))
    }

    @Test func `the deepest diagram fits into a small stack`() throws {
        // All of four hundred parameters, from the last to the first and the other way round.
        var conditions = (0..<400).map { ("P\($0)", parameter("P\($0)", is: "a")) }
        for (name, order) in [("Up", Array(0..<400)), ("Down", Array((0..<400).reversed()))] {
            for (index, place) in order.enumerated() {
                let before: Node = index == 0 ? true : .call(.condition("\(name)\(index - 1)"))
                conditions.append(("\(name)\(index)", .call(.and([before, .call(.condition("P\(place)"))]))))
            }
        }
        let all = conditions
        let answers = Mutex<[Bool]>([])
        let thread = Thread {
            let logic = self.logic(all)
            let found = [true, false].map { logic.isPossible(["Up399": true, "Down399": $0]) }
            answers.withLock { $0 = found }
        }
        thread.stackSize = 512 * 1024
        thread.start()
        while !thread.isFinished { usleep(1000) }
        #expect(answers.withLock { $0 } == [true, false])
    }
}
