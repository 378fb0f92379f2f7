/// What a stack is for. It decides what a construct's author leaves open (retention, redundancy, protection) and what a review
/// asks. An environment's name (`dev-anna`) is something else.
public enum Stage: String, Hashable, Sendable, CaseIterable {
    /// Cheap, and gone without a trace when its stack is deleted.
    case development
    /// As development, with longer logs.
    case staging
    /// Redundant in each zone, and protected against deletion.
    case production
}
