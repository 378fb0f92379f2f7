/// A path pattern of a listener rule: `*` stands for any number of characters, `?` for exactly one.
///
/// The comparison is case-sensitive, covers the whole path and never sees the query. `*` crosses `/`, so `/img/*` matches `/img/`
/// and `/img/a/b`, but not `/img`.
///
/// Source: <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html>
public struct PathPattern: Hashable, Sendable, CustomStringConvertible {
    /// The pattern as it is written in the rule.
    public let description: String

    private let bytes: [UInt8]

    /// The pattern that is written as `text`.
    public init(_ text: String) {
        description = text
        bytes = Array(text.utf8)
    }

    /// Whether the whole of `path` fits the pattern. `path` has no query.
    public func matches(_ path: some StringProtocol) -> Bool {
        path.utf8.withContiguousStorageIfAvailable(matches(bytes:)) ?? Array(path.utf8).withUnsafeBufferPointer(matches(bytes:))
    }

    /// Matches greedily and returns to the latest `*` on a mismatch: linear in practice, never exponential.
    private func matches(bytes path: UnsafeBufferPointer<UInt8>) -> Bool {
        var inPattern = 0
        var inPath = 0
        var resume: (pattern: Int, path: Int)?
        while inPath < path.count {
            if inPattern < bytes.count, bytes[inPattern] == UInt8(ascii: "*") {
                resume = (inPattern + 1, inPath)
                inPattern += 1
            } else if inPattern < bytes.count, bytes[inPattern] == UInt8(ascii: "?") || bytes[inPattern] == path[inPath] {
                inPattern += 1
                inPath += 1
            } else if let latest = resume {
                inPattern = latest.pattern
                inPath = latest.path + 1
                resume = (latest.pattern, latest.path + 1)
            } else {
                return false
            }
        }
        return bytes[inPattern...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
