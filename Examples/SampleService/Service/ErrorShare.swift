/// Says of each request in turn whether it fails, so that exactly the given share of any long run does.
struct ErrorShare {
    private let share: Double
    private var owed = 0.0

    init(_ share: Double) { self.share = share }

    mutating func nextFails() -> Bool {
        owed += share
        // Adding 0.1 ten times gives a little less than 1.
        guard owed >= 1 - 1e-9 else { return false }
        owed -= 1
        return true
    }
}
