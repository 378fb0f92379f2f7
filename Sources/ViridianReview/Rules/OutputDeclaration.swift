import ViridianCatalog
import ViridianTemplate

extension Rule {
    /// An output that is declared wrongly.
    static let outputDeclaration = Rule(
        "output-declaration", .high, .deployment, .aws,
        title: "Output that is declared wrongly",
        rationale:
            "An output has a value that is text, and perhaps a description, an export and a condition; "
            + "CloudFormation refuses anything else.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/outputs-section-structure.html",
        failing: [
            """
            Resources:
              Queue: {Type: AWS::SQS::Queue}
            Outputs:
              ↓Empty:
                Description: no value
              Names:
                Value: ↓[a, b]
              Address:
                Value: !Ref Queue
                ↓Exports: {Name: address}
              Other:
                Value: !Ref Queue
                Export: ↓{}
            """
        ],
        passing: [
            """
            Resources:
              Queue: {Type: AWS::SQS::Queue}
            Outputs:
              Address:
                Description: where orders go
                Value: !Ref Queue
                Export: {Name: !Sub "${AWS::StackName}-address"}
            """
        ]
    ) { subject in
        subject.section("Outputs").filter { !Sections.isGenerated($0.key) }.flatMap { problems(with: $0, subject) }
    }

    private static func problems(with output: Spot, _ subject: Subject) -> [Problem] {
        if isIncluded(output) { return [] }
        guard output.node.object != nil else {
            return [Problem("\"\(output.key)\" is no output", at: output.keyPlace, fix: "Write an object with a Value.")]
        }
        var problems = output.unknownFields(among: ["Condition", "Description", "Export", "Value"], of: "an output")
        if let value = output["Value"] {
            problems += texts(value, "the value of an output", subject)
        } else if output.node.object?.isOpen != true {
            problems.append(Problem("\"\(output.key)\" has no value", at: output.keyPlace, fix: "Add its Value."))
        }
        if let export = output["Export"], !isIncluded(export) {
            let known = export.unknownFields(among: ["Name"], of: "an export")
            let nameless = Problem("an export needs a name", at: export.place, fix: "Write Export: {Name: …}.")
            problems += known + (export["Name"] == nil ? [nameless] : [])
        }
        if let condition = output["Condition"], condition.node.string == nil {
            problems.append(Problem("a condition is a name", at: condition.place, fix: "Write the name of a condition."))
        }
        if let name = output["Export"]?["Name"] {
            problems += texts(name, "the name of an export", subject) + resources(in: name, subject)
        }
        if let text = output["Description"] {
            problems += text.textProblem("the description")
            if let words = text.node.string, words.utf8.count > 1024 {
                problems.append(Problem("the description has more than 1,024 bytes", at: text.place, fix: "Shorten it."))
            }
        }
        return problems
    }

    /// The name of an export is known before anything is created.
    private static func resources(in name: Spot, _ subject: Subject) -> [Problem] {
        var problems: [Problem] = []
        name.forEach { spot in
            let names: [String] =
                switch spot.node.function {
                case .ref(let name)?, .getAtt(let name, _)?: [name]
                case .sub(let text, let variables)?:
                    Substitution.names(in: text).map(\.0).filter { variables[$0] == nil }
                default: []
                }
            problems += names.filter { subject.resources[$0] != nil }.map { resource in
                Problem(
                    "the name of an export can't depend on the resource \"\(resource)\"", at: spot.place,
                    fix: "Take parameters and names of the stack only.")
            }
        }
        return problems
    }

    /// Whether a macro writes what is to stand here. No other function may stand for an output or for its export.
    private static func isIncluded(_ spot: Spot) -> Bool { spot.node.function?.name == "Fn::Transform" }

    /// A value is text, also where it is a number; what `Fn::GetAtt` returns must be text itself.
    private static func texts(_ value: Spot, _ what: String, _ subject: Subject) -> [Problem] {
        subject.branches(of: value).filter { !$0.isNothing }.compactMap { branch in
            let node = branch.spot.node
            if let function = node.function {
                if Validator(subject: subject).isCompatible(function, .string) { return nil }
            } else if node.text != nil || node.object?.isBrokenCall == true {
                return nil
            }
            return Problem("\(what) is text, not \(node.quoted)", at: branch.spot.place, fix: "Join it with Fn::Join.")
        }
    }
}
