/// The lease of a service, as a world keeps it: who may release, and the number that tells old calls from new ones (rule 13).
public struct Lease: Hashable, Sendable, Codable {
    /// Who has it, if somebody has.
    public private(set) var holder: String?
    /// The number of the last one that was given; it never goes back.
    public private(set) var fence = 0

    /// A lease that nobody has had yet.
    public init() {}

    /// Gives it to a holder, anew if it has it already. A runner that was taken for dead is fenced off by that.
    public mutating func acquire(for somebody: String) -> LeaseReply {
        if let holder, holder != somebody { return .held(by: holder) }
        holder = somebody
        fence += 1
        return .acquired(fence: fence)
    }

    /// Takes it back from whoever has it under this number.
    public mutating func release(fence: Int) {
        if fence == self.fence { holder = nil }
    }

    /// Takes it from whoever has it: somebody decided that its runner is dead.
    public mutating func takeAway() { holder = nil }

    /// Who has a lease with a higher number, so that a call under this one has to be refused.
    public func holder(newerThan fence: Int) -> String? { fence < self.fence ? holder ?? "nobody" : nil }
}
