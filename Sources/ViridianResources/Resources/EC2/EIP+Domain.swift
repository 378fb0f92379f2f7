extension EC2.EIP {
    /// Where the address is used.
    public enum Domain: String, Hashable, Sendable, Lowerable {
        case vpc
        case standard
    }
}
