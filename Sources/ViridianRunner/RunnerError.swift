/// What can go wrong with a journal.
public struct RunnerError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of mistake it is; open, so that a new one breaks nobody.
    public struct Code: RawRepresentable, Hashable, Sendable {
        /// The word for it in reports.
        public var rawValue: String
        /// A code that this version may not know.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The file or its folder refuses to be written.
        public static let journalUnwritable = Code(rawValue: "journal-unwritable")
        /// The file is not there, or refuses to be read.
        public static let journalUnreadable = Code(rawValue: "journal-unreadable")
        /// The file was changed, or another version wrote it.
        public static let journalDamaged = Code(rawValue: "journal-damaged")
        /// Another runner writes it.
        public static let journalInUse = Code(rawValue: "journal-in-use")
        /// It was compacted by a program that kept a release's state in another layout.
        public static let journalNotResumable = Code(rawValue: "journal-not-resumable")
    }

    /// What kind of mistake it is, for programs.
    public var code: Code
    /// What went wrong, where, and the way out.
    public var description: String

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
