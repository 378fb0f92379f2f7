/// The section `Rules`: what must hold of the parameters before anything is created.
///
/// Source: CloudFormation Template Reference, "CloudFormation template Rules syntax" and "Rule functions".
extension Resolution {
    /// Refuses parameters for which an assertion is false. What only AWS can look up is left to it.
    mutating func checkRules() throws(TemplateError) {
        for rule in template.section("Rules") {
            if let condition = rule.node["RuleCondition"], try argument(condition).bool == false { continue }
            for assertion in rule.node["Assertions"]?.list ?? [] {
                guard let assert = assertion["Assert"], try argument(assert).bool == false else { continue }
                let reason =
                    assertion["AssertDescription"]?.text.map { ": \($0.hasSuffix(".") ? String($0.dropLast()) : $0)" } ?? ""
                throw TemplateError(
                    .assertionFailed, file: template.name, at: assert.source?.start,
                    "the rule \"\(rule.key)\" does not hold for these parameters\(reason)",
                    advice: "Pass parameters for which its assertion is true.")
            }
        }
    }

    /// The functions of rules, where their arguments are known.
    func ruleFunction(_ name: String, _ argument: Node) -> Value? {
        guard let arguments = argument.list, arguments.count == 2, let left = arguments[0].texts, let right = arguments[1].texts
        else { return nil }
        switch name {
        case "Fn::Contains": return right.count == 1 ? .bool(left.contains(right[0])) : nil
        case "Fn::EachMemberEquals": return right.count == 1 ? .bool(left.allSatisfy { $0 == right[0] }) : nil
        case "Fn::EachMemberIn": return .bool(left.allSatisfy(right.contains))
        default: return nil
        }
    }
}

extension Node {
    /// The texts of a list, or the one text; none where anything in it is unknown.
    fileprivate var texts: [String]? {
        guard let list else { return text.map { [$0] } }
        let texts = list.compactMap(\.text)
        return texts.count == list.count ? texts : nil
    }
}
