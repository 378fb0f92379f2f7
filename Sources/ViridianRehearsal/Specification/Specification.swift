public import ViridianRelease

/// Everything that a rehearsal is made of, as values: what the template says, and what the person who rehearses added.
///
/// Times are the template's; they are divided by `scale` only where the world is built and the plan is run.
public struct Specification: Hashable, Sendable, Codable {
    /// What is rehearsed, for titles: the template's name.
    public var name: String
    /// What stands behind each target group.
    public var colours: PerColour<Service>
    /// The weights with which the listener starts.
    public var weights: Weights
    /// Path rules of the listener, lowest priority number first.
    public var rules: [PathRule]
    /// How long users stay on the colour that they were sent to: the target-group stickiness of the forward action.
    public var stickiness: Duration?
    /// The release plan, in the template's times.
    public var plan: Plan
    /// Times are divided by this; 1 is real time.
    public var scale: Double = 10
    /// Requests a second, sent whether or not earlier ones were answered.
    public var rate: Int = 200
    /// The path that the load asks for.
    public var loadPath: String = "/"
    /// The port of the balancer on loopback; 0 takes any that is free.
    public var port: Int = 0
    /// What is wrong with the candidate, if anything.
    public var fault: Fault?
    /// Whether hooks may run commands on this machine.
    public var allowsHooks = false
    /// What answers in place of what only AWS has.
    public var standIns = StandIns()
    /// The template's alarms that the rehearsed world evaluates.
    public var alarms: [RehearsedAlarm] = []

    /// One colour: its service, its target group and what stands in for its container.
    public struct Service: Hashable, Sendable, Codable {
        /// The service's name or logical id in the template.
        public var name: String
        /// The logical id of its target group.
        public var targetGroup: String
        /// How many processes stand in for its tasks, at least 1.
        public var tasks: Int
        /// The port in the template; each process gets a free one instead.
        public var containerPort: Int
        /// The program and its arguments, with `{port}` for the port; none is the built-in sample service.
        public var command: [String]?
        /// Variables beside `PORT`, `HOST` and `VERSION`.
        public var environment: [String: String]
        /// How its targets are checked.
        public var healthCheck: HealthCheckSettings
        /// How long a leaving target's requests have.
        @Milliseconds public var deregistrationDelay: Duration
        /// How long a new task's health checks are ignored.
        @Milliseconds public var gracePeriod: Duration
        /// How long a task has after SIGTERM.
        @Milliseconds public var stopTimeout: Duration
    }

    /// A target group's health check.
    public struct HealthCheckSettings: Hashable, Sendable, Codable {
        /// What is asked for.
        public var path: String
        /// From one check to the next.
        @Milliseconds public var interval: Duration
        /// How long an answer may take; never divided.
        @Milliseconds public var timeout: Duration
        /// Passes in a row until an unhealthy target is healthy again.
        public var healthyThreshold: Int
        /// Failures in a row until a target is unhealthy.
        public var unhealthyThreshold: Int
        /// Status codes that pass, as the target group writes them: `200`, `200,202`, `200-299`.
        public var matcher: String
    }

    /// A listener rule with path patterns.
    public struct PathRule: Hashable, Sendable, Codable {
        /// What a rule does with a request.
        public enum Action: Hashable, Sendable, Codable {
            case forward(Weights)
            case fixedResponse(status: Int, contentType: String, body: String)
        }

        /// The lowest number is asked first.
        public var priority: Int
        /// Paths with `*` and `?`; one of them must match.
        public var patterns: [String]
        /// What is done then.
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

    /// How long users stay in the rehearsed world, in the whole seconds of a listener.
    var stickinessSeconds: Int { stickiness.map { Int((Double(scaled($0).milliseconds) / 1000).rounded(.up)) } ?? 0 }

    /// What is wrong with what was asked for, in words.
    public var problems: [String] {
        var problems = plan.problems
        if !(0.01...1000).contains(scale) { problems.append("--scale is \(scale); times can be divided by 0.01 to 1000") }
        if !(1...20000).contains(rate) { problems.append("--rate is \(rate); 1 to 20000 requests a second are possible") }
        if !(0...65535).contains(port) { problems.append("--port is \(port); ports are 0 (any) to 65535") }
        if weights.only == nil {
            problems.append(
                "the listener's weights are blue \(weights.blue), green \(weights.green); "
                    + "one colour must have all of it, the other 0"
            )
        }
        problems += questionProblems
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
