/// A demand on values of several resources together: a service and its task definition, a queue and the queue behind it.
public struct Gathering: Sendable {
    /// Where one group of values is found.
    public struct Source: Hashable, Sendable {
        /// What the group is called in the schema.
        public let name: String
        /// The property that refers to the other resource; none for this one.
        public let reference: [String]?
        /// The type that the other resource must have to count.
        public let type: String?
        /// The values by their names in the schema.
        public let properties: [Property]
    }

    /// One gathered value.
    public struct Property: Hashable, Sendable {
        /// What it is called in the schema.
        public let name: String
        /// Where it stands; none for the type of the resource itself.
        public let path: [String]?
        /// What counts where nothing is written.
        public let fallback: Literal?
    }

    /// Where the values are found.
    public let sources: [Source]
    /// What must hold of them.
    public let schema: Schema

    init(_ literal: Literal, _ schema: Schema) {
        self.schema = schema
        guard case .object(let groups) = literal else {
            sources = []
            return
        }
        sources = groups.sorted { $0.key < $1.key }.map { name, group in
            guard case .object(let fields) = group else { return Source(name: name, reference: nil, type: nil, properties: []) }
            var type: String?
            if case .object(let filter)? = fields["filter"] { type = filter["type"]?.string }
            return Source(
                name: name, reference: fields["reference"]?.string.map(Self.path), type: type,
                properties: Self.properties(fields["properties"]))
        }
    }

    private static func properties(_ literal: Literal?) -> [Property] {
        guard case .object(let fields)? = literal else { return [] }
        return fields.sorted { $0.key < $1.key }.map { name, value in
            switch value {
            case .string("$type"): return Property(name: name, path: nil, fallback: nil)
            case .string(let text): return Property(name: name, path: path(text), fallback: nil)
            case .object(let fields):
                return Property(name: name, path: path(fields["path"]?.string ?? ""), fallback: fields["default"])
            default: return Property(name: name, path: [], fallback: nil)
            }
        }
    }

    private static func path(_ text: String) -> [String] { text.split(separator: "/").map(String.init) }
}
