import NIOPosix
import ViridianBalancer

/// `BalancerUnderTest PORT BACKEND-PORT THREADS`: our balancer before one backend, until it is killed.
@main struct Main {
    struct Usage: Error, CustomStringConvertible {
        let description = "usage: BalancerUnderTest PORT BACKEND-PORT THREADS"
    }

    static func main() async throws {
        let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
        guard numbers.count == 3 else { throw Usage() }
        let check = HealthCheck(
            path: "/", interval: .seconds(1), timeout: .milliseconds(900), healthyThreshold: 2, unhealthyThreshold: 2)
        let start = ContinuousClock.now
        let balancer = try Balancer(
            configuration: BalancerConfiguration(
                port: numbers[0],
                targetGroups: [TargetGroup(id: "blue", healthCheck: check, deregistrationDelay: .seconds(1))],
                defaultAction: .forward([WeightedGroup(id: "blue", weight: 100)])),
            group: MultiThreadedEventLoopGroup(numberOfThreads: numbers[2]),
            clock: BalancerClock(now: { ContinuousClock.now - start }, sinceEpoch: { .seconds(1_700_000_000) }, seed: 1))
        _ = try await balancer.start()
        balancer.register(TargetID(host: "127.0.0.1", port: numbers[1]), in: "blue")
        try await Task.sleep(for: .seconds(86_400))
    }
}
