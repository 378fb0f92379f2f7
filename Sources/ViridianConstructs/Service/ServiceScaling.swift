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

    /// A range with targets.
    public init(_ tasks: ClosedRange<Int>, cpuPercent: Double? = 70, memoryPercent: Double? = 80) {
        self.tasks = tasks
        self.cpuPercent = cpuPercent
        self.memoryPercent = memoryPercent
    }

    /// Adds the range and a policy for each target.
    func add(to stack: inout Stack, _ prefix: String, cluster: Handle<ECS.Cluster>, service: Handle<ECS.Service>) {
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
        let targets: [(String, ApplicationAutoScaling.ScalingPolicy.PredefinedMetricSpecification, Double?)] = [
            ("CPU", .init(predefinedMetricType: .ecsServiceAverageCPUUtilization), cpuPercent),
            ("Memory", .init(predefinedMetricType: .ecsServiceAverageMemoryUtilization), memoryPercent),
        ]
        for (name, metric, percent) in targets {
            guard let percent else { continue }
            if !(1...100).contains(percent) {
                stack.report(.invalidValue, "\(name) can't be \(percent) % busy", advice: "Say 1 to 100, such as 70.")
            }
            stack.add(
                "\(prefix)\(name)Scaling",
                ApplicationAutoScaling.ScalingPolicy(
                    policyName: stack.physicalName("\(prefix.lowercased())-\(name.lowercased())").full,
                    policyType: .targetTrackingScaling, scalingTargetID: target.id,
                    targetTrackingScalingPolicyConfiguration: .init(
                        predefinedMetricSpecification: metric, targetValue: Input(percent))),
                purpose: "Starts and stops tasks by their \(name == "CPU" ? "processors" : "memory").")
        }
    }
}
