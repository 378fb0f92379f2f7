import ViridianTemplate

/// How a new version is released: it travels in the metadata of both services, where the rehearsal and the release find it.
///
/// The schema is in docs/plan.md. Gates are left to the alarms of both colours.
public struct ReleasePlan: Hashable, Sendable {
    /// The candidate's weights in percent, step by step; the last one is 100.
    public var weights: [Int]
    /// How long each step but the last holds.
    public var hold: Duration
    /// How long the old colour stays warm after the last step.
    public var bake: Duration

    /// Weights that are all held equally long.
    public static func steps(_ weights: [Int], hold: Duration = .seconds(30), bake: Duration) -> ReleasePlan {
        ReleasePlan(weights: weights, hold: hold, bake: bake)
    }

    /// What is wrong with it, in words.
    var problems: [String] {
        let isRising = zip(weights, weights.dropFirst()).allSatisfy { $0 < $1 }
        guard weights.last == 100, isRising, weights.allSatisfy((1...100).contains) else {
            return ["a release's steps rise from at least 1 to 100 percent; these are \(weights)"]
        }
        return []
    }

    var node: Node {
        let steps = weights.map { weight -> Node in
            [
                "Weight": Node(.number(Number(weight))),
                "HoldSeconds": Node(.number(Number(weight == 100 ? 0 : hold.wholeSeconds))),
            ]
        }
        return [
            "Version": 1, "Steps": Node(.list(steps)), "BakeSeconds": Node(.number(Number(bake.wholeSeconds))),
            // Both colours have the same size, so neither has more than its share.
            "Headroom": 0,
        ]
    }
}

extension Duration {
    /// A length of minutes, as release plans are written: `.minutes(5)`.
    public static func minutes(_ minutes: Int) -> Duration { .seconds(minutes * 60) }

    var wholeSeconds: Int { Int(components.seconds) }
}

/// What stands in for a service's container when a release is rehearsed on a machine.
public struct RehearsalCommand: Hashable, Sendable {
    /// The program and its arguments; `{port}` stands for the port.
    public var command: [String]
    /// Environment variables beside `PORT` and `VERSION`.
    public var environment: [String: String]

    /// A program that takes its port from `PORT` or `{port}`.
    public init(_ command: [String], environment: [String: String] = [:]) {
        self.command = command
        self.environment = environment
    }

    var node: Node {
        var object: Object = ["Command": Node(.list(command.map { Node(.string($0)) }))]
        if !environment.isEmpty {
            let fields = environment.sorted { $0.key < $1.key }.map { Field($0.key, Node(.string($0.value))) }
            object["Environment"] = Node(.object(Object(fields)))
        }
        return Node(.object(object))
    }
}
