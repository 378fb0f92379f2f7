import ViridianBehaviour

/// A target group with its targets, and the rotation over those that may get requests.
struct GroupState: Sendable {
    /// A registered target.
    struct Member: Sendable {
        let key: TargetKey
        let id: TargetID
        var health: TargetHealth
        var draining: Draining?
        var inFlight = 0
    }

    let configuration: TargetGroup
    let inUse: Bool
    private(set) var members: [Member] = []
    /// Positions of the members that get requests now: the healthy ones, or all of them when none is healthy but some are
    /// unhealthy.
    private var routable: [Int] = []
    private var rotation = RoundRobin()
    private var registrations = 0

    init(configuration: TargetGroup, inUse: Bool) {
        self.configuration = configuration
        self.inUse = inUse
    }

    // MARK: Control

    mutating func register(_ id: TargetID, index: Int) -> [BalancerState.Effect] {
        var effects: [BalancerState.Effect] = []
        if let position = position(of: id) {
            guard members[position].draining != nil else { return [] }
            effects.append(.stopChecking(members[position].key))
            members.remove(at: position)
        }
        registrations += 1
        let key = TargetKey(group: index, number: registrations)
        let health = TargetHealth(thresholds: configuration.healthCheck.thresholds, inUse: inUse)
        members.append(Member(key: key, id: id, health: health))
        refreshRoutable()
        if inUse { effects.append(.startChecking(key, id)) }
        effects.append(announcement(members[members.count - 1]))
        return effects
    }

    mutating func deregister(_ id: TargetID, at now: Duration) -> [BalancerState.Effect] {
        guard let position = position(of: id) else { return [] }
        guard members[position].health.deregister() else { return members[position].draining == nil ? remove(id) : [] }
        let draining = Draining(beginningAt: now, delay: configuration.deregistrationDelay)
        members[position].draining = draining
        let member = members[position]
        refreshRoutable()
        return [
            .stopChecking(member.key), .retireConnections(member.key), .wake(at: draining.ends), announcement(member),
        ]
    }

    mutating func remove(_ id: TargetID) -> [BalancerState.Effect] {
        guard let position = position(of: id) else { return [] }
        var member = members.remove(at: position)
        refreshRoutable()
        _ = member.health.leave()
        return [.stopChecking(member.key), .retireConnections(member.key), announcement(member)]
    }

    mutating func endDraining(at now: Duration) -> [BalancerState.Effect] {
        var effects: [BalancerState.Effect] = []
        for member in members {
            guard let draining = member.draining, draining.isOver(at: now) else { continue }
            var gone = member
            _ = gone.health.leave()
            effects += [.cutOff(gone.key), announcement(gone)]
        }
        members.removeAll { $0.draining?.isOver(at: now) ?? false }
        if !effects.isEmpty { refreshRoutable() }
        return effects
    }

    mutating func checked(_ key: TargetKey, _ outcome: HealthCheckOutcome) -> [BalancerState.Effect] {
        guard let position = members.firstIndex(where: { $0.key == key }) else { return [] }
        guard members[position].health.observe(outcome) else { return [] }
        refreshRoutable()
        return [announcement(members[position])]
    }

    // MARK: The data path

    mutating func nextTarget() -> (key: TargetKey, id: TargetID)? {
        guard let turn = rotation.next(of: routable.count) else { return nil }
        let position = routable[turn]
        members[position].inFlight += 1
        return (members[position].key, members[position].id)
    }

    mutating func ended(_ key: TargetKey) {
        guard let position = members.firstIndex(where: { $0.key == key }) else { return }
        members[position].inFlight -= 1
    }

    // MARK: Parts

    /// When no target is healthy, the load balancer fails open: every registered target gets requests, as long as one check
    /// has decided about at least one of them. While all are still initial the guide is silent; we answer 503 then.
    private mutating func refreshRoutable() {
        routable = members.indices.filter { members[$0].health.isHealthy }
        guard routable.isEmpty, members.contains(where: { $0.health.state == .unhealthy }) else { return }
        routable = members.indices.filter { [.unhealthy, .initial].contains(members[$0].health.state) }
    }

    private func position(of id: TargetID) -> Int? { members.firstIndex { $0.id == id } }

    private func announcement(_ member: Member) -> BalancerState.Effect {
        .announce(
            .targetChanged(
                member.id, group: configuration.id, state: member.health.state, reason: member.health.reason))
    }
}
