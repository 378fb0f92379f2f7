import ViridianCatalog
import ViridianTemplate

/// Values of several resources side by side, each group under its name, with the way back to where they are written.
struct Gathered {
    /// Where a group was taken from.
    struct Origin {
        var properties: Spot
        var paths: [String: [String]]
    }

    /// The marker with which the paths of gathered values begin.
    static let marker = "\u{0}gathered"

    private var fields: [Field] = []
    private var origins: [String: Origin] = [:]

    var spot: Spot { Spot(Node(.object(Object(fields))), path: [Self.marker]) }

    mutating func add(_ source: Gathering.Source, from properties: Spot, type: String?) {
        var found: [Field] = []
        var paths: [String: [String]] = [:]
        for property in source.properties {
            guard let path = property.path else {
                if let type { found.append(Field(property.name, Node(.string(type)))) }
                continue
            }
            paths[property.name] = path
            if let spot = properties.descendant(path), spot.node.function != .ref("AWS::NoValue") {
                found.append(Field(property.name, spot.node, keySource: spot.keySource))
            } else if let fallback = property.fallback {
                found.append(Field(property.name, Node(of: fallback), keySource: properties.keySource))
            }
        }
        fields.append(
            Field(source.name, Node(.object(Object(found)), at: properties.node.source), keySource: properties.keySource))
        origins[source.name] = Origin(properties: properties, paths: paths)
    }

    /// A flaw with the path at which its value is really written.
    func located(_ flaw: Flaw) -> Flaw {
        var path = flaw.spot.path.dropFirst()
        guard flaw.spot.path.first == Self.marker, let name = path.popFirst(), let origin = origins[name] else { return flaw }
        var real = origin.properties.path
        if let key = path.popFirst() { real += (origin.paths[key] ?? [key]) + path }
        var copy = flaw
        copy.spot = Spot(flaw.spot.node, path: real, keySource: flaw.spot.keySource)
        return copy
    }

    /// The value at `/group/name`; none where it isn't known before the stack is deployed.
    func literal(at path: String) -> Literal? {
        let names = path.split(separator: "/").map(String.init)
        guard names.count == 2, let node = spot[names[0]]?[names[1]]?.node else { return nil }
        return Literal(node)
    }
}

extension Validator {
    func checkGathered(_ gathering: Gathering, _ spot: Spot, _ scenario: Scenario, _ verdict: inout Verdict) {
        guard !isTentative else { return verdict.isUnknown = true }
        let remote = gathering.sources.filter { $0.reference != nil }
        for way in ways(of: remote, spot, scenario) {
            var gathered = Gathered()
            for source in gathering.sources {
                if source.reference == nil {
                    gathered.add(source, from: spot, type: nil)
                } else if let resource = way[source.name] {
                    let other = subject.spot(resource)
                    gathered.add(source, from: other["Properties"] ?? other.withoutFields, type: resource.type)
                }
            }
            var copy = self
            copy.gathered = gathered
            let answer = copy.verdict(on: gathered.spot, gathering.schema, scenario)
            verdict.flaws += answer.flaws.map(gathered.located)
        }
    }

    /// The resources that the references name; one way without any where there are none.
    private func ways(of sources: [Gathering.Source], _ spot: Spot, _ scenario: Scenario) -> [[String: Resource]] {
        guard !sources.isEmpty else { return [[:]] }
        var found: [String: Resource] = [:]
        for source in sources {
            guard let reference = source.reference.flatMap(spot.descendant) else { return [] }
            let name: String? =
                switch reference.node.function {
                case .ref(let name)?: name
                case .getAtt(let name, _)?: name
                default: nil
                }
            guard let name, let resource = subject.resources[name] else { return [] }
            if let type = source.type, resource.type != type { return [] }
            found[source.name] = resource
        }
        return [found]
    }
}

extension Spot {
    /// What stands at a path below, through objects and lists.
    func descendant(_ path: [String]) -> Spot? {
        path.reduce(Optional(self)) { spot, key in
            guard let spot else { return nil }
            if let field = spot[key] { return field }
            guard let index = Int(key), spot.elements.indices.contains(index) else { return nil }
            return spot.elements[index]
        }
    }

    /// The same place with nothing in it.
    var withoutFields: Spot { holding(Node(.object([:]), at: node.source)) }
}

extension Literal {
    /// A value of a template as a value of a schema; calls in their long form.
    init?(_ node: Node) {
        switch node.value {
        case .null: self = .null
        case .bool(let bool): self = .bool(bool)
        case .number(let number):
            guard let literal = number.int.map(Literal.int) ?? number.double.map(Literal.double) else { return nil }
            self = literal
        case .string(let text): self = .string(text)
        case .list(let nodes): self = .array(nodes.compactMap(Literal.init))
        case .object(let object):
            self = .object(Dictionary(object.fields.compactMap { field in Literal(field.node).map { (field.key, $0) } }) { $1 })
        case .function(let function):
            guard let argument = Literal(function.argument) else { return nil }
            self = .object([function.name: argument])
        }
    }
}

extension Node {
    /// A value of a schema as a value of a template.
    init(of literal: Literal) {
        let value: ViridianTemplate.Value =
            switch literal {
            case .null: .null
            case .bool(let bool): .bool(bool)
            case .int(let number): .number(Number(number))
            case .double(let number): .number(Number(number))
            case .string(let text): .string(text)
            case .array(let items): .list(items.map(Node.init(of:)))
            case .object(let fields):
                .object(Object(fields.sorted { $0.key < $1.key }.map { Field($0.key, Node(of: $0.value)) }))
            }
        self.init(value)
    }
}
