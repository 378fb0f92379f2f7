/// How CloudWatch judges an alarm: M of the last N datapoints, and what is missing among them.
///
/// CloudWatch fetches a few datapoints more than N, so that ones that are late still count. How many it fetches is not published;
/// for N of 3 the documentation shows 5.
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
public struct AlarmEvaluation: Hashable, Sendable {
    /// One period.
    public enum Datapoint: Hashable, Sendable {
        case breaching
        case good
        case missing
    }

    /// How an alarm stands.
    public enum State: String, Hashable, Sendable {
        case ok = "OK"
        case alarm = "ALARM"
        case insufficientData = "INSUFFICIENT_DATA"
    }

    /// What is made of periods without data: the property `TreatMissingData`.
    public enum MissingData: String, Hashable, Sendable, CaseIterable {
        case missing
        case ignore
        case breaching
        case notBreaching
    }

    /// N: how many periods are looked at, at least 1.
    public var evaluationPeriods: Int
    /// M: how many of them must breach, from 1 to N.
    public var datapointsToAlarm: Int
    /// What is made of periods without data.
    public var missingData: MissingData

    /// An alarm of M out of N.
    public init(evaluationPeriods: Int, datapointsToAlarm: Int, missingData: MissingData = .missing) {
        self.evaluationPeriods = evaluationPeriods
        self.datapointsToAlarm = datapointsToAlarm
        self.missingData = missingData
    }

    /// How many of the newest periods are fetched.
    public var rangeLength: Int { evaluationPeriods + 2 }

    /// The state after a look at the newest periods, the oldest first; `state` is the one before it.
    public func evaluate(_ range: [Datapoint], after state: State) -> State {
        let known = range.count { $0 != .missing }
        if known >= evaluationPeriods {
            // Where there is data enough, what is missing plays no part.
            return breachingAmongNewest(range) >= datapointsToAlarm ? .alarm : .ok
        }
        let count = range.count { $0 == .breaching }
        let filled = evaluationPeriods - known
        switch missingData {
        case .breaching: return count + filled >= datapointsToAlarm ? .alarm : .ok
        case .notBreaching: return count >= datapointsToAlarm ? .alarm : .ok
        case .missing where known == 0: return .insufficientData
        case .ignore where known == 0: return state
        case .missing, .ignore:
            if count >= datapointsToAlarm { return .alarm }
            if count < known { return .ok }
            return missingData == .missing && isPremature(range) ? .alarm : state
        }
    }

    /// How many of the newest N datapoints that there are breach.
    private func breachingAmongNewest(_ range: [Datapoint]) -> Int {
        var (rest, count) = (evaluationPeriods, 0)
        for point in range.reversed() where point != .missing && rest > 0 {
            rest -= 1
            if point == .breaching { count += 1 }
        }
        return count
    }

    /// Every datapoint that there is breaches, and the oldest of them is M periods old: CloudWatch does not wait for more.
    private func isPremature(_ range: [Datapoint]) -> Bool {
        guard let oldest = range.firstIndex(of: .breaching) else { return false }
        return range.count - oldest >= datapointsToAlarm
    }
}
