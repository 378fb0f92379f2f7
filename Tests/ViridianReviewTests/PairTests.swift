import Foundation
import Testing
import ViridianTemplate

@testable import ViridianReview

/// Systems as different people write them, each with faults and put right. Nobody looked at a rule when they were written.
@Suite struct PairTests {
    /// A system, and where its faults are in the flawed template: the rule and the line.
    struct Pair: Sendable, CustomTestStringConvertible {
        var file: String
        var faults: [String]
        var testDescription: String { file }
    }

    private static let pairs = [
        Pair(
            file: "orders-on-fargate.yaml",
            faults: [
                "closed-container-port 81", "wildcard-action 194", "fargate-task-size 235", "circuit-breaker-off 253",
                "container-port 273",
            ]),
        Pair(
            file: "payments-by-endpoints.yaml",
            faults: ["overlapping-subnets 18", "powerless-arn 69", "public-image-behind-endpoints 104", "no-way-out 111"]),
        Pair(
            file: "checkout-pipeline.yaml",
            faults: [
                "unpinned-build-variable 102", "wildcard-resource 167", "powerless-arn 169", "pass-role-condition 175",
                "github-oauth-source 193",
            ]),
        Pair(
            file: "mesh-with-sidecars.yaml",
            faults: [
                "fargate-task-size 83", "secret-not-readable 84", "literal-secret 92", "secret-suffix 93", "whole-secret 93",
            ]),
        Pair(
            file: "shop-with-mysql.json",
            faults: [
                "closed-container-port 27", "literal-secret 36", "no-test-route 43", "health-paths-differ 48", "no-way-out 52",
            ]),
        Pair(
            file: "terminal-gateway.yaml",
            faults: ["network-acl-return-ports 31", "no-way-out 91", "pass-role-missing 115"]),
    ]

    @Test(arguments: pairs)
    func `each fault is found once, at its place`(pair: Pair) throws {
        let found = try review(pair.file, "flawed").filter { $0.severity >= .medium && $0.rule != "untagged-resource" }
        var places: [String] = []
        for place in found.map({ "\($0.rule) \($0.source?.start.line ?? 0)" }) where !places.contains(place) {
            places.append(place)
        }
        #expect(places == pair.faults)
    }

    @Test(arguments: pairs)
    func `what was put right has no fault but missing tags`(pair: Pair) throws {
        let found = try review(pair.file, "mended").filter { $0.severity >= .medium && $0.rule != "untagged-resource" }
        #expect(found.map { "\($0.rule) at \($0.path): \($0.message)" } == [])
    }

    /// `shop.yaml` is `shop-flawed.yaml`.
    private func review(_ file: String, _ state: String) throws -> [Finding] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Snapshots/ViridianReviewTests/pairs")
        let name = file.replacing(".", with: "-\(state).")
        return Review().run(try Template.read(contentsOf: folder.appending(path: name).path()))
    }
}
