import ViridianSchema

/// What came of a comparison.
struct ValidationReport: Hashable, Encodable {
    var compatible: Bool
    var stable: Colour
    var candidate: Colour
    var differences: [Difference]

    init(_ comparison: SchemaComparison, stable: Colour) {
        compatible = comparison.isCompatible
        self.stable = stable
        candidate = stable.other
        differences = comparison.differences
    }

    /// The error that stops a release; none where nothing is breaking.
    var error: ValidatorError? {
        let breaking = differences.filter { $0.verdict == .breaking }
        guard !breaking.isEmpty else { return nil }
        let shown = breaking.prefix(20).map { "\($0.description.dropFirst("breaking: ".count)). \($0.change.reason)" }
        let more =
            breaking.count > shown.count ? ["and \(breaking.count - shown.count) more, which the function's log lists"] : []
        return ValidatorError(
            .schemaIncompatible,
            "The schema of \(candidate) breaks the version that runs on \(stable): \((shown + more).joined(separator: " · "))")
    }
}

/// What the function returns: the report, or what ECS wants to hear.
enum ValidationAnswer: Encodable {
    case report(ValidationReport)
    case hook(isPassed: Bool)

    private enum CodingKeys: String, CodingKey { case hookStatus }

    func encode(to encoder: any Encoder) throws {
        switch self {
        case .report(let report): try report.encode(to: encoder)
        case .hook(let isPassed):
            var answer = encoder.container(keyedBy: CodingKeys.self)
            try answer.encode(isPassed ? "SUCCEEDED" : "FAILED", forKey: .hookStatus)
        }
    }
}
