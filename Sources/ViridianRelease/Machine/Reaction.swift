/// What came of an event: effects to perform, and records to keep and to show.
public struct Reaction: Hashable, Sendable {
    /// What is to be done now, in any order.
    public internal(set) var effects: [Effect] = []
    /// What is to be kept and shown, in this order.
    public internal(set) var records: [Record] = []
    /// How many records there were, whether or not they were kept.
    public private(set) var recordCount = 0
    let keepsRecords: Bool

    /// A reaction to be filled. Where millions of events are tried, records are only counted.
    public init(keepsRecords: Bool = true) { self.keepsRecords = keepsRecords }

    mutating func note(_ record: @autoclosure () -> Record) {
        recordCount += 1
        if keepsRecords { records.append(record()) }
    }

    /// Makes room for the reaction to the next event.
    mutating func clear() {
        // There are one or two, and they go faster one by one.
        while !effects.isEmpty { effects.removeLast() }
        if !records.isEmpty { records.removeAll(keepingCapacity: true) }
        recordCount = 0
    }
}
