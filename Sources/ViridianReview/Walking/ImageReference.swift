/// The name of a container image: `registry:5000/team/app:tag@digest`.
struct ImageReference: Hashable {
    let name: String
    let tag: String?
    let digest: String?

    /// Nothing where the text is empty, or ends in something unknown, which might be a tag.
    init?(_ text: String) {
        guard let last = text.last, last != Subject.unknownText else { return nil }
        let parts = text.split(separator: "@", maxSplits: 1)
        digest = parts.count == 2 ? String(parts[1]) : nil
        let path = parts[0]
        // A colon before the last slash belongs to the registry's port.
        let start = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        let colon = path[start...].firstIndex(of: ":")
        name = String(path[..<(colon ?? path.endIndex)])
        tag = colon.map { String(path[path.index(after: $0)...]) }
    }

    /// Whether the same name can mean another image tomorrow for certain.
    var isMutable: Bool { digest == nil && (tag == nil || tag == "latest") }

    /// Whether the tag is a word for whatever is the newest of its kind, and so is moved with each release.
    var hasMovingTag: Bool { digest == nil && Self.movingTags.contains(tag ?? "") }

    private static let movingTags: Set<String> = [
        "stable", "main", "master", "dev", "prod", "production", "staging", "snapshot",
    ]
}
