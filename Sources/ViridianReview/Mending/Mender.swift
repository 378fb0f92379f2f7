public import ViridianTemplate

/// Mends a template's text, a finding at a time, and proves each mend by reviewing what came of it.
///
/// A mend counts when its finding is gone and no other has come. What doesn't pass that is taken back, and told with the reason.
public struct Mender {
    private let review: (Template) -> [Finding]
    private let extent: MendExtent

    /// Mends what a review finds. Only findings that `review` returns are mended, so what is accepted stays as it is.
    public init(_ extent: MendExtent, review: @escaping (Template) -> [Finding]) {
        self.extent = extent
        self.review = review
    }

    /// The template after its mends.
    public func mend(_ source: EditableTemplate) -> Mended {
        var work = Work(source: source, findings: review(source.template), review: review)
        var count = -1
        // Each round starts with what is found now, because one mend may make room for another.
        while work.mended.count > count {
            count = work.mended.count
            work.left = []
            settle(work.findings.filter(isWanted)[...], &work)
        }
        return Mended(
            source: work.source, findings: work.findings, mended: work.mended, left: work.left,
            withheld: work.findings.filter { $0.mend != nil && !isWanted($0) })
    }

    private func isWanted(_ finding: Finding) -> Bool {
        finding.mend.map { extent == .all || $0.consequence == nil } ?? false
    }

    /// All at once where that works, else by halves.
    private func settle(_ findings: ArraySlice<Finding>, _ work: inout Work) {
        guard !findings.isEmpty else { return }
        let reason = work.attempt(findings)
        guard let reason else { return }
        guard findings.count > 1 else {
            work.left += findings.map { Mended.Left(finding: $0, reason: reason) }
            return
        }
        let middle = findings.startIndex + findings.count / 2
        settle(findings[..<middle], &work)
        settle(findings[middle...], &work)
    }
}

/// What became of a template.
public struct Mended {
    /// The text and the tree after all mends.
    public let source: EditableTemplate
    /// What is found in them.
    public let findings: [Finding]
    /// The findings that were mended.
    public let mended: [Finding]
    /// Those that should have been and weren't.
    public let left: [Left]
    /// Those whose mend has a consequence that nobody has accepted yet.
    public let withheld: [Finding]

    /// A finding that could not be mended.
    public struct Left: Hashable, Sendable {
        /// What was found.
        public let finding: Finding
        /// Why it is still there.
        public let reason: String
    }
}

private struct Work {
    var source: EditableTemplate
    var findings: [Finding]
    let review: (Template) -> [Finding]
    var mended: [Finding] = []
    var left: [Mended.Left] = []

    /// Makes the mends of some findings, or none of them and says why.
    mutating func attempt(_ batch: ArraySlice<Finding>) -> String? {
        var changed = source
        for change in batch.flatMap({ $0.mend?.changes ?? [] }) where changed.apply(change) == nil {
            return "the text there can't be changed without changing something else; by hand: \(change)"
        }
        let found = review(changed.template)
        let (before, after) = (counts(findings), counts(found))
        if let new = after.first(where: { $0.value > before[$0.key, default: 0] }) {
            return "it would cause another finding: \(new.key.message) [\(new.key.rule)]"
        }
        for (key, count) in counts(Array(batch)) where after[key, default: 0] > before[key, default: 0] - count {
            return "it is still found after \(changes(of: batch))"
        }
        (source, findings) = (changed, found)
        mended += batch
        return nil
    }

    private func changes(of batch: ArraySlice<Finding>) -> String {
        batch.flatMap { $0.mend?.changes ?? [] }.map(\.description).joined(separator: ", ")
    }

    private struct Key: Hashable {
        var rule: String
        var path: String
        var message: String
    }

    private func counts(_ findings: [Finding]) -> [Key: Int] {
        findings.reduce(into: [:]) { $0[Key(rule: $1.rule, path: $1.path, message: $1.message), default: 0] += 1 }
    }
}
