public import ViridianTemplate

/// The values of parameters as a command line has them: `NAME=VALUE`.
public struct ParameterPairs: Hashable, Sendable {
    /// The values by name; the last of several counts.
    public let values: [String: String]

    /// Reads pairs.
    public init(_ pairs: [String]) throws(AppError) {
        var values: [String: String] = [:]
        for pair in pairs {
            guard let equals = pair.firstIndex(of: "="), equals > pair.startIndex else {
                throw AppError(.badOption, "--parameter \(pair) has no value", advice: "Write NAME=VALUE.")
            }
            values[String(pair[..<equals])] = String(pair[pair.index(after: equals)...])
        }
        self.values = values
    }
}

extension Template.Format {
    /// The format of a name; one that isn't there is an error.
    public init(named name: String) throws(AppError) {
        guard let format = Self(rawValue: name) else {
            throw AppError(.badOption, "there is no format \"\(name)\" for templates", advice: "Formats are json and yaml.")
        }
        self = format
    }
}
