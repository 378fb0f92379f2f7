/// One colour as it was read. As a reading it is never changed, and its copies share what was found.
public struct ColourReading: Hashable, Sendable, Codable {
    @usableFromInline let found: Found

    /// A colour as it was read; what is left out is nothing or none.
    public init(
        revision: Revision?, desiredTasks: Int, runningTasks: Int, healthy: Int, unhealthy: Int, inFlight: Int = 0,
        requests: Int = 0, failures: Int = 0, slower: [Int] = [], scaling: Scaling? = nil, testRoutes: Int = 0,
        p50Milliseconds: Double? = nil, p99Milliseconds: Double? = nil, deploymentFailure: String? = nil
    ) {
        found = Found(
            Values(
                revision: revision,
                desiredTasks: desiredTasks,
                runningTasks: runningTasks,
                healthy: healthy,
                unhealthy: unhealthy,
                inFlight: inFlight,
                requests: requests,
                failures: failures,
                slower: slower,
                scaling: scaling,
                testRoutes: testRoutes,
                p50Milliseconds: p50Milliseconds,
                p99Milliseconds: p99Milliseconds,
                deploymentFailure: deploymentFailure))
    }

    @usableFromInline struct Values: Hashable, Sendable, Codable {
        @usableFromInline var revision: Revision?
        @usableFromInline var desiredTasks: Int
        @usableFromInline var runningTasks: Int
        @usableFromInline var healthy: Int
        @usableFromInline var unhealthy: Int
        @usableFromInline var inFlight: Int
        @usableFromInline var requests: Int
        @usableFromInline var failures: Int
        @usableFromInline var slower: [Int]
        @usableFromInline var scaling: Scaling?
        @usableFromInline var testRoutes: Int
        @usableFromInline var p50Milliseconds: Double?
        @usableFromInline var p99Milliseconds: Double?
        @usableFromInline var deploymentFailure: String?
    }

    @usableFromInline final class Found: Sendable {
        @usableFromInline let values: Values

        init(_ values: Values) { self.values = values }
    }

    /// Read as the object that ``encode(to:)`` writes.
    public init(from decoder: any Decoder) throws { found = Found(try Values(from: decoder)) }

    /// Written as an object with what was found.
    public func encode(to encoder: any Encoder) throws { try found.values.encode(to: encoder) }

    /// Whether the same was found.
    public static func == (left: Self, right: Self) -> Bool { left.found.values == right.found.values }

    /// Hashes what was found.
    public func hash(into hasher: inout Hasher) { hasher.combine(found.values) }
}

extension ColourReading: CustomStringConvertible {
    /// All that was found, as a structure of its own would be printed.
    public var description: String { "ColourReading\("\(found.values)".dropFirst("Values".count))" }

    /// What its tasks run; nothing where it has none.
    @inlinable public var revision: Revision? { found.values.revision }
    /// How many tasks its service is asked to run.
    @inlinable public var desiredTasks: Int { found.values.desiredTasks }
    /// How many tasks it has, whether they are healthy or not.
    @inlinable public var runningTasks: Int { found.values.runningTasks }
    /// Targets that pass their health check.
    @inlinable public var healthy: Int { found.values.healthy }
    /// Targets that fail their health check; those not judged yet are in neither count.
    @inlinable public var unhealthy: Int { found.values.unhealthy }
    /// Requests that were sent to its targets and not answered yet.
    @inlinable public var inFlight: Int { found.values.inFlight }
    /// Requests that ended in the window that was asked for.
    @inlinable public var requests: Int { found.values.requests }
    /// Those of `requests` that failed: 5xx of a target, or of the balancer for one of its targets.
    @inlinable public var failures: Int { found.values.failures }
    /// How many of `requests` took longer than each of the bounds that were asked for, in their order.
    @inlinable public var slower: [Int] { found.values.slower }
    /// What autoscaling may do with it; nothing where it has none.
    @inlinable public var scaling: Scaling? { found.values.scaling }
    /// How many rules besides the production one name it.
    @inlinable public var testRoutes: Int { found.values.testRoutes }
    /// The median of `requests`, for reports; no gate judges by it.
    @inlinable public var p50Milliseconds: Double? { found.values.p50Milliseconds }
    /// The 99th percentile of `requests`, for reports; gates count slow requests instead.
    @inlinable public var p99Milliseconds: Double? { found.values.p99Milliseconds }
    /// Why the deployment circuit breaker gave the colour up, if it did.
    @inlinable public var deploymentFailure: String? { found.values.deploymentFailure }
}

extension ColourReading {
    /// The numbers by which gates judge.
    struct Counts {
        var requests: Int
        var failures: Int
        var healthy: Int
        var unhealthy: Int
    }

    var counts: Counts { Counts(requests: requests, failures: failures, healthy: healthy, unhealthy: unhealthy) }
}
