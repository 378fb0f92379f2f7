import Foundation

/// The probability that a gate fails while a stage holds, reckoned without a throw: the distribution of what has been counted is
/// carried from one measurement to the next, and what has failed leaves it.
///
/// Two kinds of requests are counted, each in a Poisson stream of its own: failed and good ones of the candidate for a bound,
/// failed ones of the candidate and failed ones of stable for a comparison.
struct ExactHold {
    /// How many of each kind come between two measurements, on average.
    var means: (first: Double, second: Double)
    /// How often it is measured.
    var measurements: Int
    /// Whether the gate fails with so many of each kind.
    var fails: (_ first: Int, _ second: Int) -> Bool

    func probability() -> Double {
        let sizes = (Self.size(means.first * Double(measurements)), Self.size(means.second * Double(measurements)))
        let arrivals = (Self.poisson(means.first, sizes.0), Self.poisson(means.second, sizes.1))
        var alive = [Double](repeating: 0, count: sizes.0 * sizes.1)
        alive[0] = 1
        var failed = 0.0
        for _ in 0..<measurements {
            alive = Self.arrive(alive, sizes, arrivals)
            for first in 0..<sizes.0 {
                for second in 0..<sizes.1 where fails(first, second) {
                    failed += alive[first * sizes.1 + second]
                    alive[first * sizes.1 + second] = 0
                }
            }
        }
        return failed
    }

    /// So many states that what is beyond them has no weight: the mean and eight deviations.
    private static func size(_ mean: Double) -> Int { Int(mean + 8 * mean.squareRoot()) + 10 }

    private static func poisson(_ mean: Double, _ size: Int) -> [Double] {
        let all = (0..<size).map { exp(Double($0) * log(mean) - mean - lgamma(Double($0) + 1)) }
        return Array(all.prefix((all.lastIndex { $0 > 1e-13 } ?? 0) + 1))
    }

    private static func arrive(
        _ alive: [Double], _ sizes: (Int, Int), _ arrivals: ([Double], [Double])
    ) -> [Double] {
        var after = [Double](repeating: 0, count: alive.count)
        for first in 0..<sizes.0 {
            for second in 0..<sizes.1 {
                let weight = alive[first * sizes.1 + second]
                if weight < 1e-15 { continue }
                for more in arrivals.0.indices where first + more < sizes.0 {
                    after[(first + more) * sizes.1 + second] += weight * arrivals.0[more]
                }
            }
        }
        var both = [Double](repeating: 0, count: alive.count)
        for first in 0..<sizes.0 {
            for second in 0..<sizes.1 {
                let weight = after[first * sizes.1 + second]
                if weight < 1e-15 { continue }
                for more in arrivals.1.indices where second + more < sizes.1 {
                    both[first * sizes.1 + second + more] += weight * arrivals.1[more]
                }
            }
        }
        return both
    }
}
