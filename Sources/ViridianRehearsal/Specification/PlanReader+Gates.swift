import ViridianRelease
import ViridianTemplate

// What is asked while a release holds.

extension PlanReader {
    func gates(_ node: Node) throws -> [Gate] {
        guard let list = node.list, !list.isEmpty else {
            throw mistake(node, "Gates is a list with at least one gate; leave it out for those of the template's alarms")
        }
        return try list.map(gate)
    }

    private func gate(_ node: Node) throws -> Gate {
        let object = try self.object(
            node, "a gate",
            keys: [
                "Name", "Type", "Maximum", "Percentile", "MaximumMilliseconds", "MinimumSamples", "Of", "Ratio",
                "FalseAbortRate", "Alarm", "Metric", "Statistic", "Pass", "Fail", "FailureLimit", "ConsecutiveFailureLimit",
                "ConsecutiveErrorLimit", "InconclusiveLimit", "NoData", "Empty", "NotANumber", "Infinite", "StaleSeconds",
                "DryRun",
            ])
        var gate = try gate(object, of: node)
        gate.limits.failures = try whole(object, "FailureLimit", 0...1_000_000) ?? gate.limits.failures
        gate.limits.consecutiveFailures = try whole(object, "ConsecutiveFailureLimit", 1...1_000_000)
        gate.limits.consecutiveErrors = try whole(object, "ConsecutiveErrorLimit", 0...1_000_000) ?? gate.limits.consecutiveErrors
        gate.limits.inconclusive = try whole(object, "InconclusiveLimit", 0...1_000_000) ?? gate.limits.inconclusive
        gate.isDryRun = try object["DryRun"].map { try boolean($0, "DryRun") } ?? false
        try missing(object, &gate)
        return gate
    }

    /// What follows where there is no number: only alarms and metrics can have none.
    private func missing(_ object: Object, _ gate: inout Gate) throws {
        let keys = ["NoData", "Empty", "NotANumber", "Infinite", "StaleSeconds"]
        guard gate.asksForSignals else {
            guard let key = keys.first(where: { object[$0] != nil }) else { return }
            throw mistake(object[key] ?? Node(.null), "\(key) is for gates of the types Alarm and Metric")
        }
        func verdict(_ key: String) throws -> Verdict? {
            try word(object, key, ["Pass": .pass, "Fail": .fail, "Inconclusive": .inconclusive, "Error": .error])
        }
        gate.missing.noData = try verdict("NoData") ?? gate.missing.noData
        gate.missing.empty = try verdict("Empty") ?? gate.missing.empty
        gate.missing.notANumber = try verdict("NotANumber") ?? gate.missing.notANumber
        gate.missing.infinite = try verdict("Infinite") ?? gate.missing.infinite
        gate.missing.staleAfterSeconds = try whole(object, "StaleSeconds", 1...86_400) ?? gate.missing.staleAfterSeconds
    }

    private func gate(_ object: Object, of node: Node) throws -> Gate {
        let type = object["Type"]?.string
        let samples = try whole(object, "MinimumSamples", 0...1_000_000_000) ?? 20
        let name = try name(object) ?? type ?? ""
        switch type {
        case "ErrorRate":
            return Gate(name, .errorRate(maximum: try required(object, "Maximum", of: node)), minimumSamples: samples)
        case "UnhealthyShare":
            return Gate(name, .unhealthyShare(maximum: try required(object, "Maximum", of: node)), minimumSamples: 0)
        case "Latency":
            let percentile = try required(object, "Percentile", of: node)
            let milliseconds = Int(try required(object, "MaximumMilliseconds", of: node))
            return Gate(name, .latency(percentile: percentile, milliseconds: milliseconds), minimumSamples: samples)
        case "Regression": return try regression(name, object, of: node, samples)
        case "Alarm": return Gate(name, .alarm(try alarms(object, of: node)), minimumSamples: 0)
        case "Metric":
            let queries = try queries(object, of: node)
            return Gate(name, .metric(queries, try bounds(object, of: node)), minimumSamples: 0)
        default:
            throw mistake(
                object["Type"] ?? node,
                "a gate's Type is ErrorRate, Latency, UnhealthyShare, Regression, Alarm or Metric")
        }
    }

    private func name(_ object: Object) throws -> String? {
        guard let node = object["Name"] else { return nil }
        guard let name = node.string, !name.isEmpty else { throw mistake(node, "Name is text") }
        return name
    }

    private func regression(_ name: String, _ object: Object, of node: Node, _ samples: Int) throws -> Gate {
        let quantity: Gate.Quantity =
            switch object["Of"]?.string {
            case "Errors", nil: .errors
            case "Latency": .slow(milliseconds: Int(try required(object, "MaximumMilliseconds", of: node)))
            default: throw mistake(object["Of"] ?? node, "Of is Errors or Latency")
            }
        let rate = try number(object, "FalseAbortRate") ?? 0.01
        return Gate(
            name, .regression(quantity, ratio: try number(object, "Ratio") ?? 2, falseAbortRate: rate), minimumSamples: samples)
    }

    /// One alarm for both colours, or one for each.
    private func alarms(_ object: Object, of node: Node) throws -> PerColour<String> {
        let text = "a gate of this type has Alarm: an alarm's name, or {Blue: NAME, Green: NAME}"
        guard let alarm = object["Alarm"] else { throw mistake(node, text) }
        if let name = reference(alarm), !name.isEmpty { return PerColour(blue: name, green: name) }
        guard alarm.function == nil, let names = alarm.object, names.fields.allSatisfy({ ["Blue", "Green"].contains($0.key) }),
            let blue = names["Blue"].flatMap(reference), let green = names["Green"].flatMap(reference), !blue.isEmpty,
            !green.isEmpty
        else { throw mistake(alarm, text) }
        return PerColour(blue: blue, green: green)
    }

    private func queries(_ object: Object, of node: Node) throws -> PerColour<String> {
        guard let metric = object["Metric"]?.string, !metric.isEmpty, !metric.contains(" ") else {
            throw mistake(object["Metric"] ?? node, "a gate of this type has a Metric, by CloudWatch's name of it")
        }
        guard let statistic = object["Statistic"]?.string, MetricQuery.isStatistic(statistic) else {
            throw mistake(
                object["Statistic"] ?? node,
                "a gate of this type has a Statistic: Sum, Average, Minimum, Maximum, SampleCount or a percentile such as p99")
        }
        func query(_ colour: Colour) -> String { MetricQuery(metric, statistic, of: colour).text }
        return PerColour(blue: query(.blue), green: query(.green))
    }

    private func bounds(_ object: Object, of node: Node) throws -> Gate.Bounds {
        let pass = try object["Pass"].map { try comparison($0, "Pass") }
        let fail = try object["Fail"].map { try comparison($0, "Fail") }
        switch (pass, fail) {
        case (let pass?, let fail?): return .both(pass: pass, fail: fail)
        case (let pass?, nil): return .pass(pass)
        case (nil, let fail?): return .fail(fail)
        case (nil, nil): throw mistake(node, "a gate of this type has Pass or Fail or both, such as Fail: {Above: 5}")
        }
    }

    private func comparison(_ node: Node, _ key: String) throws -> Gate.Comparison {
        let object = try self.object(node, key, keys: ["Above", "AtLeast", "Below", "AtMost"])
        guard object.fields.count == 1 else { throw mistake(node, "\(key) has one of Above, AtLeast, Below and AtMost") }
        if let bound = try number(object, "Above") { return .above(bound) }
        if let bound = try number(object, "AtLeast") { return .atLeast(bound) }
        if let bound = try number(object, "Below") { return .below(bound) }
        return .atMost(try required(object, "AtMost", of: node))
    }
}

extension Gate {
    /// Whether an alarm or a metric answers it.
    var asksForSignals: Bool {
        switch condition {
        case .alarm, .metric: true
        default: false
        }
    }
}
