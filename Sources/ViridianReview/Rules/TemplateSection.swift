import ViridianTemplate

extension Rule {
    /// A section that templates do not have, or with something else in it.
    static let templateSection = Rule(
        "template-section", .critical, .deployment, .aws,
        title: "Section that a template doesn't have",
        rationale:
            "CloudFormation takes a fixed set of top-level sections and refuses any other, and a version or a "
            + "transform that it doesn't know.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html",
        failing: [
            """
            ↓Author: me
            AWSTemplateFormatVersion: ↓2010-09-10
            Description: ↓[a, list]
            Parameters: ↓[]
            ↓Globals: {Function: {Timeout: 5}}
            Resources: {}
            """
        ],
        passing: [
            """
            AWSTemplateFormatVersion: 2010-09-09
            Description: The shop
            Metadata: {Author: me}
            Transform: [AWS::LanguageExtensions]
            Resources: {}
            """
        ]
    ) { subject in
        let root = Spot(Node(.object(subject.template.root)), path: [])
        return root.unknownFields(among: Sections.names, of: "a template")
            + root.fields.flatMap { section in problems(with: section, subject) }
    }

    /// One macro: its name, or an object with its name and its parameters.
    private static func macro(_ macro: Spot) -> [Problem] {
        guard macro.node.object != nil else {
            if macro.node.string != nil || macro.node.function != nil { return [] }
            return [Problem("a transform is a name", at: macro.place, fix: "Write its name, or remove it.")]
        }
        let nameless = Problem("a transform needs a Name", at: macro.keyPlace, fix: "Add its Name.")
        return macro.unknownFields(among: ["Name", "Parameters"], of: "a transform") + (macro["Name"] == nil ? [nameless] : [])
    }

    private static func problems(with section: Spot, _ subject: Subject) -> [Problem] {
        switch section.key {
        case "AWSTemplateFormatVersion":
            guard section.node.text != "2010-09-09" else { return [] }
            return [Problem("there is one version of templates, 2010-09-09", at: section.place, fix: "Write 2010-09-09.")]
        case "Description":
            if let text = section.node.string, text.utf8.count > 1024 {
                return [Problem("the description has more than 1,024 bytes", at: section.place, fix: "Shorten it.")]
            }
            return section.textProblem("the description")
        case "Transform":
            let isMacro = section.node.object != nil || section.node.function != nil
            guard section.node.string == nil, !isMacro || section["Name"] == nil else { return [] }
            if section.node.list != nil { return section.elements.flatMap(macro) }
            if isMacro { return macro(section) }
            return [Problem("a transform is a name or a list of names", at: section.place, fix: "Write its name, or remove it.")]
        case "Globals":
            guard !subject.transforms.contains("AWS::Serverless-2016-10-31") else {
                return Globals.problems(in: section)
            }
            return [
                Problem("globals need the serverless transform", at: section.keyPlace, fix: "Add the transform, or remove them.")
            ]
        case let name where Sections.names.contains(name):
            let isOpen = section.node.function != nil || section.node.object != nil
            return isOpen ? [] : [Problem("\(name) must be an object", at: section.place, fix: "Write entries by their names.")]
        default: return []
        }
    }
}
