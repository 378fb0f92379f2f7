public import ViridianRelease

/// What every ``ReleaseWorld`` owes a release, as checks that any implementation can be put through.
///
/// ```swift
/// @Test func `my world keeps the contract`() async throws {
///     let contract = ReleaseWorldContract(world: MyWorld(), stable: .blue, tasks: 2, revision: "web:2", hooks: []) {}
///     #expect(await contract.violations() == [])
/// }
/// ```
///
/// The world it is given must have one colour that serves everything, healthy, and another without tasks. It is changed.
public struct ReleaseWorldContract: Sendable {
    /// One promise: what it is called, and how it is kept.
    private struct Promise {
        var name: String
        var check: (Checker) async throws -> Void
    }

    private let world: any ReleaseWorld
    private let stable: Colour
    private let tasks: Int
    private let revision: Revision
    private let hooks: [KnownHook]
    private let pause: @Sendable () async -> Void

    /// A question to a hook whose answer is known.
    public struct KnownHook: Sendable {
        /// What is asked; the world knows the hook by its number in the plan.
        public var call: HookCall
        /// What it answers, however often it is asked.
        public var reply: HookReply

        /// A question and its answer.
        public init(_ call: HookCall, answers reply: HookReply) {
            self.call = call
            self.reply = reply
        }
    }

    /// - Parameters:
    ///   - world: a world in which nothing is being released.
    ///   - stable: the colour that serves.
    ///   - tasks: how many tasks are started of the other one.
    ///   - revision: what they run.
    ///   - hooks: questions to every kind of hook that the world can ask.
    ///   - pause: waits a little, where the world's time is real; called until something has come true.
    public init(
        world: any ReleaseWorld, stable: Colour, tasks: Int, revision: Revision, hooks: [KnownHook],
        pause: @escaping @Sendable () async -> Void
    ) {
        self.world = world
        self.stable = stable
        self.tasks = tasks
        self.revision = revision
        self.hooks = hooks
        self.pause = pause
    }

    /// Every promise that was broken, in words; empty for a world that a release can rely on.
    public func violations() async -> [String] {
        var violations: [String] = []
        for promise in promises {
            let checker = Checker(world: world, stable: stable, tasks: tasks, revision: revision, hooks: hooks, pause: pause)
            do {
                try await promise.check(checker)
            } catch let broken as Broken {
                violations.append("\(promise.name): \(broken.what)")
            } catch {
                violations.append("\(promise.name): \(error)")
            }
        }
        return violations
    }

    private var promises: [Promise] {
        [
            Promise(name: "the lease is one holder's") { try await $0.leaseIsOneHolders() },
            Promise(name: "a call under an older lease is refused") { try await $0.olderLeaseIsRefused() },
            Promise(name: "weights are compared before they are set") { try await $0.weightsAreCompared() },
            Promise(name: "a deploy that is made twice is one deploy") { try await $0.deployTwice() },
            Promise(name: "requests are counted from the instant that was asked for") { try await $0.countsFromInstant() },
            Promise(name: "every signal that was asked for has an answer") { try await $0.signalsAnswer() },
            Promise(name: "a hook is asked, and asked again, and changes nothing") { try await $0.hooksAnswer() },
            Promise(name: "a hook that the plan doesn't have gives no answer") { try await $0.unknownHookIsNone() },
            Promise(name: "a colour that was retired twice has no tasks and no test route") { try await $0.retireTwice() },
        ]
    }
}

/// A promise that was not kept.
struct Broken: Error {
    var what: String
}

/// The checks, one promise each; they run in this order and each leaves the world as the next one wants it.
struct Checker {
    let world: any ReleaseWorld
    let stable: Colour
    let tasks: Int
    let revision: Revision
    let hooks: [ReleaseWorldContract.KnownHook]
    let pause: @Sendable () async -> Void

    private static let holder = "contract"

    func leaseIsOneHolders() async throws {
        let first = try await fence()
        let other = try await world.acquireLease(for: "somebody else")
        try expect(other == .held(by: Self.holder), "somebody else got \(other)")
        let again = try await fence()
        try expect(again > first, "taken anew it has number \(again), not above \(first)")
        try await world.releaseLease(fence: again)
        guard case .acquired(let third) = try await world.acquireLease(for: "somebody else") else {
            throw Broken(what: "nobody can have it after it was given back")
        }
        try await world.releaseLease(fence: third)
    }

    func olderLeaseIsRefused() async throws {
        let old = try await fence()
        let new = try await fence()
        let before = try await read()
        do {
            _ = try await world.setWeights(.all(on: stable.other), expecting: before.weights, keeping: before.rule, fence: old)
            throw Broken(what: "weights were set under lease \(old) while \(new) counts")
        } catch is Fenced {}
        try expect(try await read().weights == before.weights, "the weights changed all the same")
        try await world.releaseLease(fence: new)
    }

    func weightsAreCompared() async throws {
        let fence = try await fence()
        let before = try await read()
        let wrong = Weights(blue: before.weights.green + 1, green: before.weights.blue + 1)
        let refused = try await world.setWeights(wrong, expecting: wrong.swapped, keeping: before.rule, fence: fence)
        try expect(refused == .refused(live: before.weights), "weights that nobody expected were answered by \(refused)")
        try expect(try await read().weights == before.weights, "and were changed")
        var shifted = before.weights
        shifted[stable] -= 1
        shifted[stable.other] += 1
        for _ in 1...2 {
            let change = try await world.setWeights(shifted, expecting: before.weights, keeping: before.rule, fence: fence)
            try expect(change == .changed, "the same write, made twice, was answered by \(change)")
        }
        let after = try await read()
        try expect(after.weights == shifted, "\(shifted) was written and \(after.weights) is read")
        try expect(after.rule == before.rule, "a write of weights changed \(before.rule) to \(after.rule)")
        _ = try await world.setWeights(before.weights, expecting: shifted, keeping: before.rule, fence: fence)
        try await world.releaseLease(fence: fence)
    }

    func deployTwice() async throws {
        let fence = try await fence()
        for _ in 1...2 { try await world.deploy(revision, to: stable.other, tasks: tasks, fence: fence) }
        try await wait("\(tasks) healthy tasks of \(revision)") {
            let own = $0.colours[stable.other]
            return own.healthy == tasks && own.desiredTasks == tasks && own.revision == revision
        }
        try await world.releaseLease(fence: fence)
    }

    func countsFromInstant() async throws {
        let future = Query(since: Instant(milliseconds: Int64.max / 4), latencyBoundsMilliseconds: [1, 1_000_000])
        let reading = try await world.observe(future)
        for colour in Colour.allCases {
            let own = reading.colours[colour]
            try expect(own.requests == 0 && own.failures == 0, "\(own.requests) requests of a time that has not come")
            try expect(own.slower.count == 2, "\(own.slower.count) counts for 2 bounds")
        }
    }

    func signalsAnswer() async throws {
        let names = ["contract one", "contract two", "contract three"]
        let reading = try await world.observe(
            Query(since: Instant(milliseconds: 0), latencyBoundsMilliseconds: [], signals: names))
        try expect(reading.signals.count == names.count, "\(reading.signals.count) answers to \(names.count) signals")
    }

    /// A runner that died asks again with the same key, perhaps while the first question is open still; and no lease is needed,
    /// so that asking can't be refused.
    func hooksAnswer() async throws {
        let before = try await read()
        for hook in hooks {
            async let first = world.invoke(hook.call)
            async let second = world.invoke(hook.call)
            for reply in try await [first, second, world.invoke(hook.call)] {
                try expect(reply == hook.reply, "hook \(hook.call.hook) answered \(reply), not \(hook.reply)")
            }
        }
        try expect(try await read().weights == before.weights, "the weights changed")
    }

    func unknownHookIsNone() async throws {
        let reply: HookReply
        do {
            reply = try await world.invoke(HookCall(hook: 1_000_000, stage: .bake, idempotencyKey: "contract/unknown"))
        } catch {
            return
        }
        throw Broken(what: "it answered \(reply)")
    }

    func retireTwice() async throws {
        let fence = try await fence()
        for _ in 1...2 {
            try await world.moveTestRoutes(from: stable.other, fence: fence)
            try await world.retire(stable.other, fence: fence)
        }
        try await wait("no task of \(stable.other)") {
            let own = $0.colours[stable.other]
            return own.desiredTasks == 0 && own.runningTasks == 0 && own.testRoutes == 0 && own.revision == nil
        }
        try await world.releaseLease(fence: fence)
    }

    // MARK: Steps

    private func fence() async throws -> Int {
        guard case .acquired(let fence) = try await world.acquireLease(for: Self.holder) else {
            throw Broken(what: "the lease can't be had")
        }
        return fence
    }

    private func read() async throws -> Reading {
        try await world.observe(Query(since: Instant(milliseconds: 0), latencyBoundsMilliseconds: []))
    }

    private func wait(_ what: String, until isTrue: (Reading) -> Bool) async throws {
        for _ in 0..<600 {
            if isTrue(try await read()) { return }
            await pause()
        }
        throw Broken(what: "there never were \(what)")
    }

    private func expect(_ holds: Bool, _ what: @autoclosure () -> String) throws {
        if !holds { throw Broken(what: what()) }
    }
}

extension Weights {
    fileprivate var swapped: Weights { Weights(blue: green, green: blue) }
}
