import ViridianTemplate

extension Rule {
    /// A condition that is no comparison.
    static let conditionDeclaration = Rule(
        "condition-declaration", .high, .deployment, .aws,
        title: "Condition that is no comparison",
        rationale:
            "A condition is one of Fn::Equals, Fn::And, Fn::Or and Fn::Not, or another condition; CloudFormation "
            + "refuses anything else, and conditions that need each other.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html",
        failing: [
            """
            Conditions:
              Live: ↓!Ref AWS::Region
              Test: ↓true
              ↓Here: !Not [!Condition There]
              ↓There: !Not [!Condition Here]
            Resources: {}
            """
        ],
        passing: [
            """
            Conditions:
              Live: !Equals [!Ref AWS::Region, eu-west-1]
              Test: !Not [!Condition Live]
            Resources: {}
            """
        ]
    ) { subject in
        subject.section("Conditions").filter { !Sections.isGenerated($0.key) }.flatMap { problems(with: $0, subject) }
    }

    private static func problems(with condition: Spot, _ subject: Subject) -> [Problem] {
        switch condition.node.function {
        case .equals?, .and?, .or?, .not?, .condition?, .transform?: break
        default:
            if condition.node.object?.isBrokenCall == true { return [] }
            return [
                Problem(
                    "\"\(condition.key)\" is no condition", at: condition.place,
                    fix: "Write Fn::Equals, Fn::And, Fn::Or, Fn::Not or the name of another condition.")
            ]
        }
        guard needsItself(condition.key, subject) else { return [] }
        return [Problem("\"\(condition.key)\" depends on itself", at: condition.keyPlace, fix: "Break the circle.")]
    }

    private static func needsItself(_ name: String, _ subject: Subject) -> Bool {
        var (seen, open): (Set<String>, [String]) = ([], [name])
        while let next = open.popLast() {
            guard let node = subject.conditions[next] else { continue }
            var isCircle = false
            Spot(node, path: []).forEach { spot in
                guard case .condition(let other)? = spot.node.function else { return }
                if other == name { isCircle = true }
                if seen.insert(other).inserted { open.append(other) }
            }
            if isCircle { return true }
        }
        return false
    }
}
