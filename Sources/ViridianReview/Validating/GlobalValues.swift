import ViridianCatalog
import ViridianTemplate

/// The values that the section Globals gives to serverless resources, compared with the schemas of those resources.
enum GlobalValues {
    static func flaws(in subject: Subject) -> [Flaw] {
        guard subject.transforms.contains("AWS::Serverless-2016-10-31"),
            let section = subject.template.root.field("Globals").map({ Spot($0, below: []) })
        else { return [] }
        return section.fields.flatMap { kind -> [Flaw] in
            let name = "AWS::Serverless::\(kind.key)"
            // What nobody inherits is nowhere written.
            guard let type = subject.catalog.type(name), subject.has(name) else { return [] }
            return Validator(subject: subject).verdict(on: kind, type.schema, Scenario()).flaws.filter { flaw in
                // The names have a check of their own, and a resource may add what is missing here.
                flaw.spot.depth > kind.depth && flaw.family != .missingProperty
                    && (flaw.family != .unknownProperty || flaw.spot.depth > kind.depth + 1)
            }
        }
    }
}
