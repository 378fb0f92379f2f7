public import ViridianTemplate

/// All that is wrong with a stack, each with its place in Swift.
public struct StackError: Error, Hashable, Sendable, CustomStringConvertible {
    /// One or more problems.
    public let problems: [Stack.Problem]
    /// A line for each.
    public var description: String { problems.map(\.description).joined(separator: "\n") }
}

extension Stack {
    /// The template, or all that keeps it from being one.
    public func template() throws(StackError) -> Template {
        let problems = problems + danglingReferences()
        guard problems.isEmpty else { throw StackError(problems: problems) }
        var root: Object = [
            "AWSTemplateFormatVersion": "2010-09-09",
            "Description": Node(.string(description)),
        ]
        for (section, fields) in [("Parameters", parameters), ("Resources", resources), ("Outputs", outputs)]
        where !fields.isEmpty {
            root[section] = Node(.object(Object(fields)))
        }
        return Template(root: root, name: name)
    }

    /// References to what another stack has, or to what was written by hand and is not there.
    private func danglingReferences() -> [Problem] {
        var problems: [Problem] = []
        for field in resources + outputs {
            let place = field.keySource ?? Self.place(#fileID, #line)
            let dependencies = field.node["DependsOn"]?.list?.compactMap(\.string) ?? []
            for name in Set(field.node.references + dependencies).sorted() where places[name] == nil && !name.hasPrefix("AWS::") {
                problems.append(
                    Problem(
                        message: "\(field.key) refers to \(name), which is not in the stack \(self.name); add it there",
                        place: place))
            }
        }
        return problems
    }
}

extension Node {
    /// The logical ids and parameters to which the node refers.
    var references: [String] {
        switch value {
        case .null, .bool, .number, .string: []
        case .list(let nodes): nodes.flatMap(\.references)
        case .object(let object): object.fields.flatMap(\.node.references)
        case .function(.ref(let name)): [name]
        case .function(.getAtt(let resource, let attribute)): [resource] + attribute.references
        case .function(.sub(let text, let variables)):
            SubText.references(text).filter { variables[$0] == nil } + Node(.object(variables)).references
        case .function(let function): function.argument.references
        }
    }
}

extension SubText {
    /// The names in `${…}`, without their attributes.
    fileprivate static func references(_ text: String) -> [String] {
        pieces(of: text).compactMap { piece in
            if case .variable(let name) = piece { String(name.prefix { $0 != "." }) } else { nil }
        }
    }
}
