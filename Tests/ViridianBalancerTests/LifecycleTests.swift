import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization
import Testing
import ViridianTestSupport
import ViridianBalancer
import ViridianBehaviour

@Suite(.wholeMachine) struct LifecycleTests {
    @Test func `a draining target finishes what it has and gets nothing new`() async throws {
        let old = try await ScriptedTarget { $0.hasPrefix("GET /health ") ? .reply(ok("ok")) : .hold(ok("old")) }
        let new = try await ScriptedTarget { _ in .reply(ok("new")) }
        try await World.with(delay: .seconds(1)) { world in
            try await world.add(old.port)
            let client = try await TestClient.connect(world.port)
            async let slow = client.send(.GET)
            try await eventually("the request arrives") { old.requests.count == 1 }
            try await world.add(new.port)
            world.balancer.deregister(TargetID(host: "127.0.0.1", port: old.port), from: "blue")
            try await world.wait(for: .draining, port: old.port)
            #expect(world.balancer.snapshot().groups["blue"]?.targets.first?.inFlight == 1)
            for _ in 1...10 { #expect(try await TestClient.get(world.port).text == "new") }
            old.release()
            #expect(try await slow.text == "old")
            await client.close()
            #expect(old.requests.count == 1)
            #expect(world.counters().failures == 0)
        }
        await old.stop()
        await new.stop()
    }

    @Test func `a request that outlasts the deregistration delay gets 502`() async throws {
        let target = try await ScriptedTarget { $0.hasPrefix("GET /health ") ? .reply(ok("ok")) : .hang }
        try await World.with(delay: .milliseconds(50)) { world in
            try await world.add(target.port)
            let client = try await TestClient.connect(world.port)
            async let answer = client.send(.GET)
            try await eventually("the request arrives") { target.requests.count == 1 }
            world.balancer.deregister(TargetID(host: "127.0.0.1", port: target.port), from: "blue")
            #expect(try await answer.status == 502)
            await client.close()
            #expect(world.balancer.snapshot().groups["blue"]?.targets == [])
        }
        await target.stop()
    }

    @Test func `a target becomes unhealthy and healthy again, and the events say so`() async throws {
        let isIll = Flag()
        let target = try await ScriptedTarget { _ in
            isIll.value ? .reply("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n") : .reply(ok("ok"))
        }
        let seen = Log<TargetHealth.State>()
        try await World.with { world in
            let events = world.balancer.events
            let watching = Task {
                for await case .targetChanged(_, _, let state, _) in events { seen.append(state) }
            }
            try await world.add(target.port)
            isIll.value = true
            try await world.wait(for: .unhealthy, port: target.port)
            #expect(world.balancer.snapshot().groups["blue"]?.targets.first?.reason == .responseCodeMismatch(500))
            isIll.value = false
            try await world.wait(for: .healthy, port: target.port)
            try await eventually("the events arrive") { seen.values.count == 4 }
            watching.cancel()
        }
        #expect(seen.values == [.initial, .healthy, .unhealthy, .healthy])
        await target.stop()
    }

    @Test func `unhealthy targets serve when there are no others`() async throws {
        let target = try await ScriptedTarget {
            $0.hasPrefix("GET /health ") ? .reply("HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n") : .reply(ok("open"))
        }
        try await World.with { world in
            world.balancer.register(TargetID(host: "127.0.0.1", port: target.port), in: "blue")
            try await world.wait(for: .unhealthy, port: target.port)
            #expect(try await TestClient.get(world.port).text == "open")
        }
        await target.stop()
    }

    @Test func `a check that gets no answer in time fails with its reason`() async throws {
        let target = try await ScriptedTarget { _ in .hang }
        try await World.with(unhealthyThreshold: 1) { world in
            world.balancer.register(TargetID(host: "127.0.0.1", port: target.port), in: "blue")
            try await world.wait(for: .unhealthy, port: target.port)
            #expect(world.balancer.snapshot().groups["blue"]?.targets.first?.reason == .timeout)
        }
        await target.stop()
    }

    @Test func `weights move the traffic at once`() async throws {
        let blue = try await ScriptedTarget { _ in .reply(ok("blue")) }
        let green = try await ScriptedTarget { _ in .reply(ok("green")) }
        try await World.with { world in
            try await world.add(blue.port)
            try await world.add(green.port, to: "green")
            let client = try await TestClient.connect(world.port)
            #expect(try await client.send(.GET).text == "blue")
            let change = world.balancer.setWeights(["blue": 0, "green": 100], expecting: ["blue": 100, "green": 0])
            #expect(change == .swapped)
            for _ in 1...10 { #expect(try await client.send(.GET).text == "green") }
            #expect(world.balancer.snapshot().weights == ["blue": 0, "green": 100])
            await client.close()
        }
        await blue.stop()
        await green.stop()
    }

    @Test func `stopping lets the request in flight end and closes every connection`() async throws {
        let target = try await ScriptedTarget { $0.hasPrefix("GET /health ") ? .reply(ok("ok")) : .hold(ok("last")) }
        try await World.with { world in
            try await world.add(target.port)
            let idle = try await TestClient.connect(world.port)
            let busy = try await TestClient.connect(world.port)
            async let answer = busy.send(.GET)
            try await eventually("the request arrives") { target.requests.count == 1 }
            async let stopped: Void = world.balancer.stop(within: .seconds(5))
            try await idle.channel.closeFuture.get()
            target.release()
            let last = try await answer
            #expect(last.text == "last")
            #expect(last.headers["connection"] == ["close"])
            try await busy.channel.closeFuture.get()
            await stopped
            await #expect(throws: (any Error).self) { try await TestClient.connect(world.port) }
        }
        await target.stop()
    }

    @Test func `a port that is taken is an error with the way out`() async throws {
        try await World.with { world in
            let check = HealthCheck(
                path: "/", interval: .seconds(1), timeout: .seconds(1), healthyThreshold: 2, unhealthyThreshold: 2)
            let second = try Balancer(
                configuration: BalancerConfiguration(
                    port: world.port, targetGroups: [TargetGroup(id: "blue", healthCheck: check, deregistrationDelay: .zero)],
                    defaultAction: .forward([WeightedGroup(id: "blue", weight: 1)])),
                group: .singletonMultiThreadedEventLoopGroup,
                clock: BalancerClock(now: { .zero }, sinceEpoch: { .zero }, seed: 1))
            do {
                _ = try await second.start()
                Issue.record("the second balancer listens on the same port")
            } catch let error as BalancerError {
                #expect(error.code == .cannotListen)
                #expect(error.description.hasSuffix("choose another port, or 0 for any"))
            }
        }
    }
}

/// A switch that a script reads.
final class Flag: Sendable {
    private let box = Mutex(false)
    var value: Bool {
        get { box.withLock { $0 } }
        set { box.withLock { $0 = newValue } }
    }
}

/// A list that several tasks append to.
final class Log<Value: Sendable>: Sendable {
    private let box = Mutex<[Value]>([])
    var values: [Value] { box.withLock { $0 } }
    func append(_ value: Value) { box.withLock { $0.append(value) } }
}
