import ViridianBehaviour
import ViridianRelease

/// The alarm of one colour, on the share of its requests that fail, as CloudWatch keeps it: what it says comes from
/// ``AlarmEvaluation``, and never sooner than the next evaluation.
///
/// One with a period below a minute is evaluated every ten seconds, others every minute, over periods that end then.
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
struct SimulatedAlarm: Sendable {
    /// From one evaluation to the next.
    let stepMilliseconds: Int64
    /// What a reading says.
    private(set) var state: AlarmState
    private let evaluation: AlarmEvaluation
    private let stepsInPeriod: Int
    private var current: AlarmEvaluation.State
    /// What was counted from one evaluation to the next; the oldest one is at `oldest`.
    private var slices: [Slice]
    private var oldest = 0
    private var range: [AlarmEvaluation.Datapoint]

    private struct Slice {
        var requests = 0.0
        var failures = 0.0
    }

    private static let threshold = 0.05

    /// An alarm whose colour has had good requests only, or none yet.
    init(_ evaluation: AlarmEvaluation, periodSeconds: Int, hasServed: Bool) {
        self.evaluation = evaluation
        stepMilliseconds = periodSeconds < 60 ? 10_000 : 60_000
        stepsInPeriod = max(1, periodSeconds * 1000 / Int(stepMilliseconds))
        slices = Array(
            repeating: Slice(requests: hasServed ? 1 : 0), count: evaluation.rangeLength * stepsInPeriod)
        range = Array(repeating: .missing, count: evaluation.rangeLength)
        current = .insufficientData
        state = .insufficientData
        evaluate()
    }

    /// What was counted since the last evaluation; nothing where nobody counted. Something else may breach besides.
    mutating func take(requests: Double, failures: Double, isBreached: Bool) {
        slices[oldest] = isBreached ? Slice(requests: 1, failures: 1) : Slice(requests: requests, failures: failures)
        oldest = (oldest + 1) % slices.count
        evaluate()
    }

    /// Somebody sets the state by hand, which lasts until the next evaluation (`SetAlarmState`).
    mutating func set(_ state: AlarmState) { self.state = state }

    private mutating func evaluate() {
        var place = oldest
        for period in range.indices {
            var sum = Slice()
            for _ in 0..<stepsInPeriod {
                sum.requests += slices[place].requests
                sum.failures += slices[place].failures
                place = place + 1 == slices.count ? 0 : place + 1
            }
            // A share of no requests is no number, so there is no datapoint.
            let isBreaching = sum.failures > Self.threshold * sum.requests
            range[period] = sum.requests == 0 ? .missing : isBreaching ? .breaching : .good
        }
        current = evaluation.evaluate(range, after: current)
        state =
            switch current {
            case .ok: .ok
            case .alarm: .alarm
            case .insufficientData: .insufficientData
            }
    }
}

extension SimulatedAlarm {
    /// The alarms of both colours, if the plan has a gate for them. Whether all may go well is said beside: an alarm for which
    /// missing data breaches fires on a colour that has no traffic.
    static func both(_ dice: inout Dice, _ plan: Plan) -> (alarms: PerColour<SimulatedAlarm>?, breachesWhenIdle: Bool) {
        let isAsked = plan.gates.contains { if case .alarm = $0.condition { true } else { false } }
        guard isAsked else { return (nil, false) }
        let missing: [AlarmEvaluation.MissingData] = [
            .missing, .missing, .missing, .missing, .notBreaching, .notBreaching, .notBreaching, .ignore, .ignore, .breaching,
        ]
        let periods = dice.int(1...3)
        let evaluation = AlarmEvaluation(
            evaluationPeriods: periods, datapointsToAlarm: dice.int(1...periods), missingData: dice.one(of: missing))
        let seconds = dice.one(of: [10, 10, 20, 30, 60, 120])
        let alarms = PerColour(
            blue: SimulatedAlarm(evaluation, periodSeconds: seconds, hasServed: true),
            green: SimulatedAlarm(evaluation, periodSeconds: seconds, hasServed: false))
        return (alarms, evaluation.missingData == .breaching)
    }
}
