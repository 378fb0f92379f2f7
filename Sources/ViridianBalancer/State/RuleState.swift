import ViridianBehaviour

/// A rule, ready to be asked quickly: patterns, and for a forward action the rotation over its groups.
struct RuleState: Sendable {
    /// Nil in the default rule, which matches everything.
    private let patterns: [PathPattern]?
    private let action: Action
    private var groupIDs: [String]
    private var groups: [Int]
    /// The rotation of a forward action; nil for the other actions.
    private(set) var choice: StickyChoice?

    init(patterns: [PathPattern]?, action: Action, groupIndex: [String: Int]) {
        self.patterns = patterns
        self.action = action
        groupIDs = action.groups.map(\.id)
        groups = groupIDs.compactMap { groupIndex[$0] }
        if case .forward(let weighted, let stickiness) = action {
            choice = StickyChoice(weights: weighted.map(\.weight), duration: stickiness)
        }
    }

    func matches(_ path: Substring) -> Bool {
        patterns?.contains { $0.matches(path) } ?? true
    }

    /// The group whose turn it is, or the one that the user stays with; nil when all weights are 0. Affinities outside of a rule
    /// are to groups of the balancer, whose positions within a rule are the rule's own.
    mutating func nextGroup(
        for affinity: StickyChoice.Affinity?, at now: Duration
    ) -> (group: Int, new: StickyChoice.Affinity?)? {
        var own = affinity
        if let affinity {
            own = groups.firstIndex(of: affinity.option).map {
                StickyChoice.Affinity(option: $0, shareMillionths: affinity.shareMillionths, ends: affinity.ends)
            }
        }
        guard let (option, new) = choice?.next(for: own, at: now) else { return nil }
        return (
            groups[option],
            new.map {
                StickyChoice.Affinity(option: groups[$0.option], shareMillionths: $0.shareMillionths, ends: $0.ends)
            }
        )
    }

    /// What an action that does not forward does.
    var fixedRoute: BalancerState.Route {
        switch action {
        case .fixedResponse(let response): .fixedResponse(response)
        case .redirect(let redirect): .redirect(redirect)
        case .forward: .unavailable(group: nil)
        }
    }

    var weights: [String: Int] {
        guard let choice else { return [:] }
        return Dictionary(zip(groupIDs, choice.weights), uniquingKeysWith: +)
    }

    mutating func setWeights(_ new: [String: Int]) {
        choice?.setWeights(groupIDs.map { new[$0] ?? 0 })
    }

    /// Whether it forwards to a group alone.
    func names(_ group: String) -> Bool { groupIDs == [group] }

    /// A rule that forwards to `old` alone forwards to `new`; where several groups share it, nothing is changed.
    mutating func repoint(from old: String, to new: String, index: Int) {
        guard names(old) else { return }
        groupIDs = [new]
        groups = [index]
    }
}
