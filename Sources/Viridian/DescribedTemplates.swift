import ViridianResources
package import ViridianTemplate

/// The templates of an app with the places in Swift where their parts were added, as one JSON text: what `describe` writes and
/// `viridian review` reads, so that it can point at the line of Swift.
package struct DescribedTemplates: Hashable, Sendable {
    /// The stage for which they were made.
    package var stage: String
    /// In the order of the app's stacks, each followed by those nested in it.
    package var templates: [Template]

    package init(stage: String, templates: [Template]) {
        self.stage = stage
        self.templates = templates
    }

    /// The JSON text. A template is in it as text, because its functions are read as such only in a template.
    package var text: String {
        let described = templates.map { template -> Node in
            let places = Self.parts(of: template).compactMap { section, field -> Field? in
                field.keySource.map { Field("\(section)/\(field.key)", Node(.string($0.description))) }
            }
            return [
                "Name": Node(.string(template.name)), "Places": Node(.object(Object(places))),
                "Template": Node(.string(template.write(as: .json))),
            ]
        }
        let root: Object = ["Stage": Node(.string(stage)), "Templates": Node(.list(described)), "Resources": [:]]
        return Template(root: root, name: "").write(as: .json)
    }

    /// Reads what another program described; nothing where it is something else.
    package init?(_ text: String) {
        guard let root = try? Node.read(json: text), let stage = root["Stage"]?.string, let list = root["Templates"]?.list else {
            return nil
        }
        self.stage = stage
        templates = []
        for described in list {
            guard let name = described["Name"]?.string, let places = described["Places"]?.object,
                let json = described["Template"]?.string, var template = try? Template.read(json, file: name, format: .json)
            else { return nil }
            for (section, field) in Self.parts(of: template) {
                let place = places["\(section)/\(field.key)"]?.string.flatMap(Self.place)
                let placed = Field(field.key, Self.placed(field.node, at: place), keySource: place)
                guard var object = template.root[section]?.object,
                    let index = object.fields.firstIndex(where: { $0.key == field.key })
                else { continue }
                object.fields[index] = placed
                template.root[section] = Node(.object(object))
            }
            templates.append(template)
        }
    }

    /// The fields of all sections: what a stack adds one by one.
    private static func parts(of template: Template) -> [(section: String, field: Field)] {
        template.root.fields.flatMap { section in template.section(section.key).map { (section.key, $0) } }
    }

    /// `Shop/Stack.swift:12:9`
    private static func place(_ text: String) -> SourceRange? {
        let parts = text.split(separator: ":")
        guard parts.count == 3, let line = Int(parts[1]), let column = Int(parts[2]) else { return nil }
        let position = SourcePosition(line: line, column: column)
        return SourceRange(file: String(parts[0]), start: position, end: position)
    }

    private static func placed(_ node: Node, at place: SourceRange?) -> Node {
        switch node.value {
        case .list(let nodes): return Node(.list(nodes.map { placed($0, at: place) }), at: place)
        case .object(let object):
            return Node(
                .object(Object(object.fields.map { Field($0.key, placed($0.node, at: place), keySource: place) })), at: place)
        case .function(let function):
            // It never throws, as what it is given doesn't.
            let inner = try? function.mapArguments { (node) throws(TemplateError) in placed(node, at: place) }
            return Node(.function(inner ?? function), at: place)
        default: return Node(node.value, at: place)
        }
    }
}
