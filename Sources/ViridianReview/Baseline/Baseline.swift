import ViridianTemplate

/// The findings that a team has decided to live with for now, so that a review tells only what is new.
///
/// A finding is known again by its rule, its file and its path in the template, whatever the lines above it do. Two of a kind at
/// one path are counted.
public struct Baseline: Hashable, Sendable {
    /// What findings have in common that are taken for the same.
    public struct Key: Hashable, Sendable, Comparable {
        /// The file, counted from the baseline's folder.
        public var file: String
        /// The path in the template.
        public var path: String
        /// The slug of the rule.
        public var rule: String

        /// What a finding is known by.
        public init(file: String, path: String, rule: String) {
            self.file = file
            self.path = path
            self.rule = rule
        }

        /// By file, then path, then rule.
        public static func < (left: Self, right: Self) -> Bool {
            (left.file, left.path, left.rule) < (right.file, right.path, right.rule)
        }
    }

    /// How many findings of each kind are known.
    public var counts: [Key: Int] = [:]

    /// A baseline of these findings. `file` says how a finding's file is written in it.
    public init(_ findings: [Finding], file: (String) -> String) {
        for finding in findings { counts[Self.key(of: finding, file), default: 0] += 1 }
    }

    static func key(of finding: Finding, _ file: (String) -> String) -> Key {
        Key(file: file(finding.source?.file ?? ""), path: finding.path, rule: finding.rule)
    }

    /// How findings differ from a baseline.
    public struct Comparison: Hashable, Sendable {
        /// What the baseline doesn't have.
        public var new: [Finding] = []
        /// What it has.
        public var known: [Finding] = []
        /// What it has, and isn't found any more.
        public var gone: [Key] = []

        /// Nothing is new, and nothing gone.
        public init(known: [Finding] = []) { self.known = known }
    }

    /// Divides findings into new and known ones. Findings of rules that the policy requires are always new.
    ///
    /// Of files that were not reviewed, and of rules that did not run, nothing is gone.
    public func compared(
        with findings: [Finding], reviewed files: Set<String>, rules: Set<String>, file: (String) -> String
    ) -> Comparison {
        var comparison = Comparison()
        var left = counts
        for finding in findings {
            let key = Self.key(of: finding, file)
            if let count = left[key], count > 0 {
                left[key] = count - 1
            } else {
                comparison.new.append(finding)
                continue
            }
            if finding.isRequired { comparison.new.append(finding) } else { comparison.known.append(finding) }
        }
        let reviewed = Set(files.map(file))
        comparison.gone = left.filter { $0.value > 0 && reviewed.contains($0.key.file) && rules.contains($0.key.rule) }
            .flatMap { Array(repeating: $0.key, count: $0.value) }.sorted()
        return comparison
    }
}
