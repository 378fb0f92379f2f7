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
            #expect(try await old.get(world.port) == "blue")
            var live = world.balancer.weights
            var users = Array(repeating: Browser(), count: 20)
            var seen = Array(repeating: [String](), count: 20)
            for weight in [10, 50, 100] {
                let wanted = ["blue": 100 - weight, "green": weight]
                #expect(world.balancer.setWeights(wanted, expecting: live) == .swapped)
                live = wanted
                for index in users.indices { seen[index].append(try await users[index].get(world.port)) }
                #expect(try await old.get(world.port) == "blue")
            }
            #expect(seen.allSatisfy { $0.allSatisfy { colour in colour == $0[0] } })
            #expect(seen.count { $0[0] == "green" } == 2)
            var stranger = Browser()
            #expect(try await stranger.get(world.port) == "green")
        }
    }

    @Test func `an affinity that is over, or that nobody gave, binds nobody`() async throws {
        try await Self.withColours(stickiness: .milliseconds(1)) { world in
            var user = Browser()
            #expect(try await user.get(world.port) == "blue")
            try await Task.sleep(for: .milliseconds(5))
            #expect(world.balancer.setWeights(["blue": 0, "green": 100], expecting: world.balancer.weights) == .swapped)
            #expect(try await user.get(world.port) == "green")
            for forged in ["7-0-999999", "-1-0-5", "0-0", "nonsense", "0-0-99999999999999999999"] {
                var forger = Browser(cookies: ["AWSALBTG": forged])
                #expect(try await forger.get(world.port) == "green", "\(forged)")
            }
        }
    }

    @Test func `without stickiness no cookie is set, and none is read`() async throws {
        try await Self.withColours(stickiness: nil) { world in
            var user = Browser(cookies: ["AWSALBTG": "1-0-999999999"])
            #expect(try await user.get(world.port) == "blue")
            #expect(user.cookies.count == 1)
        }
    }
}
