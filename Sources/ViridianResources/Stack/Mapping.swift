import ViridianTemplate

/// A table from which CloudFormation takes a value by two keys, such as a size by environment.
///
/// ```swift
/// let sizes = stack.mapping("Sizes", ["dev": ["class": "db.t3.medium"], "prod": ["class": "db.r6g.large"]])
/// let size: Input<String> = sizes.find(Stack.environmentSuffix, "class")
/// ```
/// Source: CloudFormation Template Reference, "Mappings".
public struct Mapping: LogicalReference, Hashable {
    /// Which stack it is in, and its name there.
    public let reference: Reference

    /// `Fn::FindInMap`: the value of two keys. CloudFormation refuses to deploy where there is none.
    public func find<T>(_ topLevelKey: Input<String>, _ secondLevelKey: Input<String>, as type: T.Type = T.self) -> Input<T> {
        let (first, second) = (topLevelKey.lowered, secondLevelKey.lowered)
        let function = Intrinsic.findInMap(
            map: Node(.string(reference.logicalID)), topLevelKey: first.node, secondLevelKey: second.node, defaultValue: nil)
        return Input(lowered: Lowered(.call(function), references: [reference] + first.references + second.references))
    }
}

extension Stack {
    /// Declares a table. Its keys are letters, digits, points and hyphens.
    @discardableResult
    public mutating func mapping(
        _ name: String, _ table: [String: [String: String]], file: String = #fileID, line: Int = #line, column: Int = #column
    ) -> Mapping {
        let place = scope.place ?? Place(file: file, line: line, column: column)
        let mapping = Mapping(reference: Reference(stack: self.name, logicalID: name))
        guard declare(name, at: place) else { return mapping }
        let keys = Set(table.keys).union(table.values.flatMap(\.keys))
        for key in keys.sorted() where !Self.isMappingKey(key) {
            problems.append(
                StackProblem(
                    .invalidName, at: place, "\"\(key)\" can't be a key of the mapping \"\(name)\"",
                    advice: "Keys have letters, digits, points and hyphens of ASCII."))
        }
        let rows = table.sorted { $0.key < $1.key }.map { key, values in
            let fields = values.sorted { $0.key < $1.key }.map { Field($0.key, Node(.string($0.value))) }
            return Field(key, Node(.object(Object(fields))))
        }
        mappings.append(Entry(name: name, place: place, value: Object(rows)))
        return mapping
    }

    private static func isMappingKey(_ key: String) -> Bool {
        !key.isEmpty && key.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "-") }
    }
}
