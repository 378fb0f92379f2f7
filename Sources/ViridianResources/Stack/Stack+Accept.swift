import ViridianTemplate

/// A rule of the review, by its slug. Rules that find what AWS refuses are not among the names: that can't be accepted here.
public struct ReviewRule: RawRepresentable, Hashable, Sendable {
    /// The slug, such as `plain-http`.
    public var rawValue: String
    /// A rule by its slug.
    public init(rawValue: String) { self.rawValue = rawValue }
}

extension Stack {
    /// Keeps what a rule of the review finds at a resource, for a reason that stands in the template's metadata.
    ///
    /// ```swift
    /// stack.accept(.logGroupRetention, on: logs, because: "the auditors want all of it", until: "2027-01-31")
    /// ```
    ///
    /// The review says so if the rule finds nothing there, or if the last day is over.
    public mutating func accept(
        _ rule: ReviewRule, on resource: some LogicalReference, because reason: String, until: String? = nil,
        file: String = #fileID, line: Int = #line, column: Int = #column
    ) {
        guard !scope.isMuted else { return }
        let place = scope.place ?? Place(file: file, line: line, column: column)
        func report(_ code: StackProblem.Code, _ message: String, advice: String) {
            problems.append(StackProblem(code, at: place, message, advice: advice))
        }
        let name = resource.reference.logicalID
        guard resource.reference.stack == self.name, let index = resources.firstIndex(where: { $0.name == name }) else {
            return report(
                .foreignReference, "\"\(name)\" is no resource of the stack \(self.name), so nothing can be accepted on it",
                advice: "Use the handle that stack.add gave for a resource of this stack.")
        }
        guard reason.contains(where: { !$0.isWhitespace }) else {
            return report(
                .invalidValue, "no reason is given why \(rule.rawValue) is accepted on \"\(name)\"",
                advice: "Say why: who comes next has to decide again.")
        }
        if let until, Day(until) == nil {
            return report(.invalidValue, "\"\(until)\" is no day", advice: "Write it like 2027-01-31.")
        }
        var entry: Object = ["Rule": Node(.string(rule.rawValue)), "Reason": Node(.string(reason))]
        if let until { entry["Until"] = Node(.string(until)) }
        var own = resources[index].value.metadata["Viridian"]?.object ?? [:]
        own["Accept"] = Node(.list((own["Accept"]?.list ?? []) + [Node(.object(entry))]))
        resources[index].value.metadata["Viridian"] = Node(.object(own))
    }
}
