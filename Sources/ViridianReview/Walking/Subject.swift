import ViridianCatalog
import ViridianTemplate

/// What a check looks at: the template, what is declared in it, and the catalogue.
///
/// A class, because all checks of one review share it and what is worked out once for all of them.
final class Subject {
    let template: Template
    /// The template as it was written, with its loops.
    let written: Template
    let catalog: Catalog
    /// What the team has decided.
    let policy: ReviewPolicy
    let resources: [String: Resource]
    /// The names of all resources, also of those whose body isn't one.
    let logicalIDs: Set<String>
    /// The resources in the order in which they were written.
    let resourceList: [Resource]
    let parameters: [String: Node]
    let mappings: [String: Node]
    let conditions: [String: Node]
    /// Which outcomes of the conditions go together.
    let conditionLogic: ConditionLogic
    /// The macros that run over the whole template.
    let transforms: [String]
    let patterns: Patterns
    let constraints: ConstraintMemory
    let validation = ValidationPass()
    /// Whether a macro or a loop makes names that this template doesn't show.
    private(set) lazy var hasHiddenNames = makesNames(template)
    /// Whether that is so, or something refers to a name that isn't known: then what seems to be unused may be used.
    private(set) lazy var hasGeneratedNames = hasHiddenNames || refersToUnknownNames(template)
    /// Whether that is so before loops are written out: they may use what no reader can tell.
    private(set) lazy var isWrittenWithGeneratedNames = makesNames(written)
    /// The parameters, mappings and conditions that are used.
    private(set) lazy var usedNames = UsedNames(self)
    /// What the template is for, where that is known.
    private(set) lazy var stage = findStage()
    /// The conditions of resources and outputs that have one, by section and name.
    private(set) lazy var conditionsOfParts = findConditionsOfParts()
    /// What the roles, users and policies of the template allow.
    private(set) lazy var allowances = findAllowances()
    /// The names to which each resource refers, by logical id.
    private(set) lazy var references = findReferences()
    /// The templates of the nested stacks that lie beside or below this one, by logical id.
    private(set) lazy var children = findChildren()
    /// The names that the outputs tell.
    private(set) lazy var exportedNames = findExportedNames()
    private lazy var spotsByType = findSpotsByType()

    /// The tags that somebody wants on what has none.
    var tags: [Node] = []

    /// Finds the template of a nested stack by its location, where it can be read.
    let nested: (_ location: String) -> ChildTemplate

    init(
        template: Template, written: Template? = nil, catalog: Catalog, policy: ReviewPolicy = ReviewPolicy(),
        memory: ReviewMemory? = nil,
        nested: @escaping (String) -> ChildTemplate = { _ in .elsewhere }
    ) {
        self.template = template
        self.written = written ?? template
        self.catalog = catalog
        self.policy = policy
        let memory = memory ?? ReviewMemory(catalog)
        (patterns, constraints) = (memory.patterns, memory.constraints)
        self.nested = nested
        resourceList = template.resources
        resources = Dictionary(resourceList.map { ($0.logicalID, $0) }) { first, _ in first }
        logicalIDs = Set(template.section("Resources").map(\.key))
        func named(_ fields: [Field]) -> [String: Node] { Dictionary(fields.map { ($0.key, $0.node) }) { first, _ in first } }
        parameters = named(template.parameters)
        mappings = named(template.mappings)
        conditions = named(template.conditions)
        conditionLogic = ConditionLogic(template)
        let transform = template.root["Transform"]
        let listed = transform?.list?.map { $0.string ?? $0["Name"]?.string ?? "?" }
        transforms = listed ?? transform.map { [$0.string ?? $0["Name"]?.string ?? "?"] } ?? []
    }

    static let pseudoParameters: Set<String> = [
        "AWS::AccountId", "AWS::NotificationARNs", "AWS::NoValue", "AWS::Partition", "AWS::Region", "AWS::StackId",
        "AWS::StackName",
        "AWS::URLSuffix",
    ]

    static let functionNames: Set<String> = [
        "Fn::And", "Fn::Base64", "Fn::Cidr", "Fn::Equals", "Fn::FindInMap", "Fn::GetAtt", "Fn::GetAZs", "Fn::If",
        "Fn::ImportValue",
        "Fn::Join", "Fn::Not", "Fn::Or", "Fn::Select", "Fn::Split", "Fn::Sub",
    ]

    /// Functions whose arguments are kept as they are written.
    static let otherFunctions: Set<String> = ruleFunctions.union([
        "Fn::GetStackOutput", "Fn::Length", "Fn::ToJsonString", "Fn::Transform",
    ])

    /// Functions of the section Rules.
    static let ruleFunctions: Set<String> = [
        "Fn::Contains", "Fn::EachMemberEquals", "Fn::EachMemberIn", "Fn::RefAll", "Fn::ValueOf", "Fn::ValueOfAll",
    ]

    private func findConditionsOfParts() -> [String: String] {
        var found: [String: String] = [:]
        for resource in resourceList { found["Resources/\(resource.logicalID)"] = resource.condition }
        for output in template.section("Outputs") { found["Outputs/\(output.key)"] = output.node["Condition"]?.string }
        return found
    }

    /// The section with its way, for walking.
    func section(_ name: String) -> [Spot] { template.section(name).map { Spot($0, below: [name]) } }

    /// The whole body of a resource.
    func spot(_ resource: Resource) -> Spot {
        Spot(
            Node(.object(resource.body), at: resource.source), path: ["Resources", resource.logicalID],
            keySource: resource.logicalIDSource)
    }

    /// The resources of a type, with their properties where they have any.
    func resources(ofType types: String...) -> [(spot: Spot, properties: Spot?)] {
        if types.count == 1 { return spotsByType[types[0]] ?? [] }
        return resourceList.filter { types.contains($0.type) }.map(withProperties)
    }

    private func findSpotsByType() -> [String: [(spot: Spot, properties: Spot?)]] {
        Dictionary(grouping: resourceList, by: \.type).mapValues { $0.map(withProperties) }
    }

    private func withProperties(_ resource: Resource) -> (spot: Spot, properties: Spot?) {
        let spot = spot(resource)
        return (spot, spot["Properties"])
    }
}

extension Subject {
    /// Whether the language extensions run over the template: more functions, in more places.
    var hasLanguageExtensions: Bool { transforms.contains("AWS::LanguageExtensions") }
}
