public import ViridianTemplate

extension Stack {
    /// The stack as a template. Every node says where in Swift its resource was added.
    public func template() throws(StackError) -> Template { try synthesized().template }

    /// The template without what it gets from stacks around, beside and inside it, which share what they name here.
    func ownTemplate(sharing shared: [String: Set<String>] = [:]) throws(StackError) -> Template {
        let problems = problems + referenceProblems(sharing: shared) + sizeProblems + catalogProblems
        guard problems.isEmpty else { throw StackError(problems) }
        let allTags = tags.all(ofStack: name)
        let bodies = resources.map { body(of: $0, allTags) }
        var root: Object = ["AWSTemplateFormatVersion": "2010-09-09"]
        if !purpose.isEmpty { root["Description"] = Node(.string(purpose)) }
        let declared = impliedParameters + parameters.map { field($0.name, $0.value, $0.place) }
        if !declared.isEmpty { root["Parameters"] = Node(.object(Object(declared))) }
        if !mappings.isEmpty { root["Mappings"] = Node(.object(Object(mappings.map { field($0.name, $0.value, $0.place) }))) }
        if !conditions.isEmpty { root["Conditions"] = Node(.object(Object(conditions.map(conditionField)))) }
        if let transformNode { root["Transform"] = transformNode }
        root["Resources"] = Node(.object(Object(bodies)))
        if !outputs.isEmpty { root["Outputs"] = Node(.object(Object(outputs.map { field($0.name, $0.value, $0.place) }))) }
        return Template(root: root, name: name)
    }

    private func field(_ name: String, _ object: Object, _ place: Place) -> Field {
        Field(name, Node(.object(object)).placed(at: place.source), keySource: place.source)
    }

    private func conditionField(_ entry: Entry<Node>) -> Field {
        Field(entry.name, entry.value.placed(at: entry.place.source), keySource: entry.place.source)
    }

    private func body(of entry: Entry<ResourceEntry>, _ tags: [Tag]) -> Field {
        let resource = entry.value.resource
        var properties = resource.properties
        let name = Self.isKnownByTag(resource) ? [Tag("Name", physicalNameTag(entry.name))] : []
        resource.tagging.apply(name + tags, to: &properties)
        var body = Properties()
        let policy = entry.value.deletionPolicy ?? dataPolicy.deletionPolicy(of: resource.type, in: environment.stage)
        body.set("Type", resource.type)
        body.set("Condition", entry.value.condition?.name)
        // Whoever points at something waits for it anyway, and waiting twice is waiting once.
        var known = Set(properties.lowered.references)
        let dependsOn = entry.value.dependsOn.filter { known.insert($0).inserted }
        body.set("DependsOn", dependsOn.isEmpty ? nil : dependsOn.map(\.symbol))
        body.set("CreationPolicy", entry.value.creationPolicy)
        body.set("UpdatePolicy", entry.value.updatePolicy)
        body.set("DeletionPolicy", policy)
        body.set("UpdateReplacePolicy", policy?.onReplace)
        let metadata = metadata(of: entry.value)
        if !metadata.isEmpty { body.set("Metadata", Properties(metadata)) }
        if !properties.object.isEmpty { body.set("Properties", properties) }
        return field(entry.name, body.object, entry.place)
    }

    private func metadata(of entry: ResourceEntry) -> Object {
        var metadata = Object()
        if !entry.purpose.isEmpty { metadata["Viridian::Purpose"] = Node(.string(entry.purpose)) }
        metadata.fields += entry.metadata.fields
        return metadata
    }

    /// AWS's consoles show the tag `Name` for what has no name of its own in EC2, and for load balancers, whose names are better
    /// left to CloudFormation: they have 32 characters, and a fixed one is in the way when a change replaces the resource.
    private static func isKnownByTag(_ resource: any ResourceDefinition) -> Bool {
        resource.tagging == .list
            && ["AWS::EC2::", "AWS::ElasticLoadBalancingV2::"].contains { resource.type.hasPrefix($0) }
    }

    private func physicalNameTag(_ logicalID: String) -> Input<String> {
        ResourceName(Input("\(LogicalName.kebabCase(name))-\(LogicalName.kebabCase(logicalID))")).full
    }

    var suffixParameter: Field {
        Field(
            Self.environmentSuffixName,
            [
                "Type": "String",
                "Description": "The environment's name, which ends the names of all resources.",
                "Default": Node(.string(environment.name)),
                "AllowedPattern": Node(.string(Environment.namePattern)),
                "MinLength": 1,
                "MaxLength": Node(.number(Number(Environment.nameLengthMaximum))),
                "ConstraintDescription": "1 to 20 lower-case letters, digits and hyphens, with a letter or digit at either end.",
            ])
    }
}

extension Properties {
    /// Properties that point at nothing.
    init(_ object: Object) {
        self.init()
        for field in object.fields { set(field.key, Input<String>(lowered: Lowered(field.node))) }
    }

    var object: Object { fields }
}
