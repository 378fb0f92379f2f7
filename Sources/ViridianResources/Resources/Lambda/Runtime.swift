extension Lambda {
    /// What runs a function's code. The set grows every year.
    /// Source: AWS Lambda Developer Guide, "Lambda runtimes".
    public struct Runtime: RawRepresentable, Hashable, Sendable, Lowerable {
        /// AWS's word.
        public var rawValue: String
        /// A word of AWS's that has no name here.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// A program of one's own, such as one in Swift, on Amazon Linux 2023.
        public static let providedAL2023 = Self(rawValue: "provided.al2023")
        /// Python 3.13.
        public static let python313 = Self(rawValue: "python3.13")
        /// Node.js 22.
        public static let nodejs22 = Self(rawValue: "nodejs22.x")
    }
}
