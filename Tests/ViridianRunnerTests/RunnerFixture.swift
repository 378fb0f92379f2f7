import Foundation
import Synchronization
import ViridianRelease
import ViridianRunner

/// A clock that jumps to whatever is waited for.
final class JumpingClock: ReleaseClock {
    private let instant: Mutex<Instant>

    init(_ instant: Instant = Instant(milliseconds: 1000)) { self.instant = Mutex(instant) }

    func now() -> Instant { instant.withLock { $0 } }

    func sleep(until instant: Instant) async throws {
        self.instant.withLock { $0 = max($0, instant) }
    }
}

/// A small world in memory: its state, and what it was asked for, behind one lock.
final class MemoryWorld: ReleaseWorld {
    struct State {
        var weights = Weights.all(on: .blue)
        var tasks = PerColour(blue: 2, green: 0)
        var revisions: PerColour<Revision?> = PerColour(blue: "web:1", green: nil)
        var failing = PerColour(blue: false, green: false)
        var lease = Lease()
        var isLost = false
        /// What is called before a call is answered.
        var onCall: (@Sendable (Effect.Action) -> Void)?
    }

    let state: Mutex<State>

    init(_ state: sending State = State()) { self.state = Mutex(state) }

    var snapshot: State { state.withLock { $0 } }

    private func called(_ action: Effect.Action) throws {
        let (isLost, onCall) = state.withLock { ($0.isLost, $0.onCall) }
        onCall?(action)
        if isLost { throw WorldLost("the world is gone") }
    }

    func observe(_ query: Query) async throws -> Reading {
        try called(.observe(query, notBefore: query.since))
        return state.withLock { state in
            func read(_ colour: Colour) -> ColourReading {
                let requests = state.weights[colour] * 10
                return ColourReading(
                    revision: state.revisions[colour], desiredTasks: state.tasks[colour], runningTasks: state.tasks[colour],
                    healthy: state.tasks[colour], unhealthy: 0, requests: requests,
                    failures: state.failing[colour] ? requests / 2 : 0, slower: [0])
            }
            return Reading(weights: state.weights, colours: PerColour(blue: read(.blue), green: read(.green)))
        }
    }

    func acquireLease(for holder: String) async throws -> LeaseReply {
        try called(.acquireLease(notBefore: Instant(milliseconds: 0)))
        return state.withLock { $0.lease.acquire(for: holder) }
    }

    func releaseLease(fence: Int) async throws {
        try called(.releaseLease)
        state.withLock { $0.lease.release(fence: fence) }
    }

    /// What comes under an older lease than the newest one is refused.
    private func check(_ fence: Int) throws {
        if let holder = state.withLock({ $0.lease.holder(newerThan: fence) }) { throw Fenced(by: holder) }
    }

    func setScaling(_ scaling: Scaling, of colour: Colour, fence: Int) async throws {
        try called(.setScaling(scaling, of: colour))
        try check(fence)
    }

    func moveTestRoutes(from colour: Colour, fence: Int) async throws {
        try called(.moveTestRoutes(from: colour))
        try check(fence)
    }

    func invoke(_ call: HookCall) async throws -> HookReply {
        try called(.invoke(call))
        return .succeeded
    }

    func deploy(_ revision: Revision, to colour: Colour, tasks: Int, fence: Int) async throws {
        try called(.deploy(revision, to: colour, tasks: tasks))
        try check(fence)
        state.withLock { state in
            state.revisions[colour] = revision
            state.tasks[colour] = tasks
        }
    }

    func setWeights(
        _ weights: Weights, expecting expected: Weights, keeping rule: RuleSettings, fence: Int
    ) async throws -> WeightChange {
        try called(.setWeights(weights, expecting: expected, keeping: rule))
        try check(fence)
        return state.withLock { state in
            guard state.weights == expected || state.weights == weights else { return .refused(live: state.weights) }
            state.weights = weights
            return .changed
        }
    }

    func retire(_ colour: Colour, fence: Int) async throws {
        try called(.retire(colour))
        try check(fence)
        state.withLock { state in
            state.tasks[colour] = 0
            state.revisions[colour] = nil
        }
    }
}

/// A folder that lasts as long as a test.
struct Folder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "viridian-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    var journal: String { "\(path)/journal.jsonl" }

    func remove() { try? FileManager.default.removeItem(atPath: path) }
}

extension Plan {
    static var test: Plan {
        Plan(weights: [10, 100], hold: .seconds(20), bake: .seconds(20), gates: Gate.standard)
    }
}

extension AsyncStream<Command> {
    static var never: AsyncStream<Command> { AsyncStream { _ in } }
}
