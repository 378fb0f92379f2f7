/// The pairs of CPU units and memory that Fargate offers.
///
/// Source: Amazon ECS Developer Guide, "Task CPU and memory" of "Fargate task definition considerations".
enum FargateSize {
    private static let table: [(units: Int, mebibytes: [Int])] = [
        (256, [512, 1024, 2048]),
        (512, steps(1024, 4096, by: 1024)),
        (1024, steps(2048, 8192, by: 1024)),
        (2048, steps(4096, 16384, by: 1024)),
        (4096, steps(8192, 30720, by: 1024)),
        (8192, steps(16384, 61440, by: 4096)),
        (16384, steps(32768, 122_880, by: 8192)),
        (32768, [61440, 122_880, 249_856]),
    ]

    static var allUnits: [Int] { table.map(\.units) }

    static func memory(forUnits units: Int) -> [Int]? { table.first { $0.units == units }?.mebibytes }

    /// `512`, `.5 vCPU`, `1vcpu`.
    static func units(_ text: String) -> Int? { amount(text, unit: "vcpu") }

    /// `1024`, `1 GB`, `0.5GB`.
    static func mebibytes(_ text: String) -> Int? { amount(text, unit: "gb") }

    /// `512, 1024 or 2048`, or `4096 to 30720 in steps of 1024`.
    static func description(of sizes: [Int]) -> String {
        guard sizes.count > 3, let first = sizes.first, let last = sizes.last else {
            return sizes.dropLast().map(String.init).joined(separator: ", ") + (sizes.last.map { " or \($0)" } ?? "")
        }
        return "\(first) to \(last) in steps of \(sizes[1] - first)"
    }

    private static func steps(_ first: Int, _ last: Int, by step: Int) -> [Int] {
        Array(stride(from: first, through: last, by: step))
    }

    /// A bare number counts as it is; with its unit it is 1,024 times as much.
    private static func amount(_ text: String, unit: String) -> Int? {
        let text = text.lowercased().filter { !$0.isWhitespace }
        guard text.hasSuffix(unit) else { return Int(text) }
        return Double(text.dropLast(unit.count)).map { Int(($0 * 1024).rounded()) }
    }
}
