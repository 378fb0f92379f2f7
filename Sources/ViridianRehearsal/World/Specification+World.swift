import ViridianBalancer
import ViridianBehaviour
import ViridianRelease

// What the values of a specification mean to the balancer, the services and the processes of a world, with times divided.

extension Specification {
    var balancerConfiguration: BalancerConfiguration {
        BalancerConfiguration(
            port: port,
            targetGroups: Colour.allCases.map(targetGroup),
            rules: rules.map {
                Rule(priority: $0.priority, pathPatterns: $0.patterns.map(PathPattern.init), action: action($0.action))
            },
            defaultAction: .forward(
                forward(weights), stickiness: stickiness == nil ? nil : .seconds(stickinessSeconds)),
            // Answers of real processes are not made faster by a scale, so what limits them is not divided.
            idleTimeout: .seconds(60), connectTimeout: .seconds(10), groupHeader: LoadGenerator.colourHeader)
    }

    private func targetGroup(_ colour: Colour) -> TargetGroup {
        let settings = colours[colour].healthCheck
        return TargetGroup(
            id: colour.rawValue,
            healthCheck: HealthCheck(
                path: settings.path, interval: scaled(settings.interval), timeout: settings.timeout,
                healthyThreshold: settings.healthyThreshold, unhealthyThreshold: settings.unhealthyThreshold,
                matcher: StatusMatcher(settings.matcher) ?? .ok, port: nil),
            deregistrationDelay: scaled(colours[colour].deregistrationDelay))
    }

    private func forward(_ weights: Weights) -> [WeightedGroup] {
        Colour.allCases.map { WeightedGroup(id: $0.rawValue, weight: weights[$0]) }
    }

    private func action(_ action: PathRule.Action) -> Action {
        switch action {
        case .forward(let weights): .forward(forward(weights).filter { $0.weight > 0 })
        case .fixedResponse(let status, let contentType, let body):
            .fixedResponse(FixedResponse(status: status, contentType: contentType, body: body))
        }
    }

    func times(of colour: Colour) -> ServiceScheduler.Times {
        let service = colours[colour]
        return ServiceScheduler.Times(
            gracePeriod: scaled(service.gracePeriod), deregistrationDelay: scaled(service.deregistrationDelay),
            stopTimeout: scaled(service.stopTimeout), restartDelay: scaled(.seconds(10)))
    }

    /// The program of a task and its arguments; the built-in sample service where the template names none.
    func command(of colour: Colour, port: Int, executable: String) -> [String] {
        guard let command = colours[colour].command else { return [executable, "sample-service"] }
        return command.map { $0.replacing("{port}", with: String(port)) }
    }

    func environment(of colour: Colour, port: Int, revision: String) -> [String: String] {
        var environment = colours[colour].environment
        environment["PORT"] = String(port)
        environment["HOST"] = "127.0.0.1"
        environment["VERSION"] = environment["VERSION"] ?? revision
        if colour != stable, let fault { environment.merge(fault.environment) { $1 } }
        return environment
    }
}

extension Duration {
    var microseconds: Int64 { components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000 }
}

extension BalancerSnapshot {
    func count(_ state: TargetHealth.State, in group: String) -> Int { groups[group]?.count(state) ?? 0 }

    func inFlight(in group: String) -> Int { groups[group]?.targets.reduce(0) { $0 + $1.inFlight } ?? 0 }

    func state(of target: TargetID, in group: String) -> TargetHealth.State? {
        groups[group]?.targets.first { $0.id == target }?.state
    }
}
