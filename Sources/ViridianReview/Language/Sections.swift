import ViridianTemplate

/// What CloudFormation says of the parts of a template that are no resources.
///
/// Sources: CloudFormation User Guide, "Template sections"; "Understand CloudFormation quotas".
enum Sections {
    static let names = [
        "AWSTemplateFormatVersion", "Conditions", "Description", "Globals", "Hooks", "Mappings", "Metadata", "Outputs",
        "Parameters", "Resources", "Rules", "Transform",
    ]

    /// How many entries a section takes.
    static let limits = [("Parameters", 200), ("Mappings", 200), ("Resources", 500), ("Outputs", 200)]

    /// The longest name in a template.
    static let nameLengthMaximum = 255

    /// Whether a name has letters and digits only.
    static func isAlphanumeric(_ name: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) }
    }

    /// Whether a name is that of a loop of the language extensions, or of a macro.
    static func isGenerated(_ name: String) -> Bool { name.hasPrefix("Fn::ForEach") || name == "Fn::Transform" }
}

extension Spot {
    /// A problem with an unknown key of this object, for each.
    func unknownFields(among names: [String], of owner: String) -> [Problem] {
        fields.filter { !names.contains($0.key) && !Sections.isGenerated($0.key) }.map { field in
            let hint = Suggestion.clause(for: field.key, among: names)
            return Problem(
                "\(owner) has no \"\(field.key)\"\(hint)", at: field.keyPlace,
                fix: "Remove it, or use one of: \(names.joined(separator: ", ")).")
        }
    }

    /// A problem where the value is no text; numbers and truth values pass, and null doesn't.
    func textProblem(_ what: String) -> [Problem] {
        if node.text != nil { return [] }
        return [Problem("\(what) must be text, not \(node.quoted)", at: place, fix: "Write a text.")]
    }
}
