/// How many findings there are of each kind.
struct Counts {
    let total: Int
    let bySeverity: [(severity: Severity, count: Int)]
    let refused: Int

    init(_ findings: [Finding]) {
        total = findings.count
        refused = findings.count { $0.origin == .aws }
        bySeverity = Severity.allCases.reversed().map { severity in (severity, findings.count { $0.severity == severity }) }
    }

    /// `3 findings: 1 critical, 2 medium. AWS would refuse 1 of them.`
    var sentence: String {
        guard total > 0 else { return "No findings." }
        let kinds = bySeverity.filter { $0.count > 0 }.map { "\($0.count) \($0.severity.rawValue)" }.joined(separator: ", ")
        let verdict =
            switch refused {
            case 0: "AWS would refuse none of them."
            case total: total == 1 ? "AWS would refuse it." : "AWS would refuse all of them."
            default: "AWS would refuse \(refused) of them."
            }
        return "\(total) \(total == 1 ? "finding" : "findings"): \(kinds). \(verdict)"
    }
}
