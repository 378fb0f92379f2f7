/// A day of the calendar, such as the last one on which an acceptance holds: `2027-01-31`.
public struct Day: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The year, of four digits.
    public let year: Int
    /// From 1 to 12.
    public let month: Int
    /// From 1 to the month's last.
    public let day: Int

    /// A day that exists; otherwise nothing.
    public init?(year: Int, month: Int, day: Int) {
        guard (1000...9999).contains(year), (1...12).contains(month), day >= 1, day <= Self.length(of: month, in: year) else {
            return nil
        }
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// The day that a text names in the form `2027-01-31`; otherwise nothing.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2], parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The day of an instant, in UTC; nothing for years of other than four digits.
    public init?(secondsSince1970 seconds: Int) {
        var days = seconds / 86_400 - (seconds % 86_400 < 0 ? 1 : 0)
        var year = 1970
        // Four hundred years are always as long.
        let (eras, length) = (days >= 0 ? days / 146_097 : -((146_096 - days) / 146_097), 146_097)
        (days, year) = (days - eras * length, year + eras * 400)
        while days >= Self.days(in: year) { (days, year) = (days - Self.days(in: year), year + 1) }
        var month = 1
        while days >= Self.length(of: month, in: year) { (days, month) = (days - Self.length(of: month, in: year), month + 1) }
        self.init(year: year, month: month, day: days + 1)
    }

    /// `2027-01-31`
    public var description: String {
        func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(year)-\(padded(month))-\(padded(day))"
    }

    /// Whether the left comes first.
    public static func < (left: Self, right: Self) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    private static func days(in year: Int) -> Int { isLeap(year) ? 366 : 365 }
    private static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    private static func length(of month: Int, in year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
