/// Why there was no answer.
public enum HTTPError: Error, Hashable, Sendable {
    /// The other side closed the connection before it had answered.
    case closed
    /// The answer took longer than it may.
    case timedOut
    /// The answer is longer than it may be.
    case tooLarge
}
