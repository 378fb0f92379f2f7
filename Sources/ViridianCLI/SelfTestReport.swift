import ViridianRelease
import ViridianSimulation

/// What a self-test prints.
struct SelfTestReport {
    private let coverage: Coverage
    private let took: Duration
    private let isLong: Bool

    init(_ coverage: Coverage, took: Duration, isLong: Bool) {
        self.coverage = coverage
        self.took = took
        self.isLong = isLong
    }

    var text: String {
        let seconds = max(took / .seconds(1), 1e-9)
        let rarest = coverage.rarest
        var lines = [
            "\(coverage.seeds) seeds, \(coverage.events) events in \(Self.decimal(seconds)) s: "
                + "\(Self.decimal(Double(coverage.events) / seconds / 1e6)) million events a second",
            "\(coverage.events / max(1, coverage.seeds)) events a seed; the median plan has \(coverage.medianSteps) steps",
            "ended as "
                + coverage.outcomes.sorted { $0.value > $1.value }.map { "\($0.key) \($0.value)" }.joined(separator: ", "),
            "\(Fault.allCases.count) faults in \(PhaseName.allCases.count - 2) phases; the rarest is \(rarest.fault) in "
                + "\(rarest.phase), \(rarest.count) times",
        ]
        if isLong { lines += table }
        if coverage.violations.isEmpty {
            lines.append("no rule was broken")
        } else {
            lines += coverage.violations.prefix(10).map { "seed \($0.seed): \($0.violation?.description ?? "")" }
            lines.append("\(coverage.violations.count) seeds broke a rule; --seed \(coverage.violations[0].seed) tells the first")
        }
        return lines.joined(separator: "\n")
    }

    private var table: [String] {
        let phases = PhaseName.allCases.filter { $0 != .planned && $0 != .ended }
        let header = Self.pad("", 24) + phases.map { Self.pad("\($0)", 12) }.joined()
        return [header]
            + Fault.allCases.map { fault in
                Self.pad("\(fault)", 24) + phases.map { Self.pad("\(coverage.strikes(of: fault, in: $0))", 12) }.joined()
            }
    }

    private static func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }

    private static func decimal(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
    }
}
