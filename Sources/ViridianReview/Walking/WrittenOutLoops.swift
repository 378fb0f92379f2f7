import ViridianTemplate

/// A template with its `Fn::ForEach` written out, so that all rules see what the loops make, and findings that tell each fault of
/// a loop's body once, where it was written.
struct WrittenOutLoops {
    /// The template without loops, as far as their collections are known.
    let template: Template
    /// Why the loops can't be written out.
    let problem: Problem?
    /// Where loops were written.
    private let ranges: [SourceRange]

    init(_ template: Template) {
        guard template.usesLanguageExtensions else {
            (self.template, problem, ranges) = (template, nil, [])
            return
        }
        var ranges: [SourceRange] = []
        for field in template.root.fields {
            Spot(field, below: []).forEach { spot in
                if spot.key.hasPrefix("Fn::ForEach::"), let source = spot.node.source { ranges.append(source) }
                if case .other(let name, _)? = spot.node.function, name.hasPrefix("Fn::ForEach::"), let source = spot.node.source
                {
                    ranges.append(source)
                }
            }
        }
        self.ranges = ranges
        do throws(TemplateError) {
            self.template = try template.expandingLoops()
            problem = nil
        } catch {
            self.template = template
            let source = error.position.map { SourceRange(file: error.file, start: $0, end: $0) }
            problem = Problem(error.problem, at: Place(path: ["Resources"], source: source), fix: error.advice)
        }
    }

    /// The findings without those that a later round of a loop repeats: the same rule at the same place, for another copy.
    func once(_ findings: [Finding]) -> [Finding] {
        guard !ranges.isEmpty else { return findings }
        struct Place: Hashable {
            var rule: String
            var source: SourceRange
        }
        var first: [Place: Finding] = [:]
        return findings.compactMap { finding in
            guard let source = finding.source, ranges.contains(where: { $0.start <= source.start && source.start < $0.end })
            else {
                return finding
            }
            // Its path is one that nobody wrote, so that no program can tell where to mend it.
            var finding = finding
            finding.mend = nil
            guard let known = first[Place(rule: finding.rule, source: source)] else {
                first[Place(rule: finding.rule, source: source)] = finding
                return finding
            }
            // Two faults at one place of one copy are two; of two copies, or told with the same words, they are one.
            let isSameCopy = known.path.split(separator: "/").prefix(2) == finding.path.split(separator: "/").prefix(2)
            return isSameCopy && known.message != finding.message ? finding : nil
        }
    }
}

extension Template {
    /// The construct that made the resource in which a path is, as CDK notes it in the metadata.
    func construct(of path: String) -> String? {
        let steps = path.split(separator: "/", maxSplits: 2)
        guard steps.count >= 2, steps[0] == "Resources" else { return nil }
        return root["Resources"]?[String(steps[1])]?["Metadata"]?["aws:cdk:path"]?.string
    }
}
