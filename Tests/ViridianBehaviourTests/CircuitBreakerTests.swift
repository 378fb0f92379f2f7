import Testing
import ViridianBehaviour

@Suite struct CircuitBreakerTests {
    @Test(arguments: [(1, 3), (6, 3), (7, 4), (25, 13), (400, 200), (800, 200)])
    func `the standard threshold is half the desired count, from 3 to 200`(desired: Int, failures: Int) {
        #expect(CircuitBreaker.Threshold.standard.failures(desiredCount: desired) == failures)
    }

    @Test func `other thresholds are as they are configured`() {
        #expect(CircuitBreaker.Threshold.unboundedPercent(50).failures(desiredCount: 1) == 1)
        #expect(CircuitBreaker.Threshold.unboundedPercent(50).failures(desiredCount: 801) == 401)
        #expect(CircuitBreaker.Threshold.count(7).failures(desiredCount: 1) == 7)
    }

    @Test func `the failure that reaches the threshold opens the breaker for good`() {
        var breaker = CircuitBreaker()
        let opened = (1...4).map { _ in breaker.taskFailed(desiredCount: 2) }
        #expect(opened == [false, false, true, false])
        breaker.taskBecameHealthy()
        #expect(breaker.isOpen)
    }

    @Test func `a healthy task clears the count, unless told otherwise`() {
        var resetting = CircuitBreaker()
        var cumulative = CircuitBreaker(resetsOnHealthyTask: false)
        for _ in 1...2 {
            _ = resetting.taskFailed(desiredCount: 2)
            _ = cumulative.taskFailed(desiredCount: 2)
        }
        resetting.taskBecameHealthy()
        cumulative.taskBecameHealthy()
        #expect(resetting.taskFailed(desiredCount: 2) == false)
        #expect(cumulative.taskFailed(desiredCount: 2) == true)
    }

    @Test func `the latest desired count decides`() {
        var breaker = CircuitBreaker()
        for _ in 1...3 { #expect(breaker.taskFailed(desiredCount: 20) == false) }
        #expect(breaker.taskFailed(desiredCount: 8) == true)
    }
}
