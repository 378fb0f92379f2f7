import ViridianTemplate

extension Rule {
    /// More of something than a template may hold.
    static let templateLimit = Rule(
        "template-limit", .high, .deployment, .aws,
        title: "More than a template may hold",
        rationale:
            "A template holds at most 500 resources and 200 parameters, mappings and outputs each; CloudFormation "
            + "refuses more.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html",
        failing: [
            """
            Resources: {Queue: {Type: AWS::SQS::Queue}}
            ↓Outputs:
              {\((0...200).map { "O\($0): {Value: a}" + ($0 % 5 == 4 ? ",\n   " : ", ") }.joined())}
            """
        ],
        passing: [
            """
            Resources:
              Queue: {Type: AWS::SQS::Queue}
            """
        ]
    ) { subject in
        Sections.limits.compactMap { name, limit in
            guard !subject.hasHiddenNames, let field = subject.template.root.field(name) else { return nil }
            let count = field.node.object?.fields.count ?? 0
            guard count > limit else { return nil }
            return Problem(
                "\(name) has \(count) entries, and takes at most \(limit)", at: Spot(field, below: []).keyPlace,
                fix: "Split the template into nested stacks.")
        }
    }
}
