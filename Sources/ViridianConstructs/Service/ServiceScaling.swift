import ViridianResources

/// As many tasks as the load asks for, by the tasks' processor and memory.
///
/// Each follows a target of its own: there are more tasks as soon as one of them wants more, and fewer only when both do. During
/// a deployment ECS starts tasks but stops none. An idle colour keeps the fewest tasks of the range, too. Source: Amazon ECS
/// Developer Guide, "Automatically scale your Amazon ECS service".
public struct ServiceScaling: Hashable, Sendable {
    /// How few and how many tasks there are.
    public var tasks: ClosedRange<Int>
    /// How busy the processors should be, in percent; none to look away.
    public var cpuPercent: Double?
    /// How full the memory should be, in percent; none to look away.
    public var memoryPercent: Double?

    /// How many requests a task gets in a minute; none to look away. Only a service with one target group can follow it: the
    /// metric is that of one group, and after a deployment between two it would be that of the idle one.
    public var requestsPerMinute: Double?

    /// A range with targets.
    public init(
        _ tasks: ClosedRange<Int>, cpuPercent: Double? = 70, memoryPercent: Double? = 80, requestsPerMinute: Double? = nil
    ) {
        self.requestsPerMinute = requestsPerMinute
        self.tasks = tasks
        self.cpuPercent = cpuPercent
        self.memoryPercent = memoryPercent
    }

    /// Adds the range and a policy for each target.
    func add(
        to stack: inout Stack, _ prefix: String, cluster: Handle<ECS.Cluster>, service: Handle<ECS.Service>,
        requests label: Input<String>? = nil
    ) {
        if tasks.lowerBound < 0 {
            stack.report(.invalidValue, "there can't be \(tasks.lowerBound) tasks", advice: "Say 0 or more.")
        }
        let target = stack.add(
            "\(prefix)Range",
            ApplicationAutoScaling.ScalableTarget(
                maxCapacity: Input(tasks.upperBound), minCapacity: Input(tasks.lowerBound),
                resourceID: "service/\(cluster)/\(service.name)", scalableDimension: .ecsServiceDesiredCount,
                serviceNamespace: .ecs),
            purpose: "Says how few and how many tasks there may be.")
        for (name, metric, percent) in [
            ("CPU", Metric.cpu, cpuPercent), ("Memory", Metric.memory, memoryPercent),
        ] {
            guard let percent else { continue }
            if !(1...100).contains(percent) {
                stack.report(.invalidValue, "\(name) can't be \(percent) % busy", advice: "Say 1 to 100, such as 70.")
            }
            follow(metric, percent, "\(prefix)\(name)", name == "CPU" ? "processors" : "memory", target, to: &stack)
        }
        guard let requestsPerMinute else { return }
        guard let label, requestsPerMinute > 0 else {
            stack.report(
                .invalidValue, "this service can't follow \(requestsPerMinute) requests a minute",
                advice: "Give a number above zero, to a service with one target group.")
            return
        }
        follow(.requests(label), requestsPerMinute, "\(prefix)Requests", "requests", target, to: &stack)
    }

    private enum Metric {
        case cpu, memory
        case requests(Input<String>)

        var specification: ApplicationAutoScaling.ScalingPolicy.PredefinedMetricSpecification {
            switch self {
            case .cpu: .init(predefinedMetricType: .ecsServiceAverageCPUUtilization)
            case .memory: .init(predefinedMetricType: .ecsServiceAverageMemoryUtilization)
            case .requests(let label): .init(predefinedMetricType: .albRequestCountPerTarget, resourceLabel: label)
            }
        }
    }

    private func follow(
        _ metric: Metric, _ value: Double, _ name: String, _ what: String,
        _ target: Handle<ApplicationAutoScaling.ScalableTarget>, to stack: inout Stack
    ) {
        stack.add(
            "\(name)Scaling",
            ApplicationAutoScaling.ScalingPolicy(
                policyName: stack.physicalName(Self.words(name)).full, policyType: .targetTrackingScaling,
                scalingTargetID: target.id,
                targetTrackingScalingPolicyConfiguration: .init(
                    predefinedMetricSpecification: metric.specification, targetValue: Input(value))),
            purpose: "Starts and stops tasks by their \(what).")
    }

    /// `BlueCPU` is `blue-cpu`.
    private static func words(_ name: String) -> String {
        for colour in BlueGreenService.Colour.allCases where name.hasPrefix(colour.rawValue) {
            return "\(colour.word)-\(name.dropFirst(colour.rawValue.count).lowercased())"
        }
        return name.lowercased()
    }
}
