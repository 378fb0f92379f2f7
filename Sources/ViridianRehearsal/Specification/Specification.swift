public import ViridianRelease

/// Everything that a rehearsal is made of, as values: what the template says, and what the person who rehearses added.
///
/// Times are the template's; they are divided by `scale` only where the world is built and the plan is run.
public struct Specification: Hashable, Sendable, Codable {
    /// What is rehearsed, for titles: the template's name.
    public var name: String
    public var colours: PerColour<Service>
    /// The weights with which the listener starts.
    public var weights: Weights
    /// Path rules of the listener, lowest priority number first.
    public var rules: [PathRule]
    public var plan: Plan
    /// Times are divided by this; 1 is real time.
    public var scale: Double = 10
    /// Requests a second, sent whether or not earlier ones were answered.
    public var rate: Int = 200
    /// The path that the load asks for.
    public var loadPath: String = "/"
    /// The port of the balancer on loopback; 0 takes any that is free.
    public var port: Int = 0
    public var fault: Fault?

    /// One colour: its service, its target group and what stands in for its container.
    public struct Service: Hashable, Sendable, Codable {
        /// The service's name or logical id in the template.
        public var name: String
        public var targetGroup: String
        public var tasks: Int
        public var containerPort: Int
        /// The program and its arguments, with `{port}` for the port; none is the built-in sample service.
        public var command: [String]?
        public var environment: [String: String]
        public var healthCheck: HealthCheckSettings
        @Milliseconds public var deregistrationDelay: Duration
        @Milliseconds public var gracePeriod: Duration
        @Milliseconds public var stopTimeout: Duration
    }

    /// A target group's health check.
    public struct HealthCheckSettings: Hashable, Sendable, Codable {
        public var path: String
        @Milliseconds public var interval: Duration
        @Milliseconds public var timeout: Duration
        public var healthyThreshold: Int
        public var unhealthyThreshold: Int
        /// Status codes that pass, as the target group writes them: `200`, `200,202`, `200-299`.
        public var matcher: String
    }

    /// A listener rule with path patterns.
    public struct PathRule: Hashable, Sendable, Codable {
        public enum Action: Hashable, Sendable, Codable {
            case forward(Weights)
            case fixedResponse(status: Int, contentType: String, body: String)
        }

        public var priority: Int
        public var patterns: [String]
        public var action: Action
    }
}

extension Specification {
    /// What runs before the release, and what is released: the service's `VERSION`.
    static let stableRevision = "v1"
    static let candidateRevision = Revision("v2")

    /// The colour that serves when the rehearsal begins.
    public var stable: Colour { weights.only ?? .blue }

    /// The plan as it is run: divided by the scale.
    public var scaledPlan: Plan { plan.divided(by: scale) }

    /// A waiting time, divided by the scale. Limits on how long a real answer may take are not divided: the processes are real.
    func scaled(_ duration: Duration) -> Duration {
        .milliseconds(max(1, Int64((Double(duration.milliseconds) / scale).rounded())))
    }

    /// What is wrong with what was asked for, in words.
    public var problems: [String] {
        var problems = plan.problems
        if !(0.01...1000).contains(scale) { problems.append("--scale is \(scale); times can be divided by 0.01 to 1000") }
        if !(1...20000).contains(rate) { problems.append("--rate is \(rate); 1 to 20000 requests a second are possible") }
        if !(0...65535).contains(port) { problems.append("--port is \(port); ports are 0 (any) to 65535") }
        if weights.only == nil {
            problems.append(
                "the listener's weights are blue \(weights.blue), green \(weights.green); one colour must have all of it, the other 0"
            )
        }
        for colour in Colour.allCases where colours[colour].tasks < 1 {
            problems.append("\(colour.rawValue) wants \(colours[colour].tasks) tasks; a colour is rehearsed with at least 1")
        }
        if fault != nil, colours[stable.other].command != nil {
            problems.append(
                "--fault is made by the built-in sample service, and \(stable.other.rawValue) runs a command of its own")
        }
        return problems
    }
}
