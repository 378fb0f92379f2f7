import ViridianTemplate

/// A condition of a listener rule of which every value is known.
struct RequestCondition: Hashable {
    /// `path-pattern`, `host-header` and so on; for a header with its name.
    var field: String
    var values: [String]

    /// The conditions of a rule; none where one of them can't be known.
    ///
    /// Source: Elastic Load Balancing, "Condition types for listener rules".
    static func all(of rule: ListenerRule, _ subject: Subject) -> [RequestCondition]? {
        let conditions = subject.items("Conditions", in: rule.properties).map { condition($0.spot, subject) }
        return conditions.contains(nil) ? nil : conditions.compactMap { $0 }
    }

    private static func condition(_ spot: Spot, _ subject: Subject) -> RequestCondition? {
        guard let field = subject.text("Field", in: spot), let key = configurations[field] else { return nil }
        let given = subject.items("Values", in: spot) + subject.items("\(key).Values", in: spot)
        let values = given.map(\.spot.node.text)
        guard !values.isEmpty, !values.contains(nil) else { return nil }
        // Only paths and methods are told apart by case.
        let folded = values.compactMap { field == "path-pattern" || field == "http-request-method" ? $0 : $0?.lowercased() }
        guard field == "http-header" else { return RequestCondition(field: field, values: folded) }
        return subject.text("\(key).HttpHeaderName", in: spot).map {
            RequestCondition(field: "\(field) \($0.lowercased())", values: folded)
        }
    }

    private static let configurations = [
        "path-pattern": "PathPatternConfig", "host-header": "HostHeaderConfig", "http-header": "HttpHeaderConfig",
        "http-request-method": "HttpRequestMethodConfig", "source-ip": "SourceIpConfig",
    ]

    /// Whether it is certainly met by every request that meets another.
    func covers(_ other: RequestCondition) -> Bool {
        guard field == other.field else { return false }
        return other.values.allSatisfy { narrow in values.contains { $0 == narrow || Self.covers($0, narrow) } }
    }

    /// `/api/*` covers all that begins with `/api/`: the asterisk stands for any characters, slashes too.
    private static func covers(_ wide: String, _ narrow: String) -> Bool {
        guard wide.last == "*" else { return false }
        let prefix = wide.dropLast()
        return !prefix.contains("*") && !prefix.contains("?") && narrow.hasPrefix(prefix)
    }
}
