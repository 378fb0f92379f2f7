/// Why a balancer can't do what it was asked.
public struct BalancerError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of error; open, so that a later version may add some.
    public struct Code: RawRepresentable, Hashable, Sendable {
        /// A short name, for example `unknown-group`.
        public let rawValue: String

        /// The code with this name.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// Two target groups have the same id.
        public static let duplicateGroup = Self(rawValue: "duplicate-group")
        /// Two rules have the same priority.
        public static let duplicatePriority = Self(rawValue: "duplicate-priority")
        /// An action names a group that does not exist.
        public static let unknownGroup = Self(rawValue: "unknown-group")
        /// A weight is out of range.
        public static let badWeight = Self(rawValue: "bad-weight")
        /// New weights are for other groups than the live ones.
        public static let otherGroups = Self(rawValue: "other-groups")
        /// The port is taken or forbidden.
        public static let cannotListen = Self(rawValue: "cannot-listen")
    }

    /// The kind of error.
    public let code: Code
    /// What is wrong, where, and the way out.
    public let description: String

    static func duplicateGroup(_ id: String) -> Self {
        Self(code: .duplicateGroup, description: "two target groups are called '\(id)'; give each an id of its own")
    }

    static func duplicatePriority(_ priority: Int) -> Self {
        Self(code: .duplicatePriority, description: "two rules have priority \(priority); priorities are unique on a listener")
    }

    static func unknownGroup(_ id: String) -> Self {
        Self(
            code: .unknownGroup,
            description: "an action forwards to '\(id)', which is no target group here; add it or correct the name")
    }

    static func badWeight(_ weight: Int, group: String) -> Self {
        Self(code: .badWeight, description: "the weight of target group '\(group)' is \(weight); a load balancer takes 0 to 999")
    }

    static func otherGroups(asked: [String], live: [String]) -> Self {
        Self(
            code: .otherGroups,
            description: "the new weights are for \(asked.joined(separator: ", ")), but the default action forwards to "
                + "\(live.joined(separator: ", ")); give a weight for exactly these")
    }

    static func cannotListen(port: Int, because error: any Error) -> Self {
        Self(code: .cannotListen, description: "cannot listen on 127.0.0.1:\(port): \(error); choose another port, or 0 for any")
    }
}
