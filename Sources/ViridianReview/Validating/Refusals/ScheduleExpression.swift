/// When a rule of EventBridge runs: `rate(5 minutes)` or `cron(0 8 * * ? *)`.
///
/// Source: Amazon EventBridge User Guide, "Setting a schedule pattern for scheduled rules (legacy)".
enum ScheduleExpression {
    /// What should stand there instead; nothing if the expression is one.
    static func complaint(about text: String) -> String? {
        if let inner = text.argument(of: "rate") { return rate(inner) }
        if let inner = text.argument(of: "cron") { return cron(inner) }
        return "schedule, such as rate(5 minutes) or cron(0 8 * * ? *)"
    }

    private static func rate(_ text: Substring) -> String? {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 2, let count = Int(words[0]), count > 0 else { return "rate, such as rate(5 minutes)" }
        let units = count == 1 ? ["minute", "hour", "day"] : ["minutes", "hours", "days"]
        return units.contains(String(words[1])) ? nil : "rate of \(count) \(units.joined(separator: ", "))"
    }

    /// Minutes, hours, day of the month, month, day of the week, year; one of the two days is left open.
    private static func cron(_ text: Substring) -> String? {
        let fields = text.split(separator: " ", omittingEmptySubsequences: false)
        guard fields.count == 6 else { return "cron expression of six fields, such as cron(0 8 * * ? *)" }
        return fields[2] == "?" || fields[4] == "?" ? nil : "cron expression with ? for one of the two days"
    }
}

extension String {
    /// What stands between the brackets of `name(…)`.
    fileprivate func argument(of name: String) -> Substring? {
        guard hasPrefix("\(name)("), hasSuffix(")") else { return nil }
        return dropFirst(name.count + 1).dropLast()
    }
}
