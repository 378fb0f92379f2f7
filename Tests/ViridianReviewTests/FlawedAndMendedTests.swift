import Foundation
import Testing
import ViridianTemplate

@testable import ViridianReview

/// Whole templates, because rules that look between resources meet more than their own examples there.
@Suite struct FlawedAndMendedTests {
    @Test func `a flawed service has each of its faults found once`() throws {
        let found = try review("flawed-service.yaml").filter { $0.severity >= .high }.map(\.rule)
        #expect(
            Set(found) == [
                "alarm-dimensions", "circuit-breaker-controller", "cluster-without-instance", "container-port",
                "deployment-group-blue-green", "deployment-group-load-balancer", "deployment-group-rollback",
                "deployment-group-style", "forward-weights", "health-check-timeout", "health-path-not-served",
                "hosted-rotation-transform", "listener-dependency", "literal-secret", "log-group-key-policy", "missing-no-echo",
                "no-way-out", "service-principal", "target-type", "unencrypted-database",
            ])
        #expect(found.count == 21)
    }

    @Test func `the service put right has no fault`() throws {
        #expect(try review("mended-service.yaml").map(\.rule) == [])
    }

    @Test func `a delivery put right has only the fault that was left`() throws {
        #expect(try review("mended-delivery.yaml").map(\.rule) == ["replication-not-started"])
    }

    private func review(_ name: String) throws -> [Finding] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let file = folder.appending(path: "Snapshots/ViridianReviewTests/\(name)")
        return Review(rules: Rule.experience).run(try Template.read(contentsOf: file.path()))
    }
}
