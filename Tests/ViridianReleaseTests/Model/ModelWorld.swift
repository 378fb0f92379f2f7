import ViridianRelease

/// Two colours behind one listener, with steady traffic: a world that answers at once, and whose time is advanced by hand.
struct ModelWorld {
    /// How the tasks of a colour behave, whatever they run.
    struct Behaviour {
        var errorRate = 0.0
        var slowShare = 0.0
        /// How long a task takes until it is healthy; nothing for one that never is.
        var startsAfter: Duration? = .seconds(3)
        var breakerAfter: Duration?
        var isBroken = false
    }

    struct Tasks {
        var revision: Revision?
        var desired = 0
        var startedAt = Instant(milliseconds: 0)
        var behaviour = Behaviour()
        var requestsInFlight = 0
    }

    /// A span of time in which nothing changed, and what each colour was asked in it, per second.
    private struct Span {
        var from: Instant
        var to: Instant
        var traffic: PerColour<Traffic>
    }

    private struct Traffic: Equatable {
        var rate = 0.0
        var failing = 0.0
        var slow = 0.0
    }

    var now = Instant(milliseconds: 1000)
    var weights = Weights.all(on: .blue)
    var colours = PerColour(blue: Tasks(), green: Tasks())
    var lease = Lease()
    var requestsPerSecond = 50.0
    /// Requests that reach a colour although it has no weight: stickiness.
    var stickyRequestsPerSecond = PerColour(blue: 0.0, green: 0.0)
    private var spans: [Span] = []

    init() {
        colours.blue = Tasks(revision: "web:1", desired: 4)
        colours.blue.startedAt = Instant(milliseconds: -60_000)
    }

    mutating func advance(to instant: Instant) {
        guard instant > now else { return }
        let traffic = PerColour(blue: traffic(of: .blue), green: traffic(of: .green))
        if let last = spans.last, last.traffic.blue == traffic.blue, last.traffic.green == traffic.green {
            spans[spans.count - 1].to = instant
        } else {
            spans.append(Span(from: now, to: instant, traffic: traffic))
        }
        now = instant
    }

    func healthy(_ colour: Colour) -> Int {
        let tasks = colours[colour]
        guard let delay = tasks.behaviour.startsAfter, !tasks.behaviour.isBroken, now >= tasks.startedAt + delay else { return 0 }
        return tasks.desired
    }

    private func traffic(of colour: Colour) -> Traffic {
        let behaviour = colours[colour].behaviour
        let rate = requestsPerSecond * weights.share(of: colour) + stickyRequestsPerSecond[colour]
        return Traffic(rate: rate, failing: healthy(colour) == 0 ? 1 : behaviour.errorRate, slow: behaviour.slowShare)
    }

    func observe(_ query: Query) -> Reading {
        Reading(weights: weights, colours: PerColour(blue: read(.blue, query), green: read(.green, query)))
    }

    private func read(_ colour: Colour, _ query: Query) -> ColourReading {
        let tasks = colours[colour]
        var (requests, failures, slow) = (0.0, 0.0, 0.0)
        for span in spans where span.to > query.since {
            let seconds = Double((span.to - max(span.from, query.since)).milliseconds) / 1000
            let traffic = span.traffic[colour]
            requests += traffic.rate * seconds
            failures += traffic.rate * traffic.failing * seconds
            slow += traffic.rate * traffic.slow * seconds
        }
        let healthy = healthy(colour)
        let isGivenUp = tasks.behaviour.breakerAfter.map { tasks.desired > 0 && now >= tasks.startedAt + $0 } ?? false
        return ColourReading(
            revision: tasks.desired > 0 ? tasks.revision : nil, desiredTasks: tasks.desired, runningTasks: tasks.desired,
            healthy: healthy, unhealthy: tasks.behaviour.isBroken ? tasks.desired : 0, inFlight: tasks.requestsInFlight,
            requests: Int(requests), failures: Int(failures), slower: query.latencyBoundsMilliseconds.map { _ in Int(slow) },
            deploymentFailure: isGivenUp ? "tasks failed to start" : nil)
    }

    /// Does what a call asks for, and answers it.
    mutating func perform(_ effect: Effect) -> Event.Kind {
        switch effect.action {
        case .acquireLease: return .leased(lease.acquire(for: "us"), effect: effect.id)
        case .releaseLease:
            lease.release(fence: effect.fence)
            return .done(effect: effect.id)
        case .setScaling, .moveTestRoutes: return .done(effect: effect.id)
        case .invoke: return .hookAnswered(.succeeded, effect: effect.id)
        case .observe(let query, _): return .observed(observe(query), effect: effect.id)
        case .deploy(let revision, let colour, let count):
            if colours[colour].revision != revision || colours[colour].desired == 0 { colours[colour].startedAt = now }
            colours[colour].revision = revision
            colours[colour].desired = count
            return .done(effect: effect.id)
        case .setWeights(let wanted, let expected, _):
            guard weights == expected || weights == wanted else { return .weightsSet(.refused(live: weights), effect: effect.id) }
            weights = wanted
            return .weightsSet(.changed, effect: effect.id)
        case .retire(let colour):
            colours[colour].desired = 0
            return .done(effect: effect.id)
        }
    }
}
