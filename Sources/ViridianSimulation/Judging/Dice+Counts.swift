import Foundation

extension Dice {
    /// A normal number with mean 0 and deviation 1 (Box and Muller).
    mutating func normal() -> Double {
        (-2 * log(1 - unit())).squareRoot() * cos(2 * Double.pi * unit())
    }

    /// How many of independent arrivals there are where `mean` are expected.
    mutating func poisson(_ mean: Double) -> Int {
        guard mean > 0 else { return 0 }
        guard mean < 40 else { return max(0, Int((mean + mean.squareRoot() * normal()).rounded())) }
        let limit = exp(-mean)
        var count = 0
        var product = unit()
        while product > limit {
            count += 1
            product *= unit()
        }
        return count
    }

    /// How many of `count` happen that each do so with `probability`.
    mutating func binomial(_ count: Int, _ probability: Double) -> Int {
        guard count > 0, probability > 0 else { return 0 }
        guard probability < 1 else { return count }
        if probability > 0.5 { return count - binomial(count, 1 - probability) }
        let mean = Double(count) * probability
        if mean > 40 {
            let deviation = (mean * (1 - probability)).squareRoot()
            return min(count, max(0, Int((mean + deviation * normal()).rounded())))
        }
        // From one success to the next: as many throws as there are successes.
        var successes = 0
        var place = 0
        let scale = log(1 - probability)
        while true {
            place += Int(log(1 - unit()) / scale) + 1
            if place > count { return successes }
            successes += 1
        }
    }
}
