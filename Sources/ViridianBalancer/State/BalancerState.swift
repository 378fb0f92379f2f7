import ViridianBehaviour

/// Everything a balancer decides, as a value: rules, weights, target health and draining. It does no I/O and has no clock.
///
/// Control goes through `handle(_:at:)`, which answers with effects for the shell to perform. The data path is `route(_:)` with
/// `ended(_:)`: cheap, because it runs once a request.
///
/// Instants are durations since the start of the caller's clock.
public struct BalancerState: Sendable {
    var groups: [GroupState]
    private var groupIndex: [String: Int] = [:]
    /// Rules by priority, the default action last.
    private var rules: [RuleState]

    /// The state before any target is registered.
    ///
    /// Fails when two groups share an `id`, two rules a priority, an action names an unknown group, or a weight is not in
    /// 0...999.
    public init(_ configuration: BalancerConfiguration) throws(BalancerError) {
        let rules = configuration.rules.sorted { $0.priority < $1.priority }
        let actions = rules.map(\.action) + [configuration.defaultAction]
        let used = Set(actions.flatMap(\.groups).map(\.id))
        groups = []
        for group in configuration.targetGroups {
            guard groupIndex.updateValue(groups.count, forKey: group.id) == nil else { throw .duplicateGroup(group.id) }
            groups.append(GroupState(configuration: group, inUse: used.contains(group.id)))
        }
        for (rule, next) in zip(rules, rules.dropFirst()) where rule.priority == next.priority {
            throw .duplicatePriority(rule.priority)
        }
        self.rules = []
        for (position, action) in actions.enumerated() {
            for group in action.groups {
                guard groupIndex[group.id] != nil else { throw .unknownGroup(group.id) }
                guard (0...999).contains(group.weight) else { throw .badWeight(group.weight, group: group.id) }
            }
            let patterns = position < rules.count ? rules[position].pathPatterns : nil
            self.rules.append(RuleState(patterns: patterns, action: action, groupIndex: groupIndex))
        }
    }

    /// Takes what happened at `now` and says what must be done.
    public mutating func handle(_ event: Event, at now: Duration) -> [Effect] {
        switch event {
        case .register(let target, let group):
            guard let index = groupIndex[group] else { return [] }
            return groups[index].register(target, index: index)
        case .deregister(let target, let group):
            guard let index = groupIndex[group] else { return [] }
            return groups[index].deregister(target, at: now)
        case .remove(let target, let group):
            guard let index = groupIndex[group] else { return [] }
            return groups[index].remove(target)
        case .checked(let target, let outcome):
            return groups[target.group].checked(target, outcome)
        case .tick:
            return groups.indices.flatMap { groups[$0].endDraining(at: now) }
        }
    }

    // MARK: Weights

    /// The live weights of the default action; empty when it does not forward.
    public var weights: [String: Int] { rules[rules.count - 1].weights }

    /// Replaces the weights of the default action if they are as expected, in one step.
    public mutating func setWeights(_ new: [String: Int], expecting expected: [String: Int]) -> WeightChange {
        let live = weights
        guard live == expected else { return .conflict(live: live) }
        guard new.keys == live.keys else { return .refused(.otherGroups(asked: new.keys.sorted(), live: live.keys.sorted())) }
        for (group, weight) in new.sorted(by: { $0.key < $1.key }) where !(0...999).contains(weight) {
            return .refused(.badWeight(weight, group: group))
        }
        rules[rules.count - 1].setWeights(new)
        return .swapped
    }

    /// How many rules besides the default one forward to a group alone: its test routes.
    func rulesThatName(_ group: String) -> Int { rules.dropLast().count { $0.names(group) } }

    mutating func repointRules(from old: String, to new: String) {
        guard let index = groupIndex[new] else { return }
        for position in rules.indices.dropLast() { rules[position].repoint(from: old, to: new, index: index) }
    }

    // MARK: The data path

    /// Whether any action keeps users with a group.
    var isSticky: Bool { rules.contains { $0.choice?.duration != nil } }

    /// Decides about one request for `path` (without a query). A forwarded request is in flight until `ended(_:)`.
    public mutating func route(_ path: Substring) -> Route { route(path, of: nil, at: .zero).route }

    /// Decides about one request by a user who may be bound to a group, and says to which group the user is bound anew, if so.
    mutating func route(
        _ path: Substring, of affinity: StickyChoice.Affinity?, at now: Duration
    ) -> (route: Route, new: StickyChoice.Affinity?) {
        for position in rules.indices where rules[position].matches(path) {
            guard rules[position].choice != nil else { return (rules[position].fixedRoute, nil) }
            guard let (group, new) = rules[position].nextGroup(for: affinity, at: now) else {
                return (.unavailable(group: nil), nil)
            }
            guard let target = groups[group].nextTarget() else { return (.unavailable(group: group), new) }
            return (.forward(target.key, target.id), new)
        }
        return (.unavailable(group: nil), nil)
    }

    /// A request that was routed to `target` has ended, in whatever way.
    public mutating func ended(_ target: TargetKey) {
        groups[target.group].ended(target)
    }

    /// What the group with this `id` is called on the data path.
    func index(of group: String) -> Int? { groupIndex[group] }
}
