import ViridianRelease

/// What is wrong with the green that is rehearsed, so that one sees whether the plan notices.
public enum Fault: Hashable, Sendable, Codable {
    /// A share of requests answered with 500.
    case errors(Double)
    /// Time added to each answer.
    case latency(Duration)
    /// The process ends so long after its start.
    case crash(Duration)
    case neverHealthy
    case ignoreSIGTERM

    /// Reads `errors=0.3`, `latency=800ms`, `crash=5s`, `never-healthy` or `ignore-sigterm`.
    public init(_ text: String) throws {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        switch (parts.first, parts.count > 1 ? parts[1] : nil) {
        case ("errors", let value?):
            guard let share = Double(value), share > 0, share <= 1 else {
                throw RehearsalError(.badInput, "fault errors=\(value): the share of failing requests is above 0 and at most 1")
            }
            self = .errors(share)
        case ("latency", let value?): self = .latency(try Duration(text: value))
        case ("crash", let value?): self = .crash(try Duration(text: value))
        case ("never-healthy", nil): self = .neverHealthy
        case ("ignore-sigterm", nil): self = .ignoreSIGTERM
        default:
            throw RehearsalError(
                .badInput,
                "there is no fault \"\(text)\"; faults are errors=0.3, latency=800ms, crash=5s, never-healthy and ignore-sigterm")
        }
    }

    /// How the sample service is told.
    var environment: [String: String] {
        switch self {
        case .errors(let share): ["FAULT_ERRORS": "\(share)"]
        case .latency(let duration): ["FAULT_LATENCY": "\(duration.milliseconds)ms"]
        case .crash(let duration): ["FAULT_CRASH": "\(duration.milliseconds)ms"]
        case .neverHealthy: ["FAULT_NEVER_HEALTHY": "1"]
        case .ignoreSIGTERM: ["FAULT_IGNORE_SIGTERM": "1"]
        }
    }
}
