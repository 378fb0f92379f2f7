/// What a sample service is told by its environment.
public struct SampleServiceSettings: Hashable, Sendable {
    /// The address to listen on (`HOST`, default `127.0.0.1`).
    public var host = "127.0.0.1"
    /// The port to listen on (`PORT`); 0 takes any free one.
    public var port: Int
    /// What `/version` answers (`VERSION`, default `unknown`).
    public var version = "unknown"
    /// The share of answers that are 500, except on `/health` (`FAULT_ERRORS=0.3`).
    public var errorShare = 0.0
    /// How long every answer is held back, except on `/health` (`FAULT_LATENCY=800ms`).
    public var latency = Duration.zero
    /// When the process dies by itself (`FAULT_CRASH=5s`).
    public var crashAfter: Duration?
    /// Whether `/health` always answers 503 (`FAULT_NEVER_HEALTHY=1`).
    public var isNeverHealthy = false
    /// Whether SIGTERM changes nothing (`FAULT_IGNORE_SIGTERM=1`).
    public var ignoresSIGTERM = false

    /// Reads the settings from environment variables; those it does not know are left alone.
    public init(environment: [String: String]) throws(SampleServiceError) {
        guard let text = environment["PORT"] else { throw .missing("PORT", example: "8080") }
        guard let port = Int(text), (0...65_535).contains(port) else {
            throw .bad("PORT", text, wanted: "a port from 0 to 65535")
        }
        self.port = port
        if let host = environment["HOST"] { self.host = host }
        if let version = environment["VERSION"] { self.version = version }
        if let text = environment["FAULT_ERRORS"] {
            guard let share = Double(text), (0...1).contains(share) else {
                throw .bad("FAULT_ERRORS", text, wanted: "a share from 0 to 1, for example 0.3")
            }
            errorShare = share
        }
        if let latency = try Self.duration("FAULT_LATENCY", environment) { self.latency = latency }
        crashAfter = try Self.duration("FAULT_CRASH", environment)
        isNeverHealthy = try Self.flag("FAULT_NEVER_HEALTHY", environment)
        ignoresSIGTERM = try Self.flag("FAULT_IGNORE_SIGTERM", environment)
    }

    private static func duration(_ name: String, _ environment: [String: String]) throws(SampleServiceError) -> Duration? {
        guard let text = environment[name] else { return nil }
        let number = text.prefix { $0.isNumber || $0 == "." }
        if let value = Double(number), value.isFinite, value <= 1_000_000 {
            switch text.dropFirst(number.count) {
            case "ms": return .milliseconds(value)
            case "s": return .seconds(value)
            case "m": return .seconds(value * 60)
            default: break
            }
        }
        throw .bad(name, text, wanted: "a duration such as 800ms, 5s or 1m")
    }

    private static func flag(_ name: String, _ environment: [String: String]) throws(SampleServiceError) -> Bool {
        switch environment[name] {
        case nil, "0", "": return false
        case "1": return true
        case .some(let text): throw .bad(name, text, wanted: "1 or 0")
        }
    }
}
