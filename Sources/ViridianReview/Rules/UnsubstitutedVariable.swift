import ViridianCatalog
import ViridianTemplate

extension Rule {
    /// A variable in a text that nothing replaces.
    static let unsubstitutedVariable = Rule(
        "unsubstituted-variable", .high, .operations, .practice,
        title: "Variable in a text without Fn::Sub",
        rationale:
            "A text with ${Name} is taken as it stands unless it is the argument of Fn::Sub; the service gets the "
            + "letters instead of the value.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html",
        failing: [
            """
            Parameters:
              Stage: {Type: String}
            Resources:
              Queue:
                Type: AWS::SQS::Queue
                Properties:
                  QueueName: ↓orders-${Stage}
            """
        ],
        passing: [
            """
            Parameters:
              Stage: {Type: String}
            Resources:
              Queue:
                Type: AWS::SQS::Queue
                Properties:
                  QueueName: !Sub orders-${Stage}
              Policy:
                Type: AWS::IAM::ManagedPolicy
                Properties:
                  PolicyDocument:
                    Statement: {Effect: Allow, Action: s3:GetObject, Resource: "arn:aws:s3:::home/${aws:username}/*"}
            """
        ]
    ) { subject in
        var problems: [Problem] = []
        for spot in subject.section("Resources") + subject.section("Outputs") {
            spot.forEach { spot in
                guard let text = spot.node.string, text.utf8.contains(UInt8(ascii: "$")), !spot.path.contains("Fn::Sub"),
                    spot.key != "TemplateBody",
                    let name = Substitution.names(in: text).first(where: { isMeant($0.name, $0.attribute, subject) })
                else { return }
                problems.append(
                    Problem(
                        "${\(name.name)} stands here as it is: nothing replaces it", at: spot.place,
                        fix: "Write the text as !Sub."))
            }
        }
        return problems
    }

    /// Whether a variable has the name of something in the template.
    private static func isMeant(_ name: String, _ attribute: String?, _ subject: Subject) -> Bool {
        guard let attribute else {
            return subject.parameters[name] != nil || subject.resources[name] != nil || Subject.pseudoParameters.contains(name)
        }
        guard let resource = subject.resources[name], let type = subject.catalog.type(resource.type) else { return false }
        return type.attribute(attribute) != nil
    }
}
