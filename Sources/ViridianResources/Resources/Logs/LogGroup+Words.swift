extension Logs.LogGroup {
    /// How logs are stored.
    public enum Class: String, Hashable, Sendable, Lowerable {
        case standard = "STANDARD"
        case infrequentAccess = "INFREQUENT_ACCESS"
        case delivery = "DELIVERY"
    }
}
