import Testing
import ViridianTestSupport
import ViridianRelease

/// Random faults at random instants; the safety rules hold after each event, and with the faults off the release ends.
@Suite(.wholeMachine) struct ReleaseFuzzTests {
    final class Dice {
        var generator: SplitMix
        var isLoaded = true
        init(seed: UInt64) { generator = SplitMix(state: seed) }

        func fate() -> Simulation.Fate {
            guard isLoaded, Int.random(in: 0..<100, using: &generator) < 15 else { return .answered }
            return switch Int.random(in: 0..<5, using: &generator) {
            case 0: .neverSent
            case 1: .landedAndFailed
            case 2: .failedAndLands(after: .milliseconds(Int.random(in: 1...20_000, using: &generator)))
            case 3: .answeredAfter(.milliseconds(Int.random(in: 1...20_000, using: &generator)))
            default: .answeredTwice
            }
        }
    }

    static var plan: Plan {
        var plan = Plan.test
        plan.pollEvery = .seconds(4)
        return plan
    }

    /// A world in which something goes wrong, sooner or later.
    static func simulation(seed: UInt64, _ dice: Dice) -> Simulation {
        var simulation = Simulation(plan)
        simulation.fate = { _ in dice.fate() }
        for _ in 0..<Int.random(in: 0...3, using: &dice.generator) {
            let colour: Colour = Int.random(in: 0..<3, using: &dice.generator) == 0 ? .blue : .green
            let kind = Int.random(in: 0..<9, using: &dice.generator)
            let lasts = Int.random(in: 1...60, using: &dice.generator)
            let at = Int.random(in: 0...250, using: &dice.generator)
            let weight = Int.random(in: 0...100, using: &dice.generator)
            simulation.after(.seconds(at)) { world in
                switch kind {
                case 0: world.colours[colour].behaviour.errorRate = 0.3
                case 1: world.colours[colour].behaviour.slowShare = 0.3
                case 2, 3: world.colours[colour].behaviour.isBroken = true
                case 4: world.colours[colour].behaviour.startsAfter = nil
                case 5: world.colours[colour].behaviour.breakerAfter = .seconds(20)
                case 6:
                    world.weights = Weights(blue: weight, green: 100 - weight)
                    world.isMeddledWith = true
                case 7: world.colours[colour].revision = "web:9"
                default: world.requestsPerSecond = 0
                }
            }
            simulation.after(.seconds(at + lasts)) { world in
                world.colours[colour].behaviour = ModelWorld.Behaviour()
                world.requestsPerSecond = 50
            }
        }
        if Int.random(in: 0..<4, using: &dice.generator) == 0 {
            simulation.abortsAtStep = Int.random(in: 1...80, using: &dice.generator)
        }
        if Int.random(in: 0..<3, using: &dice.generator) == 0 {
            simulation.restartsAtStep = Int.random(in: 1...80, using: &dice.generator)
        }
        return simulation
    }

    @Test func `whatever goes wrong, the rules hold and the release ends`() {
        var outcomes: Set<String> = []
        for seed in UInt64(1)...2000 {
            let dice = Dice(seed: seed)
            var simulation = Self.simulation(seed: seed, dice)
            simulation.run(stepsMaximum: 150)
            dice.isLoaded = false
            simulation.run(stepsMaximum: 600)
            guard simulation.safety.violations.isEmpty, let outcome = simulation.release.outcome else {
                let what = simulation.safety.violations.first ?? "it has not ended: \(simulation.release.phase)"
                Issue.record("seed \(seed): \(what)\n\(simulation.records.suffix(12).map { "\($0)" }.joined(separator: "\n"))")
                return
            }
            outcomes.insert(outcome.verdict)
            simulation.land()
            // What the outcome says is what the world has become, unless somebody else had a hand in its weights.
            let serving: Colour? =
                switch outcome {
                case .promoted: .green
                case .rolledBack, .aborted: .blue
                default: nil
                }
            guard let serving, !simulation.world.isMeddledWith else { continue }
            #expect(simulation.world.weights == .all(on: serving), "seed \(seed)")
            #expect(simulation.world.colours[serving].desired > 0, "seed \(seed)")
        }
        #expect(outcomes == ["promoted", "rolled back", "aborted", "paused", "drift", "refused", "rollback unverified"])
    }
}
