@_exported public import enum ViridianTemplate.Stage

/// What a team has decided for its templates: the content of `viridian.yml`.
///
/// The rules ask it for everything on which good engineers differ, or which one template alone can't tell. What it leaves open
/// causes no finding.
public struct ReviewPolicy: Hashable, Sendable {
    /// What the stacks are for. Without one, the templates' own parameters may tell.
    public var stage: Stage?
    /// The keys of tags that every resource with a price must have.
    public var requiredTags: [String] = []
    /// The regions in which stacks may be made; empty where all are fine.
    public var allowedRegions: [String] = []
    /// Whether AWS's services are reached through endpoints in the network.
    public var privateLink = PrivateLink.allowed
    /// Whether card data is handled: audit trails are then compulsory.
    public var pci = false
    /// Whether all must go when its stack is deleted; without a word, what is below production must.
    public var destroyable: Bool?
    /// The slugs of rules that do not run.
    public var forbiddenRules: Set<String> = []
    /// The slugs of rules whose findings always fail the review: neither a template nor a baseline can accept them.
    public var requiredRules: Set<String> = []
    /// Severities other than the rules' own, by slug.
    public var severities: [String: Severity] = [:]
    /// What is accepted, with its reason.
    public var acceptances: [PolicyAcceptance] = []

    /// Nothing decided.
    public init() {}

    /// How AWS's services may be reached from the network. People disagree, so it is a choice.
    public enum PrivateLink: String, Hashable, Sendable, CaseIterable {
        /// Private subnets reach them through endpoints.
        case required
        /// Either way is fine.
        case allowed
        /// No interface endpoints, which cost by the hour.
        case forbidden
    }
}
