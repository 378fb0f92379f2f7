import ViridianCatalog
import ViridianTemplate

/// One way in which a value fails its schema. The words for it are made only when a rule reports it.
struct Flaw {
    /// What is wrong.
    enum Kind: Hashable {
        case wrongType(SchemaTypes)
        case missing(String)
        case unknown(String, among: Schema)
        case badName(patterns: [String])
        case notAllowed([Literal])
        case pattern(String)
        case format(String)
        case length(Constraint.Bound, Int)
        case range(Constraint.Bound, Literal, isExclusive: Bool)
        case multiple(Double)
        case items(Constraint.Bound, Int, found: Int)
        case repeated
        case repeatedKey(String)
        case fields(Constraint.Bound, Int, found: Int)
        case noAlternative
        case severalAlternatives
        case negated
        case never
        case exactlyOne([String])
        case onlyOne([String])
        case atLeastOne([String])
        case needs(String, because: String)
        case excluded(by: String)
        case readOnly
        case functionType(SchemaTypes)
        case functionFormat(wanted: String, found: [String])
    }

    var kind: Kind
    /// The value, or the object that lacks something.
    var spot: Spot
    /// What is assumed of the conditions.
    var scenario: Scenario
    /// Which rule reports it.
    var family: Family

    init(_ kind: Kind, _ spot: Spot, _ scenario: Scenario) {
        self.kind = kind
        self.spot = spot
        self.scenario = scenario
        family = kind.family
    }

    /// Where the report points: at the key of an object that lacks something, else at the value.
    var place: Place {
        get { givenPlace ?? usualPlace }
        set { givenPlace = newValue }
    }

    private var givenPlace: Place?

    private var usualPlace: Place {
        switch kind {
        case .missing, .exactlyOne, .atLeastOne, .needs, .unknown, .badName, .never, .readOnly, .excluded, .onlyOne: spot.keyPlace
        default: spot.node.object == nil ? spot.place : spot.keyPlace
        }
    }
}

extension Flaw {
    /// The flaws that one rule reports.
    enum Family: Hashable {
        case unknownProperty, missingProperty, wrongType, value, pattern, format, length, range, listLength, repeated
        case combination, readOnly, reference, policy, updatePolicy, document
    }
}

extension Flaw.Kind {
    var family: Flaw.Family {
        switch self {
        case .wrongType: .wrongType
        case .missing, .exactlyOne, .atLeastOne: .missingProperty
        case .unknown, .badName: .unknownProperty
        case .notAllowed: .value
        case .pattern: .pattern
        case .format: .format
        case .length: .length
        case .range, .multiple: .range
        case .items, .fields: .listLength
        case .repeated, .repeatedKey: .repeated
        case .noAlternative, .severalAlternatives, .negated, .never, .onlyOne, .needs, .excluded: .combination
        case .readOnly: .readOnly
        case .functionType, .functionFormat: .reference
        }
    }
}

/// What a comparison with a schema says: what fails, and whether something stays unknown until the stack is deployed.
struct Verdict {
    var flaws: [Flaw] = []
    var isUnknown = false

    /// Whether the value certainly holds, or certainly fails; neither where it depends on what is unknown.
    var holds: Bool { flaws.isEmpty && !isUnknown }
    var fails: Bool { !flaws.isEmpty }
}
