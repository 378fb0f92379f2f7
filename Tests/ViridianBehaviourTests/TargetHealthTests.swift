import Testing
import ViridianBehaviour

@Suite struct TargetHealthTests {
    private func target(healthy: Int = 3, unhealthy: Int = 2) -> TargetHealth {
        TargetHealth(thresholds: .init(healthy: healthy, unhealthy: unhealthy), inUse: true)
    }

    @Test func `a new target is healthy after one passed check`() {
        var health = target(healthy: 10)
        #expect(health.state == .initial)
        #expect(health.reason == .registrationInProgress)
        #expect(health.observe(.passed) == true)
        #expect(health.state == .healthy)
        #expect(health.reason == nil)
    }

    @Test func `a new target that fails leaves initial after the unhealthy threshold`() {
        var health = target()
        #expect(health.observe(.failed) == false)
        #expect(health.state == .initial)
        #expect(health.reason == .initialHealthChecking)
        #expect(health.observe(.failed) == true)
        #expect(health.state == .unhealthy)
        #expect(health.reason == .failedHealthChecks)
    }

    @Test func `a healthy target becomes unhealthy only by failures in a row`() {
        var health = target()
        _ = health.observe(.passed)
        #expect(health.observe(.timedOut) == false)
        #expect(health.observe(.passed) == false)
        #expect(health.observe(.timedOut) == false)
        #expect(health.state == .healthy)
        #expect(health.observe(.mismatch(status: 503)) == true)
        #expect(health.reason?.code == "Target.ResponseCodeMismatch")
        #expect(health.reason?.description == "Health checks failed with these codes: [503]")
    }

    @Test func `an unhealthy target becomes healthy only by passes in a row`() {
        var health = target()
        for _ in 1...2 { _ = health.observe(.failed) }
        let changes = [HealthCheckOutcome.passed, .passed, .failed, .passed, .passed, .passed].map { health.observe($0) }
        #expect(changes == [false, false, false, false, false, true])
        #expect(health.state == .healthy)
    }

    @Test func `a deregistered target drains, then is unused, and no check changes that`() {
        var health = target()
        _ = health.observe(.passed)
        #expect(health.deregister() == true)
        #expect(health.state == .draining)
        #expect(health.reason == .deregistrationInProgress)
        #expect(health.observe(.passed) == false)
        #expect(health.deregister() == false)
        #expect(health.leave() == true)
        #expect(health.state == .unused)
        #expect(health.reason == .notRegistered)
        #expect(health.observe(.passed) == false)
        #expect(health.leave() == false)
    }

    @Test func `a target of a group that no rule uses is unused`() {
        var health = TargetHealth(thresholds: .init(healthy: 2, unhealthy: 2), inUse: false)
        #expect(health.state == .unused)
        #expect(health.reason == .notInUse)
        #expect(health.observe(.passed) == false)
    }

    @Test func `draining takes the whole delay and then cuts off what is left`() {
        let draining = Draining(beginningAt: .seconds(100), delay: .seconds(30))
        #expect(!draining.isOver(at: .seconds(129)))
        #expect(draining.isOver(at: .seconds(130)))
        #expect(draining.isSettled(inFlight: 0, at: .seconds(101)))
        #expect(!draining.isSettled(inFlight: 1, at: .seconds(101)))
        #expect(draining.requestsToCutOff(inFlight: 2, at: .seconds(129)) == 0)
        #expect(draining.requestsToCutOff(inFlight: 2, at: .seconds(130)) == 2)
    }

    @Test(arguments: [
        ("200", [200], [201, 199]), ("200,202", [200, 202], [201]), ("200-299", [200, 250, 299], [300]),
        ("200-204, 301", [204, 301], [205]),
    ])
    func `a matcher accepts its codes and ranges`(text: String, accepted: [Int], refused: [Int]) throws {
        let matcher = try #require(StatusMatcher(text))
        #expect(accepted.allSatisfy(matcher.accepts))
        #expect(!refused.contains(where: matcher.accepts))
    }

    @Test(arguments: ["", "abc", "200,", "299-200", "100", "500", "200-", "20", "200-250-299"])
    func `what is not a matcher is refused`(text: String) {
        #expect(StatusMatcher(text) == nil)
    }
}
