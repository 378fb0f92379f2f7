public import ViridianRelease

extension Journal {
    /// The first line of a journal.
    public struct Header: Hashable, Sendable, Codable {
        /// The layout of the lines; a newer program reads older ones.
        public var version: Int
        /// By which plan it is released, so that a resumed release keeps to it.
        public var plan: Plan
        /// What is released.
        public var revision: Revision
        /// What a compaction left, if there was one.
        public var compacted: Compacted?

        /// The first line of a journal in the layout of this program.
        public init(plan: Plan, revision: Revision) {
            version = 1
            self.plan = plan
            self.revision = revision
        }
    }

    /// What a compaction left of the entries before it.
    public struct Compacted: Hashable, Sendable, Codable {
        /// The number of the last entry that was compacted.
        public var through: Int
        /// How many entries were kept of those, so that a missing one is noticed.
        public var kept: Int
        /// Whether the second line is the state of the release; one that has ended needs none.
        public var hasState: Bool
    }

    /// One event and what the release said about it.
    public struct Entry: Hashable, Sendable, Codable {
        /// Counts from 1.
        public var number: Int
        /// When it happened, on the clock of the runner.
        public var at: Instant
        /// What happened; replaying these is what brings a release back. None where a compaction left it out.
        public var event: Event?
        /// Whether a runner took the release up again with it.
        public var isResumption: Bool
        /// What the release said about it.
        public var records: [Record]

        /// An event with its number and what was said about it.
        public init(number: Int, event: Event, records: [Record]) {
            self.number = number
            at = event.at
            self.event = event
            isResumption = event.kind == .resumed
            self.records = records
        }

        /// The same without its event.
        func compacted(records: [Record]) -> Entry {
            var entry = self
            entry.event = nil
            entry.records = records
            return entry
        }

        private enum CodingKeys: String, CodingKey {
            case number, event, records, at, isResumption
        }

        /// Read from a line, with its event or without.
        public init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            number = try values.decode(Int.self, forKey: .number)
            records = try values.decode([Record].self, forKey: .records)
            event = try values.decodeIfPresent(Event.self, forKey: .event)
            at = try event?.at ?? values.decode(Instant.self, forKey: .at)
            isResumption =
                try event.map { $0.kind == .resumed } ?? values.decodeIfPresent(Bool.self, forKey: .isResumption) ?? false
        }

        /// Written as a line; what the event says already is not said twice.
        public func encode(to encoder: any Encoder) throws {
            var values = encoder.container(keyedBy: CodingKeys.self)
            try values.encode(number, forKey: .number)
            try values.encode(records, forKey: .records)
            if let event { return try values.encode(event, forKey: .event) }
            try values.encode(at, forKey: .at)
            if isResumption { try values.encode(true, forKey: .isResumption) }
        }
    }
}
