import ViridianTemplate

extension Rule {
    /// A module with something that modules do not take.
    static let moduleRestriction = Rule(
        "module-restriction", .high, .deployment, .aws,
        title: "Module with something that modules don't take",
        rationale:
            "A module's resources get their tags and policies inside the module; CloudFormation refuses them "
            + "where it is used.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/modules.html",
        failing: [
            """
            Resources:
              Base:
                Type: Acme::Shop::Base::MODULE
                ↓UpdatePolicy: {}
                Metadata:
                  ↓AWS::CloudFormation::Module: {}
                Properties:
                  ↓Tags: [{Key: Stage, Value: live}]
            """
        ],
        passing: [
            """
            Resources:
              Base:
                Type: Acme::Shop::Base::MODULE
                Properties:
                  Name: shop
            """
        ]
    ) { subject in
        subject.resourceList.filter { $0.type.hasSuffix("::MODULE") }.flatMap { resource -> [Problem] in
            let spot = subject.spot(resource)
            let found = [
                spot["CreationPolicy"], spot["UpdatePolicy"], spot["Properties"]?["Tags"],
                spot["Metadata"]?["AWS::CloudFormation::Module"],
            ]
            return found.compactMap { $0 }.map { Problem("a module takes no \($0.key)", at: $0.keyPlace, fix: "Remove it.") }
        }
    }
}
