import Testing
import ViridianBehaviour

@Suite struct ServiceSchedulerTests {
    private static let times = ServiceScheduler.Times(
        gracePeriod: .seconds(60), deregistrationDelay: .seconds(30), stopTimeout: .seconds(20), restartDelay: .seconds(10))

    /// Two tasks of revision `v1`, started at 0; healthy unless said otherwise.
    private func service(healthy: Bool = true) -> ServiceScheduler {
        var service = ServiceScheduler(times: Self.times)
        _ = service.handle(.wanted(tasks: 2, revision: "v1"), at: .zero)
        if healthy {
            for task in [1, 2] { _ = service.handle(.health(task: task, healthy: true), at: .seconds(5)) }
        }
        return service
    }

    @Test func `as many tasks are started as are wanted`() {
        var service = ServiceScheduler(times: Self.times)
        let effects = service.handle(.wanted(tasks: 2, revision: "v1"), at: .zero)
        #expect(effects == [.start(task: 1, revision: "v1"), .start(task: 2, revision: "v1")])
        #expect(service.handle(.tick, at: .seconds(1)) == [])
    }

    @Test func `health checks count only after the grace period`() {
        var service = service(healthy: false)
        #expect(service.handle(.health(task: 1, healthy: false), at: .seconds(59)) == [])
        #expect(
            service.handle(.tick, at: .seconds(60)) == [.deregister(task: 1), .start(task: 3, revision: "v1")])
    }

    @Test func `a task whose checks have not said anything is left alone`() {
        var service = service(healthy: false)
        #expect(service.handle(.tick, at: .seconds(600)) == [])
    }

    @Test func `a task that is too many is deregistered, drained, asked to stop, and killed when its time is over`() {
        var service = service()
        #expect(service.handle(.wanted(tasks: 1, revision: "v1"), at: .seconds(100)) == [.deregister(task: 2)])
        #expect(service.handle(.tick, at: .seconds(129)) == [])
        #expect(service.handle(.tick, at: .seconds(130)) == [.terminate(task: 2)])
        #expect(service.handle(.tick, at: .seconds(149)) == [])
        #expect(service.handle(.tick, at: .seconds(150)) == [.kill(task: 2)])
        #expect(service.handle(.tick, at: .seconds(160)) == [])
        #expect(service.handle(.exited(task: 2, reason: "signal 9"), at: .seconds(161)) == [.remove(task: 2)])
        #expect(service.tasks.keys.sorted() == [1])
        #expect(service.failure == nil)
    }

    @Test func `a task that stops by itself is replaced after a delay`() {
        var service = service()
        #expect(service.handle(.exited(task: 1, reason: "exit code 1"), at: .seconds(100)) == [.remove(task: 1)])
        #expect(service.handle(.tick, at: .seconds(109)) == [])
        #expect(service.handle(.tick, at: .seconds(110)) == [.start(task: 3, revision: "v1")])
        #expect(service.failure == nil)
    }

    @Test func `the circuit breaker gives up at the third task that stops before it was healthy`() {
        var service = service(healthy: false)
        #expect(service.handle(.exited(task: 1, reason: "exit code 1"), at: .seconds(1)) == [.remove(task: 1)])
        #expect(service.handle(.exited(task: 2, reason: "exit code 1"), at: .seconds(2)) == [.remove(task: 2)])
        #expect(
            service.handle(.tick, at: .seconds(12)) == [.start(task: 3, revision: "v1"), .start(task: 4, revision: "v1")])
        let text = "3 tasks failed; the last: task 3 stopped before it was healthy: exit code 1"
        #expect(
            service.handle(.exited(task: 3, reason: "exit code 1"), at: .seconds(13)) == [
                .remove(task: 3), .gaveUp(reason: text),
            ])
        #expect(service.failure == text)
        #expect(service.handle(.tick, at: .seconds(100)) == [])
    }

    @Test func `a task that was healthy and stops does not count for the circuit breaker`() {
        var service = service()
        for (task, second) in [(1, 10), (2, 30)] {
            _ = service.handle(.exited(task: task, reason: "exit code 1"), at: .seconds(second))
        }
        #expect(service.failure == nil)
    }

    @Test func `a new revision takes over when as many of its tasks are healthy as are wanted`() {
        var service = service()
        #expect(
            service.handle(.wanted(tasks: 2, revision: "v2"), at: .seconds(100))
                == [.start(task: 3, revision: "v2"), .start(task: 4, revision: "v2")])
        #expect(service.handle(.health(task: 3, healthy: true), at: .seconds(101)) == [])
        #expect(
            service.handle(.health(task: 4, healthy: true), at: .seconds(102)) == [.deregister(task: 1), .deregister(task: 2)])
    }

    @Test func `a new revision starts the circuit breaker anew`() {
        var service = service(healthy: false)
        for task in 1...2 { _ = service.handle(.exited(task: task, reason: "exit code 1"), at: .seconds(1)) }
        _ = service.handle(.tick, at: .seconds(11))
        _ = service.handle(.exited(task: 3, reason: "exit code 1"), at: .seconds(12))
        #expect(service.failure != nil)
        let effects = service.handle(.wanted(tasks: 1, revision: "v2"), at: .seconds(20))
        #expect(effects == [.start(task: 5, revision: "v2")])
        #expect(service.failure == nil)
    }

    @Test func `none wanted stops all, and starts none`() {
        var service = service()
        #expect(
            service.handle(.wanted(tasks: 0, revision: "v1"), at: .seconds(50)) == [.deregister(task: 1), .deregister(task: 2)])
        #expect(service.handle(.exited(task: 1, reason: "exit code 0"), at: .seconds(51)) == [.remove(task: 1)])
        #expect(service.handle(.tick, at: .seconds(70)) == [])
    }
}
