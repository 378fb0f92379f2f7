import Histogram

/// How one target group did in a stretch of time.
public struct WindowStatistics: Hashable, Sendable {
    /// Requests answered.
    public internal(set) var requests = 0
    /// Those of them that failed: any 5xx, and answers that broke off.
    public internal(set) var failures = 0
    /// The latency that half of the targets' answers stayed within; nil without answers.
    public internal(set) var p50: Duration?
    /// The latency that 99 of 100 of the targets' answers stayed within; nil without answers.
    public internal(set) var p99: Duration?
    /// The longest latency; nil without answers.
    public internal(set) var longest: Duration?
    /// The latencies at the percentiles that were asked for, in their order; nil without answers.
    public internal(set) var percentiles: [Duration?] = []
    /// How many requests took longer than each of the bounds that were asked for.
    public internal(set) var slower: [Int] = []

    /// A window in which nothing happened.
    public init() {}
}

/// Counts and latencies of one group in slices of time, so that one can ask for a window.
///
/// When the slices become too many, neighbours are merged and the slices are twice as long from then on: memory stays bounded
/// for a release of any length.
struct TimeSlices: Sendable {
    fileprivate struct Slice: Sendable {
        var requests = 0
        var failures = 0
        /// Microseconds.
        var latencies: Histogram<UInt32>?

        mutating func add(_ other: Slice) {
            requests += other.requests
            failures += other.failures
            guard let theirs = other.latencies else { return }
            if latencies == nil { latencies = theirs } else { latencies?.add(theirs) }
        }
    }

    private var slices: [Int: Slice] = [:]
    private var length: Duration
    private let countMaximum: Int

    init(length: Duration, countMaximum: Int = 1_000) {
        self.length = length
        self.countMaximum = countMaximum
    }

    mutating func count(_ outcome: RequestOutcome, at now: Duration) {
        let isFailure: Bool
        var isRequest = true
        var latency: Duration?
        switch outcome {
        case .answered(let status, let after): (isFailure, latency) = (status >= 500, after)
        case .connectionFailed, .made: isFailure = true
        case .brokeOff: (isFailure, isRequest) = (true, false)
        case .abandoned: return
        }
        let number = Int(now / length)
        if slices[number] == nil, slices.count >= countMaximum { lengthen() }
        let key = Int(now / length)
        slices[key, default: Slice()].record(isRequest: isRequest, isFailure: isFailure, latency: latency)
    }

    /// All slices that end after `start`.
    func window(since start: Duration, latencyBounds: [Duration], percentiles: [Double] = []) -> WindowStatistics {
        // A slice that began earlier has requests from before the window.
        let first = Int((start / length).rounded(.up))
        var sum = Slice()
        for (number, slice) in slices where number >= first { sum.add(slice) }
        var result = WindowStatistics()
        result.requests = sum.requests
        result.failures = sum.failures
        if let latencies = sum.latencies, latencies.totalCount > 0 {
            result.p50 = .microseconds(Int64(latencies.valueAtPercentile(50)))
            result.p99 = .microseconds(Int64(latencies.valueAtPercentile(99)))
            result.longest = .microseconds(Int64(latencies.max))
        }
        result.percentiles = percentiles.map { percentile in
            guard let latencies = sum.latencies, latencies.totalCount > 0 else { return nil }
            return .microseconds(Int64(latencies.valueAtPercentile(percentile)))
        }
        result.slower = latencyBounds.map { bound in
            let bound = UInt64(max(0, bound / .microseconds(1)))
            guard let latencies = sum.latencies, latencies.max > bound else { return 0 }
            return Int(latencies.count(within: (bound + 1)...latencies.max))
        }
        return result
    }

    private mutating func lengthen() {
        length *= 2
        var longer: [Int: Slice] = [:]
        for (number, slice) in slices { longer[number / 2, default: Slice()].add(slice) }
        slices = longer
    }
}

extension TimeSlices.Slice {
    fileprivate mutating func record(isRequest: Bool, isFailure: Bool, latency: Duration?) {
        if isRequest { requests += 1 }
        if isFailure { failures += 1 }
        guard let latency else { return }
        if latencies == nil {
            var fresh = Histogram<UInt32>(numberOfSignificantValueDigits: .two)
            fresh.autoResize = true
            latencies = fresh
        }
        let parts = latency.components
        latencies?.record(UInt64(max(0, parts.seconds * 1_000_000 + parts.attoseconds / 1_000_000_000_000)))
    }
}
