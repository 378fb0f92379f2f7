import ViridianRelease
public import ViridianTemplate

/// Finds the blue/green service of a template: the listener that forwards to two target groups, and what stands behind each.
public struct TemplateReader {
    /// The specification, and what of the template it leaves out, in words.
    public struct Result: Hashable, Sendable {
        /// What will be rehearsed.
        public var specification: Specification
        /// What is left out, and why.
        public var warnings: [String]
    }

    let template: Template
    var warnings: [String] = []

    /// Reads the specification of a template whose parameters have the given values.
    ///
    /// A parameter without a value and without a default gets a stand-in, since a rehearsal needs none of the account's names.
    public static func read(_ template: Template, parameters: [String: String] = [:]) throws -> Result {
        var standIns: [String: String] = [:]
        for field in template.parameters {
            standIns[field.key] = field.node["Type"]?.string?.contains("Number") == true ? "1" : "rehearsal-\(field.key)"
        }
        var pseudo = PseudoParameters.example
        pseudo.stackName = template.name
        let resolved = try template.resolve(parameters: parameters, standIns: standIns, pseudo: pseudo)
        var reader = TemplateReader(template: resolved.template)
        return try reader.read(name: template.name)
    }

    private mutating func read(name: String) throws -> Result {
        let (listener, actions, groups) = try production()
        let colours = assignColours(groups)
        let blue = groups[colours.blue]
        let green = groups[colours.green]
        let services = [blue, green].compactMap { service(of: $0.id) }
        let tasks = 2
        let alarms = AlarmGates(template, targetGroups: [blue.id, green.id], tasks: tasks)
        let planNode = services.compactMap { $0.metadata["Viridian::Release"] }.first
        var plan: Plan
        if let planNode {
            let read = try PlanReader.read(planNode, file: name)
            plan = read.plan
            if !read.namesGates { plan.gates = alarms.gates.isEmpty ? Gate.standard : alarms.gates }
        } else {
            let gates = alarms.gates.isEmpty ? Gate.standard : alarms.gates
            // Two colours of the same size have nothing beyond their share.
            plan = Plan(weights: [10, 50, 100], hold: .seconds(30), bake: .seconds(30), gates: gates, headroom: 0)
        }
        warnings += alarms.warnings
        var specification = Specification(
            name: name,
            colours: PerColour(blue: try describe(blue, other: green, tasks), green: try describe(green, other: blue, tasks)),
            weights: Weights(blue: blue.weight, green: green.weight),
            rules: try pathRules(of: listener, blue: blue.id, green: green.id), plan: plan)
        specification.stickiness = try stickiness(actions)
        warnOfTargetStickiness(groups.map(\.id), isGroupSticky: specification.stickiness != nil)
        specification.standIns = try standIns(of: services)
        specification.alarms = RehearsedAlarm.all(in: template, targetGroups: PerColour(blue: blue.id, green: green.id))
        return Result(specification: specification, warnings: warnings)
    }

    /// A target group with the weight that a forward action gives it.
    struct Forward: Hashable {
        var id: String
        var weight: Int
        var source: SourceRange?
    }

    private func production() throws -> (listener: String?, actions: Node?, [Forward]) {
        let listeners = template.resources.filter { $0.type == "AWS::ElasticLoadBalancingV2::Listener" }
        for listener in listeners {
            let groups = forward(listener.properties["DefaultActions"])
            if groups.count == 2 { return (listener.logicalID, listener.properties["DefaultActions"], groups) }
        }
        let rules = template.resources.filter { $0.type == "AWS::ElasticLoadBalancingV2::ListenerRule" }
            .sorted { ($0.properties["Priority"]?.int ?? 0) < ($1.properties["Priority"]?.int ?? 0) }
        for rule in rules {
            let groups = forward(rule.properties["Actions"])
            if groups.count == 2 {
                return (rule.properties["ListenerArn"].flatMap(target), rule.properties["Actions"], groups)
            }
        }
        throw RehearsalError(
            .badInput,
            """
            \(template.name): no listener or rule forwards to two weighted target groups, so there is no blue and green to \
            rehearse. Give the listener's default action a ForwardConfig with two TargetGroups and their Weights.
            """)
    }

    func forwardAction(_ actions: Node?) -> Node? { actions?.list?.last { $0["Type"]?.string == "forward" } }

    func forward(_ actions: Node?) -> [Forward] {
        guard let action = forwardAction(actions) else { return [] }
        let groups = (action["ForwardConfig"]?["TargetGroups"]?.list ?? []).compactMap { group -> Forward? in
            guard let id = group["TargetGroupArn"].flatMap(target) else { return nil }
            return Forward(id: id, weight: group["Weight"]?.int ?? 1, source: group.source)
        }
        if !groups.isEmpty { return groups }
        return action["TargetGroupArn"].flatMap(target).map { [Forward(id: $0, weight: 1, source: action.source)] } ?? []
    }

    /// The resource at which a `Ref` or `Fn::GetAtt` points.
    func target(_ node: Node) -> String? {
        switch node.function {
        case .ref(let id): id
        case .getAtt(let id, _): id
        default: nil
        }
    }

    func service(of group: String) -> Resource? {
        template.resources.first { resource in
            guard resource.type == "AWS::ECS::Service" else { return false }
            return (resource.properties["LoadBalancers"]?.list ?? []).contains { entry in
                entry["TargetGroupArn"].flatMap(target) == group
                    || entry["AdvancedConfiguration"]?["AlternateTargetGroupArn"].flatMap(target) == group
            }
        }
    }

    /// Which of the two forwards is which colour: by its name, and the first is blue where the names say nothing.
    private func assignColours(_ groups: [Forward]) -> (blue: Int, green: Int) {
        func names(_ index: Int) -> String {
            (groups[index].id + " " + (service(of: groups[index].id)?.logicalID ?? "")).lowercased()
        }
        let firstIsGreen = names(0).contains("green") && !names(0).contains("blue")
        let secondIsBlue = names(1).contains("blue") && !names(1).contains("green")
        return firstIsGreen || secondIsBlue ? (1, 0) : (0, 1)
    }
}
