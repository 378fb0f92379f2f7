import NIOCore
import NIOHTTP1
import SampleService
import Testing
import ViridianTestSupport
import ViridianBalancer
import ViridianBehaviour

@Suite(.wholeMachine) struct ForwardingTests {
    @Test func `a request reaches the target and its answer comes back`() async throws {
        let server = try await SampleServer(settings: SampleServiceSettings(environment: ["PORT": "0", "VERSION": "7"]))
        try await World.with { world in
            try await world.add(server.port)
            #expect(try await TestClient.get(world.port, "/version").text == "7\n")
            #expect(world.counters().targetAnswers[2] == 1)
        }
        await server.stop(within: .zero)
    }

    @Test func `connections are kept on both sides`() async throws {
        let target = try await ScriptedTarget { _ in .reply(ok("hi")) }
        try await World.with { world in
            try await world.add(target.port)
            let client = try await TestClient.connect(world.port)
            for _ in 1...20 { #expect(try await client.send(.GET).text == "hi") }
            #expect(target.connections == 1)
            #expect(target.requests.count == 20)
            await client.close()
        }
        await target.stop()
    }

    @Test func `over 1000 requests the weights are kept exactly`() async throws {
        let blue = try await ScriptedTarget { _ in .reply(ok("blue")) }
        let green = try await ScriptedTarget { _ in .reply(ok("green")) }
        try await World.with(weights: ["blue": 90, "green": 10]) { world in
            try await world.add(blue.port)
            try await world.add(green.port, to: "green")
            let client = try await TestClient.connect(world.port)
            for _ in 1...1000 { #expect(try await client.send(.GET).status == 200) }
            await client.close()
            #expect(world.counters("blue").requests == 900)
            #expect(world.counters("green").requests == 100)
            let window = try #require(world.balancer.window(group: "green", since: .zero))
            #expect(window.requests == 100)
            #expect(window.failures == 0)
            #expect(try #require(window.p99) < .seconds(1))
            #expect(world.balancer.window(group: "green", since: world.now() + .seconds(1))?.requests == 0)
        }
        await blue.stop()
        await green.stop()
    }

    @Test func `an answer names its target group only where that is asked for`() async throws {
        let target = try await ScriptedTarget { _ in .reply(ok("hi", headers: "X-Group: forged\r\n")) }
        try await World.with(groupHeader: "x-group") { world in
            #expect(try await TestClient.get(world.port).headers["x-group"] == ["blue"])
            try await world.add(target.port)
            #expect(try await TestClient.get(world.port).headers["x-group"] == ["blue"])
        }
        try await World.with { world in
            try await world.add(target.port)
            #expect(try await TestClient.get(world.port).headers["x-group"] == ["forged"])
        }
        await target.stop()
    }

    @Test func `a window counts the requests that were slower than each bound`() async throws {
        let settings = try SampleServiceSettings(environment: ["PORT": "0", "FAULT_LATENCY": "30ms"])
        let server = try await SampleServer(settings: settings)
        try await World.with { world in
            try await world.add(server.port)
            for _ in 1...3 { _ = try await TestClient.get(world.port) }
            let window = try #require(
                world.balancer.window(group: "blue", since: .zero, latencyBounds: [.milliseconds(10), .seconds(20)]))
            #expect(window.requests == 3)
            #expect(window.slower == [3, 0])
        }
        await server.stop(within: .zero)
    }

    @Test func `the target sees the balancer's headers and no hop-by-hop ones`() async throws {
        let target = try await ScriptedTarget { _ in .reply(ok("hi", headers: "Keep-Alive: timeout=5\r\n")) }
        try await World.with { world in
            try await world.add(target.port)
            let client = try await TestClient.connect(world.port)
            let headers: HTTPHeaders = [
                "Host": "Shop.Example", "X-Forwarded-For": "10.0.0.1", "X-Forwarded-Proto": "https", "Connection": "X-Mine",
                "X-Mine": "1",
                "Keep-Alive": "timeout=3", "TE": "trailers", "Upgrade": "h2c", "X-Other": "kept",
            ]
            let answer = try await client.send(.GET, "/a?b=c", headers: headers)
            #expect(!answer.headers.contains(name: "keep-alive"))
            await client.close()
            let lines = try #require(target.requests.first).split(separator: "\r\n").map(String.init)
            #expect(
                lines.filter { !$0.hasPrefix("X-Amzn") } == [
                    "GET /a?b=c HTTP/1.1", "Host: shop.example", "X-Other: kept", "X-Forwarded-For: 10.0.0.1, 127.0.0.1",
                    "X-Forwarded-Proto: http", "X-Forwarded-Port: \(world.port)",
                ])
            let trace = try #require(lines.first { $0.hasPrefix("X-Amzn-Trace-Id: ") })
            #expect(try /X-Amzn-Trace-Id: Root=1-6a000001-[0-9a-f]{24}/.wholeMatch(in: trace) != nil)
        }
        await target.stop()
    }

    @Test func `a trace root is kept and gets a Self in front`() async throws {
        let target = try await ScriptedTarget { _ in .reply(ok("hi")) }
        try await World.with { world in
            try await world.add(target.port)
            let client = try await TestClient.connect(world.port)
            _ = try await client.send(.GET, headers: ["X-Amzn-Trace-Id": "Self=1-1-1;Root=1-2-3;Extra=x"])
            await client.close()
            let request = try #require(target.requests.first)
            #expect(try /X-Amzn-Trace-Id: Self=1-6a000001-[0-9a-f]{24};Root=1-2-3;Extra=x\r\n/.firstMatch(in: request) != nil)
        }
        await target.stop()
    }

    @Test func `answers without a body, to HEAD, and of status 204 and 304 keep the connection in step`() async throws {
        let target = try await ScriptedTarget { request in
            if request.hasPrefix("HEAD") { return .reply("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n") }
            if request.contains(" /none ") { return .reply("HTTP/1.1 204 No Content\r\n\r\n") }
            if request.contains(" /same ") { return .reply("HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n") }
            if request.contains(" /chunks ") {
                return .reply("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n")
            }
            return .reply(ok("hello"))
        }
        try await World.with { world in
            try await world.add(target.port)
            let client = try await TestClient.connect(world.port)
            let head = try await client.send(.HEAD)
            #expect(head.status == 200)
            #expect(head.headers["content-length"] == ["5"])
            #expect(head.text == "")
            #expect(try await client.send(.GET, "/none").status == 204)
            #expect(try await client.send(.GET, "/same").status == 304)
            #expect(try await client.send(.GET, "/chunks").text == "abc")
            #expect(try await client.send(.GET).text == "hello")
            await client.close()
            #expect(target.connections == 1)
        }
        await target.stop()
    }

    @Test func `a target of HTTP/1.0 that closes after each answer serves without failure`() async throws {
        let target = try await ScriptedTarget { request in
            request.contains(" /length ")
                ? .replyAndClose("HTTP/1.0 200 OK\r\nContent-Length: 6\r\n\r\nlength")
                : .replyAndClose("HTTP/1.0 200 OK\r\n\r\nuntil the end")
        }
        try await World.with { world in
            try await world.add(target.port)
            let client = try await TestClient.connect(world.port)
            for _ in 1...50 {
                #expect(try await client.send(.GET).text == "until the end")
                #expect(try await client.send(.GET, "/length").text == "length")
            }
            await client.close()
            #expect(world.counters().failures == 0)
            #expect(target.connections == 100)
        }
        await target.stop()
    }

    @Test func `a client of HTTP/1.0 gets an answer that ends with the connection`() async throws {
        let target = try await ScriptedTarget { _ in
            .reply("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n")
        }
        try await World.with { world in
            try await world.add(target.port)
            #expect(
                try await exchange(world.port, "GET / HTTP/1.0\r\n\r\n") == "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nabc")
        }
        await target.stop()
    }

    @Test func `pipelined requests are answered in order`() async throws {
        let target = try await ScriptedTarget { request in .reply(ok(String(request.split(separator: " ")[1]))) }
        try await World.with { world in
            try await world.add(target.port)
            let requests = ["/1", "/2", "/3"].map { "GET \($0) HTTP/1.1\r\nHost: x\r\n\r\n" }.joined()
            let last = "GET /4 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
            let answers = try await exchange(world.port, requests + last)
            #expect(
                answers.split(separator: "\r\n\r\n").compactMap { $0.hasPrefix("/") ? String($0.prefix(2)) : nil } == [
                    "/1", "/2", "/3", "/4",
                ])
        }
        await target.stop()
    }

    @Test func `100-continue is answered at once and not passed on`() async throws {
        let target = try await ScriptedTarget { _ in .reply(ok("hi")) }
        try await World.with { world in
            try await world.add(target.port)
            let request = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\nab"
            let answer = try await exchange(world.port, request, until: "hi")
            #expect(answer.hasPrefix("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"))
            #expect(!target.requests.joined().lowercased().contains("expect"))
        }
        await target.stop()
    }
}
