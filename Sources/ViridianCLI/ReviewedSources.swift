import Foundation
import Synchronization
import Viridian
import ViridianReview
import ViridianTemplate

/// The templates that one review looks at, each on its own and under its own policy, several at a time.
struct ReviewedSources {
    /// What each file is reviewed by, with its policy and what is accepted in it.
    typealias Reviewers = [String: @Sendable (Template) -> [Finding]]

    private let sources: [(source: ReviewedSource, policy: PolicyFiles.Found)]

    /// Looks into folders and reads the policies; no template is read yet.
    init(_ arguments: [String], policies: PolicyFiles) throws {
        var policies = policies
        sources = try SourceFinder().sources(arguments).map { ($0, try policies.policy(for: $0.path, inside: $0.folder)) }
    }

    /// A template that can't be read is an error where it is the only one; among several it is a finding, and the others are
    /// still reviewed.
    func outcome(of review: Review, today: Day) throws -> (ReviewOutcome, Reviewers) {
        let (sources, isTolerant) = (sources, sources.count > 1)
        let results = Mutex([Result<Part, any Error>?](repeating: nil, count: sources.count))
        DispatchQueue.concurrentPerform(iterations: sources.count) { index in
            let (source, policy) = sources[index]
            let result = Result { try Self.part(of: source, by: review, policy, today, isTolerant: isTolerant) }
            results.withLock { $0[index] = result }
        }
        let parts = try results.withLock { results in
            try sources.indices.compactMap { index -> (PolicyFiles.Found, Part)? in
                do {
                    guard let part = try results[index]?.get() else { return nil }
                    return (sources[index].policy, part)
                } catch let error as TemplateError where isTolerant && error.code != .unreadableFile {
                    return (sources[index].policy, Part(files: [error.file], errors: [error]))
                }
            }
        }
        return Self.outcome(of: parts, by: review, today)
    }

    /// What one source gives.
    private struct Part {
        var files: Set<String> = []
        var errors: [TemplateError] = []
        var judgements: [Judgement] = []
        var reviewers: Reviewers = [:]
    }

    private static func part(
        of source: ReviewedSource, by review: Review, _ found: PolicyFiles.Found, _ today: Day, isTolerant: Bool
    ) throws -> Part {
        let contents = try source.read(for: found.policy.stage, isTolerant: isTolerant)
        var review = review
        review.policy = found.policy
        review.policy.stage = found.policy.stage ?? contents.stage
        review.nested = { ChildTemplate(location: $0, besideFile: $1.name, inside: source.folder) }
        var part = Part(errors: contents.errors)
        for template in contents.templates {
            part.files.formUnion(ReviewOutcome.files(of: template))
            let judge: @Sendable (Template) -> Judgement = { [review, path = found.path(of: template.name)] in
                review.judge($0, path: path, today: today)
            }
            part.judgements.append(judge(template))
            part.reviewers[template.name] = { judge($0).findings }
        }
        return part
    }

    /// Puts the parts together, and says what is wrong with each policy's own acceptances once all its templates are judged.
    private static func outcome(
        of parts: [(policy: PolicyFiles.Found, part: Part)], by review: Review, _ today: Day
    ) -> (ReviewOutcome, Reviewers) {
        var outcome = ReviewOutcome()
        var reviewers: Reviewers = [:]
        var byPolicy: [String: (found: PolicyFiles.Found, judgements: [Judgement])] = [:]
        for (policy, part) in parts {
            outcome.files.formUnion(part.files)
            reviewers.merge(part.reviewers) { first, _ in first }
            outcome.findings += part.errors.flatMap(Finding.findings) + part.judgements.flatMap(\.findings)
            outcome.accepted += part.judgements.flatMap(\.accepted)
            byPolicy[policy.file ?? "", default: (policy, [])].judgements += part.judgements
        }
        for (_, (found, judgements)) in byPolicy.sorted(by: { $0.key < $1.key }) {
            var review = review
            review.policy = found.policy
            outcome.findings += review.findingsOfPolicy(after: judgements, today: today)
        }
        return (outcome, reviewers)
    }
}
