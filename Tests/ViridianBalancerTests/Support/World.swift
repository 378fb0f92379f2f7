import NIOCore
import NIOPosix
import Testing
import ViridianBalancer
import ViridianBehaviour

/// A balancer in real time on loopback with two groups, blue and green, and short times.
struct World {
    let balancer: Balancer
    let port: Int
    let now: @Sendable () -> Duration

    static func with(
        weights: [String: Int] = ["blue": 100, "green": 0], rules: [Rule] = [], delay: Duration = .milliseconds(300),
        idleTimeout: Duration = .seconds(5), connectTimeout: Duration = .seconds(1), unhealthyThreshold: Int = 2,
        groupHeader: String? = nil, stickiness: Duration? = nil, _ body: (World) async throws -> Void
    ) async throws {
        let check = HealthCheck(
            path: "/health", interval: .milliseconds(20), timeout: .milliseconds(500), healthyThreshold: 2,
            unhealthyThreshold: unhealthyThreshold)
        let configuration = BalancerConfiguration(
            port: 0,
            targetGroups: ["blue", "green"].map { TargetGroup(id: $0, healthCheck: check, deregistrationDelay: delay) },
            rules: rules,
            defaultAction: .forward(
                weights.sorted { $0.key < $1.key }.map { WeightedGroup(id: $0.key, weight: $0.value) }, stickiness: stickiness),
            idleTimeout: idleTimeout, connectTimeout: connectTimeout, groupHeader: groupHeader)
        let start = ContinuousClock.now
        let now: @Sendable () -> Duration = { ContinuousClock.now - start }
        let clock = BalancerClock(now: now, sinceEpoch: { .seconds(0x6A00_0001) }, seed: 1)
        let balancer = try Balancer(configuration: configuration, group: .singletonMultiThreadedEventLoopGroup, clock: clock)
        let world = World(balancer: balancer, port: try await balancer.start(), now: now)
        do { try await body(world) } catch {
            await balancer.stop(within: .zero)
            throw error
        }
        await balancer.stop(within: .milliseconds(100))
    }

    /// Registers a target on this port and waits until its check has passed.
    func add(_ port: Int, to group: String = "blue") async throws {
        balancer.register(TargetID(host: "127.0.0.1", port: port), in: group)
        try await wait(for: .healthy, port: port, in: group)
    }

    func wait(for state: TargetHealth.State, port: Int, in group: String = "blue") async throws {
        try await eventually("target \(port) is \(state)") {
            balancer.snapshot().groups[group]?.targets.contains { $0.id.port == port && $0.state == state } ?? false
        }
    }

    func counters(_ group: String = "blue") -> GroupCounters { balancer.snapshot().groups[group]?.counters ?? GroupCounters() }
}

struct NeverHappened: Error, CustomStringConvertible { let description: String }

/// Waits until something is so, for at most five seconds.
func eventually(_ what: String, _ condition: () -> Bool) async throws {
    for _ in 1...1000 {
        if condition() { return }
        try await Task.sleep(for: .milliseconds(5))
    }
    throw NeverHappened(description: "never happened: \(what)")
}
