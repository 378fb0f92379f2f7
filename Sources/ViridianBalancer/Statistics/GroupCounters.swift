/// What became of the requests to one target group since the balancer started.
///
/// Source: <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html>
public struct GroupCounters: Hashable, Sendable {
    /// Answers of targets, by the first digit of the status: position 2 is 2xx. Positions 0 and 1 stay 0.
    public internal(set) var targetAnswers = [Int](repeating: 0, count: 6)
    /// Connections to targets that could not be made.
    public internal(set) var connectionErrors = 0
    /// Answers 502 that the balancer made.
    public internal(set) var made502 = 0
    /// Answers 503 that the balancer made.
    public internal(set) var made503 = 0
    /// Answers 504 that the balancer made.
    public internal(set) var made504 = 0
    /// Answers of targets that broke off after their head.
    public internal(set) var brokenAnswers = 0
    /// Requests whose client left before there was an answer. They count as neither request nor failure.
    public internal(set) var abandoned = 0

    /// Counters at 0.
    public init() {}

    /// Requests that got an answer, from a target or from the balancer.
    public var requests: Int { targetAnswers.reduce(0, +) + made502 + made503 + made504 }

    /// Requests that failed: a 5xx from whomever, or an answer that broke off.
    public var failures: Int { targetAnswers[5] + made502 + made503 + made504 + brokenAnswers }

    mutating func count(_ outcome: RequestOutcome) {
        switch outcome {
        case .answered(let status, _): targetAnswers[min(5, max(2, status / 100))] += 1
        case .connectionFailed(let status):
            connectionErrors += 1
            count(.made(status))
        case .made(502): made502 += 1
        case .made(503): made503 += 1
        case .made: made504 += 1
        case .brokeOff: brokenAnswers += 1
        case .abandoned: abandoned += 1
        }
    }
}

/// What became of one request.
enum RequestOutcome: Hashable, Sendable {
    /// A target answered, this long after the request was sent.
    case answered(status: Int, after: Duration)
    /// No connection to the target could be made.
    case connectionFailed(Int)
    /// The balancer answered.
    case made(Int)
    /// The target broke off an answer that it had begun.
    case brokeOff
    /// The client left.
    case abandoned
}
