public import ViridianTemplate

/// How a new version gets its traffic: step by step, with a pause after each, and a time in which the old one stays warm.
///
/// It travels in the metadata of both services as `Viridian::Release`, version 1, and says nothing about gates: a release takes
/// those from the alarms of the two colours.
public struct ReleasePlan: Hashable, Sendable {
    /// One step.
    public struct Step: Hashable, Sendable {
        /// The new version's share of the traffic, in percent.
        public var weight: Int
        /// How long it keeps that share before the next step.
        public var hold: Duration

        /// A step.
        public init(_ weight: Int, hold: Duration) {
            self.weight = weight
            self.hold = hold
        }
    }

    /// The steps; the last gives the new version everything.
    public var steps: [Step]
    /// How long the old version stays warm after that.
    public var bake: Duration
    /// The capacity that the new version must have beyond its share: 0.1 is a tenth.
    public var headroom: Double
    /// Time from one measurement to the next.
    public var measureEvery: Duration

    /// A plan of steps of one's own.
    public init(steps: [Step], bake: Duration, headroom: Double = 0, measureEvery: Duration = .seconds(10)) {
        self.steps = steps
        self.bake = bake
        self.headroom = headroom
        self.measureEvery = measureEvery
    }

    /// The same hold after each step but the last, which is followed by the bake.
    public static func steps(_ weights: [Int], hold: Duration = .seconds(30), bake: Duration = .minutes(5)) -> Self {
        let steps = weights.enumerated().map { Step($1, hold: $0 == weights.count - 1 ? .zero : hold) }
        return Self(steps: steps, bake: bake)
    }

    /// Everything at once, with a bake in which it can be taken back at once.
    public static func allAtOnce(bake: Duration = .minutes(5)) -> Self { steps([100], bake: bake) }

    /// The plan as `Viridian::Release` has it.
    public var metadata: Node {
        [
            "Version": 1,
            "Steps": Node(
                .list(steps.map { ["Weight": Node(.number(Number($0.weight))), "HoldSeconds": Self.seconds($0.hold)] })),
            "BakeSeconds": Self.seconds(bake),
            "Headroom": Node(.number(Number(headroom))),
            "MeasureSeconds": Self.seconds(measureEvery),
        ]
    }

    /// What makes it no plan, in words.
    var problems: [String] {
        var problems: [String] = []
        let weights = steps.map(\.weight)
        if weights.last != 100 { problems.append("the last step gives \(weights.last ?? 0) % and not 100 %") }
        if zip(weights, weights.dropFirst()).contains(where: { $0 >= $1 }) || (weights.first ?? 1) < 1 {
            problems.append("the steps \(weights.map(String.init).joined(separator: ", ")) don't rise from at least 1 %")
        }
        if steps.contains(where: { $0.hold < .zero }) || bake < .zero { problems.append("a time is below zero") }
        if measureEvery <= .zero { problems.append("the time between measurements is not above zero") }
        if headroom < 0 { problems.append("the headroom is below zero") }
        return problems
    }

    private static func seconds(_ duration: Duration) -> Node {
        let (seconds, attoseconds) = duration.components
        return Node(.number(Number(Double(seconds) + Double(attoseconds) / 1e18)))
    }
}
