import Testing
import ViridianRelease
import ViridianSimulation
import ViridianTesting

@Suite struct ContractTests {
    @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
    func `the simulated world keeps the contract`(seed: UInt64) async {
        let world = SimulatedReleaseWorld(seed: seed)
        let contract = ReleaseWorldContract(world: world, stable: .blue, tasks: 2, revision: "web:2") {
            world.advance(by: .seconds(1))
        }
        #expect(await contract.violations() == [])
    }

    /// A world that forgets to compare is found out.
    @Test func `a world that sets whatever it is told breaks the contract`() async {
        let contract = ReleaseWorldContract(world: Careless(), stable: .blue, tasks: 2, revision: "web:2") {}
        let violations = await contract.violations()
        #expect(violations.contains { $0.hasPrefix("the lease is one holder's") })
        #expect(violations.contains { $0.hasPrefix("weights are compared before they are set") })
        #expect(violations.contains { $0.hasPrefix("a call under an older lease is refused") })
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
