import Testing
import ViridianRelease
import ViridianSimulation
import ViridianTesting

@Suite struct ContractTests {
    @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
    func `the simulated world keeps the contract`(seed: UInt64) async {
        let replies: [HookReply] = [.succeeded, .failed(reason: "no"), .inProgress(afterSeconds: 3), .invalid(reply: "?")]
        let world = SimulatedReleaseWorld(seed: seed, hooks: replies)
        let hooks = replies.enumerated().map { number, reply in
            let call = HookCall(hook: number, stage: .step(0), idempotencyKey: "contract/\(number)")
            return ReleaseWorldContract.KnownHook(call, answers: reply)
        }
        let contract = ReleaseWorldContract(world: world, stable: .blue, tasks: 2, revision: "web:2", hooks: hooks) {
            world.advance(by: .seconds(1))
        }
        #expect(await contract.violations() == [])
    }

    /// A world that forgets to compare is found out.
    @Test func `a world that sets whatever it is told breaks the contract`() async {
        let call = HookCall(hook: 0, stage: .bake, idempotencyKey: "contract/0")
        let contract = ReleaseWorldContract(
            world: Careless(), stable: .blue, tasks: 2, revision: "web:2", hooks: [.init(call, answers: .failed(reason: "no"))]
        ) {}
        let violations = await contract.violations()
        #expect(violations.contains { $0.hasPrefix("the lease is one holder's") })
        #expect(violations.contains { $0.hasPrefix("weights are compared before they are set") })
        #expect(violations.contains { $0.hasPrefix("a call under an older lease is refused") })
        #expect(
            violations.contains(
                "a hook is asked, and asked again, and changes nothing: hook 0 answered succeeded, not failed(reason: \"no\")"))
        #expect(violations.contains("a hook that the plan doesn't have gives no answer: it answered succeeded"))
        #expect(violations.contains("every signal that was asked for has an answer: 0 answers to 3 signals"))
    }

    struct Careless: ReleaseWorld {
        func acquireLease(for holder: String) async throws -> LeaseReply { .acquired(fence: 1) }
        func releaseLease(fence: Int) async throws {}
        func observe(_ query: Query) async throws -> Reading {
            let colour = ColourReading(revision: nil, desiredTasks: 0, runningTasks: 0, healthy: 0, unhealthy: 0)
            return Reading(weights: .all(on: .blue), colours: PerColour(blue: colour, green: colour))
        }
        func deploy(_ revision: Revision, to colour: Colour, tasks: Int, fence: Int) async throws {}
        func setWeights(
            _ weights: Weights, expecting: Weights, keeping: RuleSettings, fence: Int
        ) async throws -> WeightChange { .changed }
        func setScaling(_ scaling: Scaling, of colour: Colour, fence: Int) async throws {}
        func moveTestRoutes(from colour: Colour, fence: Int) async throws {}
        func retire(_ colour: Colour, fence: Int) async throws {}
        func invoke(_ call: HookCall) async throws -> HookReply { .succeeded }
    }
}
