/// A pattern of IAM such as `ecs:Describe*`.
enum ActionPattern {
    /// Whether a pattern covers an action; both in lower case.
    static func matches(_ pattern: String, _ action: String) -> Bool {
        let (pattern, action) = (Array(pattern.utf8), Array(action.utf8))
        var (here, there) = (0, 0)
        // Where the last star stands, and how far the action went when it was met: there a longer text is tried.
        var star: (here: Int, there: Int)?
        while there < action.count {
            if here < pattern.count, pattern[here] == UInt8(ascii: "*") {
                star = (here, there)
                here += 1
            } else if here < pattern.count, pattern[here] == action[there] {
                (here, there) = (here + 1, there + 1)
            } else if let last = star {
                star = (last.here, last.there + 1)
                (here, there) = (last.here + 1, last.there + 1)
            } else {
                return false
            }
        }
        return pattern[here...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
