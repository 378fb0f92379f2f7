import NIOCore
import NIOHTTP1
import NIOPosix
import Testing
import ViridianTestSupport
import ViridianBalancer
import ViridianBehaviour

@Suite(.wholeMachine) struct FaultTests {
    /// A port on which nobody listens.
    private func closedPort() async throws -> Int {
        let target = try await ScriptedTarget { _ in .hang }
        await target.stop()
        return target.port
    }

    @Test func `a group without targets gives 503`() async throws {
        try await World.with { world in
            let answer = try await TestClient.get(world.port)
            #expect(answer.status == 503)
            #expect(world.counters().made503 == 1)
            #expect(world.balancer.window(group: "blue", since: .zero)?.failures == 1)
        }
    }

    @Test func `a refused connection gives 502 and counts as a connection error`() async throws {
        let port = try await closedPort()
        try await World.with { world in
            world.balancer.register(TargetID(host: "127.0.0.1", port: port), in: "blue")
            try await world.wait(for: .unhealthy, port: port)
            #expect(try await TestClient.get(world.port).status == 502)
            #expect(world.counters().connectionErrors == 1)
            #expect(world.counters().made502 == 1)
            #expect(world.counters().requests == 1)
        }
    }

    @Test func `a target that closes with the request outstanding gives 502`() async throws {
        let target = try await ScriptedTarget { $0.hasPrefix("GET /health ") ? .reply(ok("ok")) : .close }
        try await World.with { world in
            try await world.add(target.port)
            let client = try await TestClient.connect(world.port)
            #expect(try await client.send(.GET).status == 502)
            #expect(try await client.send(.GET).status == 502)
            await client.close()
            #expect(world.counters().made502 == 2)
            #expect(target.requests.count == 2)
        }
        await target.stop()
    }

    @Test func `an answer that is not HTTP gives 502`() async throws {
        let target = try await ScriptedTarget { $0.hasPrefix("GET /health ") ? .reply(ok("ok")) : .reply("nonsense\r\n\r\n") }
        try await World.with { world in
            try await world.add(target.port)
            #expect(try await TestClient.get(world.port).status == 502)
        }
        await target.stop()
    }

    @Test func `an answer that breaks off ends the client's connection and counts as a failure`() async throws {
        let target = try await ScriptedTarget {
            $0.hasPrefix("GET /health ") ? .reply(ok("ok")) : .replyAndClose("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")
        }
        try await World.with { world in
            try await world.add(target.port)
            let text = try await exchange(world.port, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(text == "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")
            #expect(world.counters().brokenAnswers == 1)
            #expect(world.counters().failures == 1)
        }
        await target.stop()
    }

    @Test func `a target that never answers gives 504 after the idle timeout`() async throws {
        let target = try await ScriptedTarget { $0.hasPrefix("GET /health ") ? .reply(ok("ok")) : .hang }
        try await World.with(idleTimeout: .milliseconds(100)) { world in
            try await world.add(target.port)
            #expect(try await TestClient.get(world.port).status == 504)
            #expect(world.counters().made504 == 1)
            #expect(world.balancer.snapshot().groups["blue"]?.targets.first?.inFlight == 0)
        }
        await target.stop()
    }

    @Test func `TRACE gives 405, and what is not HTTP gives 400`() async throws {
        try await World.with { world in
            let client = try await TestClient.connect(world.port)
            #expect(try await client.send(.TRACE).status == 405)
            await client.close()
            #expect(try await exchange(world.port, "nonsense\r\n\r\n").hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
            #expect(try await exchange(world.port, "GET / HTTP/1.1\r\n\r\n").hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
        }
    }

    @Test func `more than 30 forwarded addresses give 463`() async throws {
        let target = try await ScriptedTarget { _ in .reply(ok("hi")) }
        try await World.with { world in
            try await world.add(target.port)
            let client = try await TestClient.connect(world.port)
            func addresses(_ count: Int) -> HTTPHeaders {
                ["X-Forwarded-For": Array(repeating: "10.0.0.1", count: count).joined(separator: ", ")]
            }
            #expect(try await client.send(.GET, headers: addresses(30)).status == 200)
            #expect(try await client.send(.GET, headers: addresses(31)).status == 463)
            await client.close()
        }
        await target.stop()
    }

    @Test func `a pooled connection that the target closed is noticed before it is used`() async throws {
        let target = try await ScriptedTarget { request in
            request.hasPrefix("GET /health ") ? .reply(ok("ok")) : .replyAndClose(ok("hi"))
        }
        try await World.with { world in
            try await world.add(target.port)
            let client = try await TestClient.connect(world.port)
            for _ in 1...20 {
                #expect(try await client.send(.GET).status == 200)
                try await Task.sleep(for: .milliseconds(5))
            }
            await client.close()
            #expect(world.counters().failures == 0)
        }
        await target.stop()
    }

    @Test func `a client that leaves is counted as abandoned, not as a failure`() async throws {
        let target = try await ScriptedTarget { $0.hasPrefix("GET /health ") ? .reply(ok("ok")) : .hang }
        try await World.with { world in
            try await world.add(target.port)
            let client = try await TestClient.connect(world.port)
            async let answer = client.send(.GET)
            try await eventually("the request arrives") { target.requests.count == 1 }
            await client.close()
            _ = try? await answer
            try await eventually("the balancer notices") { world.counters().abandoned == 1 }
            #expect(world.counters().failures == 0)
            #expect(world.balancer.snapshot().groups["blue"]?.targets.first?.inFlight == 0)
        }
        await target.stop()
    }

    @Test func `a rule sends its paths to a fixed answer or elsewhere`() async throws {
        let rules = [
            Rule(
                priority: 1, pathPatterns: [PathPattern("/fixed")],
                action: .fixedResponse(FixedResponse(status: 418, contentType: "text/plain", body: "tea"))),
            Rule(priority: 2, pathPatterns: [PathPattern("/old/*")], action: .redirect(Redirect(status: 301, path: "/new"))),
        ]
        try await World.with(rules: rules) { world in
            let client = try await TestClient.connect(world.port)
            let fixed = try await client.send(.GET, "/fixed?x")
            #expect(fixed.status == 418)
            #expect(fixed.text == "tea")
            let redirect = try await client.send(.GET, "/old/a?b", headers: ["Host": "shop:1"])
            #expect(redirect.status == 301)
            #expect(redirect.headers["location"] == ["http://shop:\(world.port)/new?b"])
            #expect(try await client.send(.GET, "/").status == 503)
            await client.close()
        }
    }
}
