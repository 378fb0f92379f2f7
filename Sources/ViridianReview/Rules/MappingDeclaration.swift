import ViridianTemplate

extension Rule {
    /// A mapping that does not have two levels of names.
    static let mappingDeclaration = Rule(
        "mapping-declaration", .high, .deployment, .aws,
        title: "Mapping that doesn't have two levels of names",
        rationale: "A mapping has exactly two levels of names, and values that are text or lists.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/mappings-section-structure.html",
        failing: [
            """
            Mappings:
              Flat:
                ↓Size: small
              Deep:
                live:
                  ↓Size: {Web: small}
            Resources: {}
            """
        ],
        passing: [
            """
            Mappings:
              Sizes:
                live: {Web: small, Zones: [a, b]}
                eu-west-1: {Web: large}
            Resources: {}
            """
        ]
    ) { subject in
        subject.section("Mappings").flatMap { mapping -> [Problem] in
            if mapping.node.function != nil { return [] }
            guard mapping.node.object != nil else { return [wrong(mapping, "a mapping holds names with names below")] }
            if mapping.fields.isEmpty { return [wrong(mapping, "a mapping holds at least one name")] }
            return mapping.fields.flatMap { top -> [Problem] in
                if Sections.isGenerated(top.key) { return [] }
                guard top.node.object?.fields.isEmpty == false else { return [wrong(top, "a mapping has two levels of names")] }
                let names =
                    badName(
                        top, Sections.isAlphanumeric(top.key.filter { !".-".contains($0) }), "letters, digits, dots and hyphens")
                    + top.fields.filter { !Sections.isGenerated($0.key) }.flatMap {
                        badName($0, Sections.isAlphanumeric($0.key), "letters and digits")
                    }
                return names
                    + top.fields.filter { $0.node.text == nil && $0.node.list == nil && !Sections.isGenerated($0.key) }.map {
                        wrong($0, "the value in a mapping is text or a list")
                    }
            }
        }
    }

    private static func badName(_ spot: Spot, _ isGood: Bool, _ allowed: String) -> [Problem] {
        if isGood { return [] }
        return [Problem("the name \"\(spot.key)\" must have \(allowed) only", at: spot.keyPlace, fix: "Leave out other letters.")]
    }

    private static func wrong(_ spot: Spot, _ message: String) -> Problem {
        Problem(message, at: spot.keyPlace, fix: "Write Mapping: {first name: {second name: value}}.")
    }
}
