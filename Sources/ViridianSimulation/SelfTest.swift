import Synchronization
import ViridianRelease

/// Many seeds, spread over the processors, and what they came to.
public struct SelfTest: Sendable {
    /// The first seed.
    public var firstSeed: UInt64
    /// How many.
    public var count: Int
    /// How many are run at once.
    public var workers: Int

    /// Seeds from the first one on.
    public init(firstSeed: UInt64 = 1, count: Int, workers: Int) {
        self.firstSeed = firstSeed
        self.count = count
        self.workers = workers
    }

    /// Runs all of them. Stops at seeds that break a rule, a hundred at most.
    public func run() async -> Coverage {
        let next = Counter()
        return await withTaskGroup(of: Coverage.self) { group in
            for _ in 0..<max(1, workers) { group.addTask { Self.work(firstSeed, count, next) } }
            return await group.reduce(into: Coverage()) { $0.add($1) }
        }
    }

    private static let batch = 256

    /// Which seed is next; shared by all workers.
    private final class Counter: Sendable {
        private let value = Atomic<Int>(0)

        func take(_ count: Int) -> Int { value.wrappingAdd(count, ordering: .relaxed).oldValue }
    }

    private static func work(_ firstSeed: UInt64, _ count: Int, _ next: Counter) -> Coverage {
        var coverage = Coverage()
        while true {
            let start = next.take(batch)
            guard start < count else { return coverage }
            for offset in start..<min(start + batch, count) {
                var simulation = Simulation(seed: firstSeed + UInt64(offset))
                let result = simulation.run()
                coverage.add(result, simulation.struck)
            }
            if coverage.violations.count >= 100 { return coverage }
        }
    }
}

/// What many seeds came to: how much was tried, and what broke.
public struct Coverage: Sendable {
    /// How many seeds were run.
    public private(set) var seeds = 0
    /// How many events all releases took in.
    public private(set) var events = 0
    /// How many releases ended with each verdict.
    public private(set) var outcomes: [String: Int] = [:]
    /// How many releases had a plan of so many steps.
    public private(set) var steps: [Int: Int] = [:]
    /// How often each fault struck in each phase.
    public private(set) var strikes: [Int]
    /// Seeds that broke a rule, the lowest first.
    public private(set) var violations: [Simulation.Result] = []

    /// Nothing yet.
    public init() { strikes = Array(repeating: 0, count: Fault.allCases.count * PhaseName.allCases.count) }

    mutating func add(_ result: Simulation.Result, _ struck: [(Fault, PhaseName)]) {
        seeds += 1
        events += result.events
        outcomes[result.outcome?.verdict ?? "none", default: 0] += 1
        steps[result.steps, default: 0] += 1
        for (fault, phase) in struck { strikes[fault.rawValue * PhaseName.allCases.count + phase.rawValue] += 1 }
        if result.violation != nil { violations.append(result) }
    }

    mutating func add(_ other: Coverage) {
        seeds += other.seeds
        events += other.events
        outcomes.merge(other.outcomes, uniquingKeysWith: +)
        steps.merge(other.steps, uniquingKeysWith: +)
        for index in strikes.indices { strikes[index] += other.strikes[index] }
        violations = (violations + other.violations).sorted { $0.seed < $1.seed }
    }

    /// How often a fault struck in a phase.
    public func strikes(of fault: Fault, in phase: PhaseName) -> Int {
        strikes[fault.rawValue * PhaseName.allCases.count + phase.rawValue]
    }

    /// The pair of fault and phase that was tried least.
    public var rarest: (fault: Fault, phase: PhaseName, count: Int) {
        var rarest = (fault: Fault.abort, phase: PhaseName.leasing, count: Int.max)
        for fault in Fault.allCases {
            for phase in PhaseName.running where strikes(of: fault, in: phase) < rarest.count {
                rarest = (fault, phase, strikes(of: fault, in: phase))
            }
        }
        return rarest
    }

    /// The median number of steps.
    public var medianSteps: Int {
        var rest = seeds / 2
        for (number, count) in steps.sorted(by: { $0.key < $1.key }) {
            if rest < count { return number }
            rest -= count
        }
        return 0
    }
}
