import NIOHTTP1
import Testing
import ViridianBalancer
import ViridianBehaviour
import ViridianTestSupport

/// Target-group stickiness of a forward action, through real connections.
@Suite(.wholeMachine) struct AffinityTests {
    /// What a browser does with the cookies of an answer.
    struct Browser {
        var cookies: [String: String] = [:]

        mutating func get(_ port: Int) async throws -> String {
            let client = try await TestClient.connect(port)
            var headers = HTTPHeaders()
            if !cookies.isEmpty {
                headers.add(name: "Cookie", value: cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; "))
            }
            let answer = try await client.send(.GET, headers: headers)
            await client.close()
            for cookie in answer.headers["set-cookie"] {
                let pair = cookie.split(separator: ";")[0].split(separator: "=", maxSplits: 1)
                cookies[String(pair[0])] = String(pair[1])
            }
            return answer.text
        }

        mutating func expects(_ colour: String, _ port: Int) async throws {
            let seen = try await get(port)
            #expect(seen == colour)
        }
    }

    static func withColours(stickiness: Duration?, _ body: (World) async throws -> Void) async throws {
        let blue = try await ScriptedTarget { _ in .reply(ok("blue")) }
        let green = try await ScriptedTarget { _ in .reply(ok("green")) }
        try await World.with(weights: ["blue": 100, "green": 0], stickiness: stickiness) { world in
            try await world.add(blue.port)
            try await world.add(green.port, to: "green")
            try await body(world)
        }
        await blue.stop()
        await green.stop()
    }

    @Test
    func `rule 22: users keep the colour that a rising weight gave them, and those of the old one stay for as long as was said`()
        async throws
    {
        try await Self.withColours(stickiness: .seconds(600)) { world in
            var old = Browser()
            try await old.expects("blue", world.port)
            var live = world.balancer.snapshot().weights
            var users = Array(repeating: Browser(), count: 20)
            var seen = Array(repeating: [String](), count: 20)
            for weight in [10, 50, 100] {
                let wanted = ["blue": 100 - weight, "green": weight]
                #expect(world.balancer.setWeights(wanted, expecting: live) == .swapped)
                live = wanted
                for index in users.indices { seen[index].append(try await users[index].get(world.port)) }
                try await old.expects("blue", world.port)
            }
            #expect(seen.allSatisfy { Set($0).count == 1 })
            #expect(seen.count { $0[0] == "green" } == 2)
            var stranger = Browser()
            try await stranger.expects("green", world.port)
        }
    }

    @Test func `an affinity that is over, or that nobody gave, binds nobody`() async throws {
        try await Self.withColours(stickiness: .milliseconds(1)) { world in
            var user = Browser()
            try await user.expects("blue", world.port)
            try await Task.sleep(for: .milliseconds(5))
            let live = world.balancer.snapshot().weights
            #expect(world.balancer.setWeights(["blue": 0, "green": 100], expecting: live) == .swapped)
            try await user.expects("green", world.port)
            for forged in ["7-0-999999", "-1-0-5", "0-0", "nonsense", "0-0-99999999999999999999"] {
                var forger = Browser(cookies: ["AWSALBTG": forged])
                try await forger.expects("green", world.port)
            }
        }
    }

    @Test func `without stickiness no cookie is set, and none is read`() async throws {
        try await Self.withColours(stickiness: nil) { world in
            var user = Browser(cookies: ["AWSALBTG": "1-0-999999999"])
            try await user.expects("blue", world.port)
            #expect(user.cookies.count == 1)
        }
    }
}
