import ViridianTemplate

extension Rule {
    /// A name with letters that CloudFormation does not take.
    static let logicalName = Rule(
        "logical-name", .high, .deployment, .aws,
        title: "Name that CloudFormation doesn't take",
        rationale:
            "Names of parameters, resources and outputs have letters and digits only, at most 255, and no "
            + "parameter may be called like a resource.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html",
        failing: [
            """
            Parameters:
              Queue: {Type: String}
            Mappings:
              ↓Zone.Names: {a: {b: c}}
            Resources:
              ↓my-queue: {Type: AWS::SQS::Queue}
              ↓Queue: {Type: AWS::SQS::Queue}
            Outputs:
              ↓Queue.Name: {Value: a}
            """
        ],
        passing: [
            """
            Parameters:
              Stage: {Type: String}
            Mappings:
              Zones: {eu-west-1: {a: c}}
            Resources:
              Queue: {Type: AWS::SQS::Queue}
            Outputs:
              Queue: {Value: a}
            """
        ]
    ) { subject in
        let named = ["Parameters", "Mappings", "Resources", "Outputs"].flatMap(subject.section)
        let clashes = subject.section("Resources").filter { subject.parameters[$0.key] != nil }.map { resource in
            Problem(
                "\"\(resource.key)\" is a parameter and a resource", at: resource.keyPlace,
                fix: "Give one of the two another name.")
        }
        return named.flatMap(problems) + clashes
    }

    private static func problems(with entry: Spot) -> [Problem] {
        let name = entry.key
        if Sections.isGenerated(name) { return [] }
        if name.utf8.count > Sections.nameLengthMaximum {
            return [Problem("the name has more than 255 characters", at: entry.keyPlace, fix: "Shorten it.")]
        }
        guard !Sections.isAlphanumeric(name) else { return [] }
        return [
            Problem("the name \"\(name)\" must have letters and digits only", at: entry.keyPlace, fix: "Leave out other letters.")
        ]
    }
}
