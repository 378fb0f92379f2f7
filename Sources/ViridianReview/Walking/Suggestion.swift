/// "Did you mean …?": the nearest of the names that would be right.
public enum Suggestion {
    /// The nearest name, if it is near enough to be a slip of the finger, or the only name that ends so: ServiceArn for Arn.
    public static func nearest(to name: String, among names: some Sequence<String>) -> String? {
        if let near = slip(name, among: names) { return near }
        let longer = name.count < 3 ? [] : names.filter { $0.lowercased().hasSuffix(name.lowercased()) }
        return longer.count == 1 ? longer.first : nil
    }

    private static func slip(_ name: String, among names: some Sequence<String>) -> String? {
        let wanted = Array(name.lowercased().unicodeScalars)
        let limit = max(1, wanted.count / 3)
        var best: (name: String, distance: Int)?
        for candidate in names where candidate != name {
            let letters = Array(candidate.lowercased().unicodeScalars)
            guard abs(letters.count - wanted.count) <= limit else { continue }
            let distance = distance(wanted, letters)
            guard distance <= limit else { continue }
            if let best, (best.distance, best.name) <= (distance, candidate) { continue }
            best = (candidate, distance)
        }
        return best?.name
    }

    /// `; did you mean "Cluster"?` or nothing.
    public static func clause(for name: String, among names: some Sequence<String>) -> String {
        nearest(to: name, among: names).map { "; did you mean \"\($0)\"?" } ?? ""
    }

    /// Letters to insert, delete, replace or swap with their neighbour.
    private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var rows = [Array(0...right.count)]
        for i in 0..<left.count {
            var row = [i + 1]
            for j in 0..<right.count {
                var cost = min(rows[i][j] + (left[i] == right[j] ? 0 : 1), rows[i][j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] { cost = min(cost, rows[i - 1][j - 1] + 1) }
                row.append(cost)
            }
            rows.append(row)
        }
        return rows[left.count][right.count]
    }
}
