import Testing
import ViridianBehaviour

@testable import ViridianBalancer

@Suite struct BalancerStateTests {
    private let one = TargetID(host: "127.0.0.1", port: 1)
    private let two = TargetID(host: "127.0.0.1", port: 2)

    private func state(
        weights: [(String, Int)] = [("blue", 100), ("green", 0)], rules: [Rule] = []
    ) throws -> BalancerState {
        let check = HealthCheck(
            path: "/health", interval: .seconds(1), timeout: .seconds(1), healthyThreshold: 3, unhealthyThreshold: 2)
        let groups = ["blue", "green", "spare"].map { TargetGroup(id: $0, healthCheck: check, deregistrationDelay: .seconds(30)) }
        return try BalancerState(
            BalancerConfiguration(
                port: 0, targetGroups: groups, rules: rules,
                defaultAction: .forward(weights.map { WeightedGroup(id: $0.0, weight: $0.1) })))
    }

    /// Registers a target and gives the key that its effects carry.
    private func register(_ target: TargetID, _ group: String, in state: inout BalancerState) throws -> TargetKey {
        for case .startChecking(let key, target) in state.handle(.register(target, group: group), at: .zero) { return key }
        throw BalancerStateTestsError.noCheck
    }

    private enum BalancerStateTestsError: Error { case noCheck }

    private func target(_ route: BalancerState.Route) -> TargetID? {
        if case .forward(_, let target) = route { target } else { nil }
    }

    @Test func `a healthy target gets requests, an initial one does not`() throws {
        var state = try state()
        let key = try register(one, "blue", in: &state)
        guard case .unavailable = state.route("/") else { Issue.record("an initial target got a request"); return }
        let effects = state.handle(.checked(key, .passed), at: .zero)
        #expect(effects == [.announce(.targetChanged(one, group: "blue", state: .healthy, reason: nil))])
        #expect(state.route("/") == .forward(key, one))
    }

    @Test func `a test route of a colour that is retired leads to the other, and the weights stay`() throws {
        func rule(_ priority: Int, _ path: String, _ groups: [String]) -> Rule {
            Rule(
                priority: priority, pathPatterns: [PathPattern(path)],
                action: .forward(groups.map { WeightedGroup(id: $0, weight: 1) }))
        }
        var state = try state(rules: [rule(1, "/blue/*", ["blue"]), rule(2, "/both/*", ["blue", "green"])])
        for (id, group) in [(one, "blue"), (two, "green")] {
            let key = try register(id, group, in: &state)
            _ = state.handle(.checked(key, .passed), at: .zero)
        }
        #expect(target(state.route("/blue/a")) == one)
        state.repointRules(from: "blue", to: "green")
        #expect(target(state.route("/blue/a")) == two)
        #expect(Set((1...2).compactMap { _ in target(state.route("/both/a")) }) == [one, two])
        #expect(target(state.route("/")) == one)
        #expect(state.weights == ["blue": 100, "green": 0])
    }

    @Test func `healthy targets take turns`() throws {
        var state = try state()
        for id in [one, two] {
            let key = try register(id, "blue", in: &state)
            _ = state.handle(.checked(key, .passed), at: .zero)
        }
        let turns = (1...4).map { _ in target(state.route("/")) }
        #expect(turns == [one, two, one, two])
    }

    @Test func `a group without a healthy target fails open to all registered ones`() throws {
        var state = try state()
        let keys = [try register(one, "blue", in: &state), try register(two, "blue", in: &state)]
        for key in keys + keys { _ = state.handle(.checked(key, .failed), at: .zero) }
        let open = Set((1...2).compactMap { _ in target(state.route("/")) })
        #expect(open == [one, two])
        for _ in 1...3 { _ = state.handle(.checked(keys[1], .passed), at: .zero) }
        let closed = (1...2).map { _ in target(state.route("/")) }
        #expect(closed == [two, two])
    }

    @Test func `an empty group keeps its share, and its share gets 503`() throws {
        var state = try state(weights: [("blue", 90), ("green", 10)])
        let key = try register(one, "blue", in: &state)
        _ = state.handle(.checked(key, .passed), at: .zero)
        let forwarded = (1...1000).count { _ in target(state.route("/")) != nil }
        #expect(forwarded == 900)
    }

    @Test func `weights of 0 everywhere give 503`() throws {
        var state = try state(weights: [("blue", 0), ("green", 0)])
        let key = try register(one, "blue", in: &state)
        _ = state.handle(.checked(key, .passed), at: .zero)
        #expect(state.route("/") == .unavailable(group: nil))
    }

    @Test func `a draining target gets no new request and is gone after its delay`() throws {
        var state = try state()
        let key = try register(one, "blue", in: &state)
        _ = state.handle(.checked(key, .passed), at: .zero)
        _ = state.route("/")
        let effects = state.handle(.deregister(one, group: "blue"), at: .seconds(5))
        #expect(
            effects == [
                .stopChecking(key), .retireConnections(key), .wake(at: .seconds(35)),
                .announce(.targetChanged(one, group: "blue", state: .draining, reason: .deregistrationInProgress)),
            ])
        #expect(target(state.route("/")) == nil)
        #expect(state.handle(.tick, at: .seconds(34)) == [])
        #expect(
            state.handle(.tick, at: .seconds(35)) == [
                .cutOff(key), .announce(.targetChanged(one, group: "blue", state: .unused, reason: .notRegistered)),
            ])
        state.ended(key)
        #expect(state.handle(.tick, at: .seconds(36)) == [])
    }

    @Test func `a target that comes back while it drains begins anew`() throws {
        var state = try state()
        let first = try register(one, "blue", in: &state)
        _ = state.handle(.deregister(one, group: "blue"), at: .zero)
        let second = try register(one, "blue", in: &state)
        #expect(first != second)
        #expect(state.handle(.tick, at: .seconds(60)) == [])
        _ = state.handle(.checked(second, .passed), at: .seconds(60))
        #expect(state.route("/") == .forward(second, one))
    }

    @Test func `a removed target is gone at once, and what its checks still say is ignored`() throws {
        var state = try state()
        let key = try register(one, "blue", in: &state)
        #expect(state.handle(.remove(one, group: "blue"), at: .zero).prefix(2) == [.stopChecking(key), .retireConnections(key)])
        #expect(state.handle(.checked(key, .passed), at: .zero) == [])
        #expect(target(state.route("/")) == nil)
    }

    @Test func `targets of a group that no rule uses are not checked`() throws {
        var state = try state()
        let effects = state.handle(.register(one, group: "spare"), at: .zero)
        #expect(effects == [.announce(.targetChanged(one, group: "spare", state: .unused, reason: .notInUse))])
    }

    @Test func `rules are asked from the lowest priority on, and the default action last`() throws {
        let plain = FixedResponse(status: 200, contentType: "text/plain", body: "rule")
        let rules = [
            Rule(priority: 20, pathPatterns: [PathPattern("/a*")], action: .redirect(Redirect(status: 301, path: "/b"))),
            Rule(priority: 10, pathPatterns: [PathPattern("/x"), PathPattern("/ab")], action: .fixedResponse(plain)),
        ]
        var state = try state(rules: rules)
        #expect(state.route("/ab") == .fixedResponse(plain))
        #expect(state.route("/ac") == .redirect(Redirect(status: 301, path: "/b")))
        #expect(target(state.route("/other")) == nil)
    }

    @Test func `weights are swapped only if the live ones are as expected`() throws {
        var state = try state()
        #expect(state.setWeights(["blue": 50, "green": 50], expecting: ["blue": 100, "green": 0]) == .swapped)
        #expect(
            state.setWeights(["blue": 0, "green": 100], expecting: ["blue": 100, "green": 0])
                == .conflict(live: ["blue": 50, "green": 50]))
        #expect(state.weights == ["blue": 50, "green": 50])
    }

    @Test func `weights that make no sense are refused with a reason`() throws {
        var state = try state()
        let live = ["blue": 100, "green": 0]
        guard case .refused(let range) = state.setWeights(["blue": 1000, "green": 0], expecting: live),
            case .refused(let groups) = state.setWeights(["blue": 1], expecting: live)
        else { Issue.record("the weights were taken"); return }
        #expect(range.description == "the weight of target group 'blue' is 1000; a load balancer takes 0 to 999")
        #expect(groups.code == .otherGroups)
        #expect(state.weights == live)
    }

    @Test func `a configuration that contradicts itself is refused`() {
        let check = HealthCheck(
            path: "/", interval: .seconds(1), timeout: .seconds(1), healthyThreshold: 2, unhealthyThreshold: 2)
        let group = TargetGroup(id: "blue", healthCheck: check, deregistrationDelay: .zero)
        func code(_ groups: [TargetGroup], _ rules: [Rule], _ action: Action) -> BalancerError.Code? {
            do throws(BalancerError) {
                _ = try BalancerState(BalancerConfiguration(port: 0, targetGroups: groups, rules: rules, defaultAction: action))
                return nil
            } catch {
                return error.code
            }
        }
        let forward = Action.forward([WeightedGroup(id: "blue", weight: 1)])
        let rule = Rule(priority: 1, pathPatterns: [], action: forward)
        #expect(code([group], [], forward) == nil)
        #expect(code([group, group], [], forward) == .duplicateGroup)
        #expect(code([group], [rule, rule], forward) == .duplicatePriority)
        #expect(code([], [], forward) == .unknownGroup)
        #expect(code([group], [], .forward([WeightedGroup(id: "blue", weight: -1)])) == .badWeight)
    }

    @Test(arguments: [
        (Redirect(status: 301, scheme: "https", port: "443"), "https://shop.example/a/b?c=d"),
        (
            Redirect(status: 302, host: "other", path: "/old/#{path}", query: "from=#{host}&#{query}"),
            "http://other:8000/old/a/b?from=shop.example&c=d"
        ),
        (Redirect(status: 302, port: "80", path: "/#{unknown}", query: ""), "http://shop.example/#{unknown}"),
    ])
    func `a redirect fills in the parts of the request`(redirect: Redirect, location: String) {
        #expect(redirect.location(uri: "/a/b?c=d", host: "shop.example:8000", port: 8000) == location)
    }
}
