import ViridianBehaviour
import ViridianRelease

/// Answers what gates ask besides requests and targets: the states of alarms, and metrics.
struct SignalSource {
    /// Reads a colour's requests since an instant, with latencies at percentiles.
    typealias Read = (Colour, Instant, [Double]) -> MetricSample

    private struct Watch {
        var alarm: RehearsedAlarm
        var periodBegan: Instant
        var points: [AlarmEvaluation.Datapoint] = []
        var state = AlarmEvaluation.State.insufficientData
    }

    private let specification: Specification
    private let alarmsAskedFor: Set<String>
    private var watches: [Watch]

    init(_ specification: Specification, at now: Instant) {
        self.specification = specification
        alarmsAskedFor = Set(specification.alarmsAskedFor)
        watches = specification.alarms.map { Watch(alarm: $0, periodBegan: now) }
    }

    /// Judges every alarm whose period is over.
    mutating func tick(at now: Instant, _ read: Read) {
        for index in watches.indices {
            let watch = watches[index]
            guard now >= watch.periodBegan + specification.scaled(.seconds(watch.alarm.periodSeconds)) else { continue }
            let sample = read(watch.alarm.colour, watch.periodBegan, watch.alarm.percentiles)
            let evaluation = watch.alarm.evaluation
            watches[index].points = (watch.points + [watch.alarm.datapoint(sample)]).suffix(evaluation.rangeLength)
            watches[index].state = evaluation.evaluate(watches[index].points, after: watch.state)
            watches[index].periodBegan = now
        }
    }

    /// The answers to a query's signals, in its order.
    func answers(to query: Query, _ read: Read) -> [Signal] {
        query.signals.map { name in
            if alarmsAskedFor.contains(name) { return alarm(name) }
            guard let metric = MetricQuery(name), metric.isMeasured else { return .failed(reason: "a rehearsal has no \(name)") }
            let sample = read(metric.colour, query.since, metric.percentile.map { [$0] } ?? [])
            return sample.value(of: metric).map { .value($0, ageSeconds: 0) } ?? .noData
        }
    }

    private func alarm(_ name: String) -> Signal {
        if let state = specification.standIns.alarms[name] { return .alarm(state) }
        guard let watch = watches.first(where: { $0.alarm.names.contains(name) }) else {
            return .failed(reason: "a rehearsal has no alarm \(name)")
        }
        switch watch.state {
        case .ok: return .alarm(.ok)
        case .alarm: return .alarm(.alarm)
        case .insufficientData: return .alarm(.insufficientData)
        }
    }
}
