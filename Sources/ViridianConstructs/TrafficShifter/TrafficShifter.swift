public import ViridianResources

/// A function that moves the clients of a ``WeightedDNS`` from blue to green, a step at each tick of a schedule, and back when an
/// alarm goes off.
///
/// ```swift
/// stack.add("Shifter", TrafficShifter(of: name.value, in: zone.value, code: code, watching: alarms))
/// ```
///
/// It runs by itself and never twice at once: two that move weights would undo each other. It may change the records of one name
/// and read the alarms that it watches, and nothing else. Until Viridian's releases know AWS there is no code for it: give that
/// yourself, or put it behind a condition that is off.
/// Source: Amazon Route 53 Developer Guide, "Using IAM policy conditions for fine-grained access control"; EventBridge Scheduler
/// User Guide, "Managing a schedule".
public struct TrafficShifter: Construct {
    /// The name whose records it moves.
    public var name: Input<String>
    /// The zone in which the name is.
    public var zone: Input<ID<Route53.HostedZone>>
    /// What it is made of, for the runtime `provided.al2023`.
    public var code: Lambda.Function.Code
    /// What sends everybody back.
    public var alarms: [Handle<CloudWatch.Alarm>]
    /// Green's shares in percent, step by step.
    public var steps: [Int]
    /// Minutes from one tick to the next.
    public var minutes: Int
    /// Whom it tells.
    public var topic: Handle<SNS.Topic>?
    /// The key of the topic.
    public var key: Input<ARN<KMS.Key>>?

    /// A function for a name.
    public init(
        of name: Input<String>, in zone: Input<ID<Route53.HostedZone>>, code: Lambda.Function.Code,
        watching alarms: [Handle<CloudWatch.Alarm>], steps: [Int] = [5, 25, 50, 100], every minutes: Int = 15,
        telling topic: Handle<SNS.Topic>? = nil, key: Input<ARN<KMS.Key>>? = nil
    ) {
        self.name = name
        self.zone = zone
        self.code = code
        self.alarms = alarms
        self.steps = steps
        self.minutes = minutes
        self.topic = topic
        self.key = key
    }

    /// What others need of it.
    public struct Parts: Hashable, Sendable {
        /// The function.
        public let function: Handle<Lambda.Function>
        /// When it is called.
        public let schedule: Handle<Scheduler.Schedule>
    }

    /// Adds the function with its role, its log and its schedule.
    public func define(in stack: inout Stack) -> Parts {
        if steps.last != 100 || steps != steps.sorted() || (steps.first ?? 0) < 1 || !(1...1440).contains(minutes) {
            stack.report(
                .invalidValue, "the steps \(steps) every \(minutes) minutes lead nowhere",
                advice: "Shares rise to 100, and a step takes 1 to 1440 minutes: steps: [10, 50, 100], every: 15.")
        }
        let name = stack.physicalName("").full
        var group = Logs.LogGroup(retentionInDays: retention(in: stack))
        group.properties.set("LogGroupName", "/aws/lambda/\(name)" as Input<String>)
        let logs = stack.add("Logs", group, purpose: "Keeps why traffic was shifted.", deletionPolicy: .delete)
        let function = addFunction(to: &stack, logs)
        let role = stack.add(
            "ScheduleRole",
            IAM.Role(
                assumeRolePolicyDocument: .trust(
                    .scheduler, conditions: [IAM.Condition(.stringEquals, "aws:SourceAccount", AWS.accountID)]),
                description: "Calls the function that shifts traffic",
                policies: [
                    .init(
                        policyDocument: IAM.PolicyDocument(
                            [.allow(["lambda:InvokeFunction"], on: [function.arn.typed()], sid: "CallShifter")]
                                + (stack.encryptionKey.map { [.allow(["kms:Decrypt"], on: [$0.typed()], sid: "OpenSchedule")] }
                                    ?? [])
                        ), policyName: "call-shifter")
                ]),
            purpose: "What the schedule may call.")
        let schedule = stack.add(
            "Schedule",
            Scheduler.Schedule(
                description: "Takes the next step", flexibleTimeWindow: .init(mode: .off), kmsKeyARN: stack.encryptionKey,
                name: stack.physicalName(""),
                scheduleExpression: Input("rate(\(minutes) minute\(minutes == 1 ? "" : "s"))"), state: .enabled,
                // A tick that failed is not made up for: the next one comes, and asks the alarms anew.
                target: .init(arn: function.arn.typed(), retryPolicy: .init(maximumRetryAttempts: 0), roleARN: role.arn)),
            purpose: "Calls the function, step after step.")
        stack.output("Function", function.name, purpose: "The function that shifts traffic.")
        return Parts(function: function, schedule: schedule)
    }
}
