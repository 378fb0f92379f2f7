import Foundation
import Testing
import ViridianTemplate

@testable import ViridianReview

/// The five cases as people write them, with their failures and put right: each failure is found in the one and gone in the other.
@Suite struct CaseTests {
    /// A failure of the catalogue, the template that shows it, and the rules of which one must find it.
    struct Failure: Sendable, CustomTestStringConvertible {
        var number: String
        var file: String
        var rules: Set<String>
        var testDescription: String { number }

        init(_ number: String, in file: String, _ rules: String...) {
            (self.number, self.file, self.rules) = (number, file, Set(rules))
        }
    }

    private static let failures = [
        Failure("1.1", in: "1.yaml", "ec2-without-capacity"), Failure("1.2", in: "1.yaml", "ec2-without-capacity"),
        Failure("1.4", in: "1.yaml", "platform-version-on-ec2"),
        Failure("1.5", in: "1.yaml", "path-rules-missing", "no-test-route"),
        Failure("1.6", in: "1.yaml", "unknown-property"), Failure("1.7", in: "1.yaml", "secret-not-injected"),
        Failure("1.7 resource", in: "1.yaml", "wildcard-resource"), Failure("1.8", in: "1.yaml", "network-acl-return-ports"),
        Failure("1.8 deny", in: "1.yaml", "network-acl-explicit-deny"), Failure("2.1", in: "2.yaml", "outside-service"),
        Failure("2.2", in: "2.yaml", "deployment-group-load-balancer"), Failure("2.3", in: "2.yaml", "github-oauth-source"),
        Failure("2.4", in: "2.yaml", "wildcard-resource"), Failure("2.5", in: "2.yaml", "untagged-resource"),
        Failure("2.6", in: "2.yaml", "undefined-build-variable"), Failure("3.1", in: "3.yaml", "health-path-not-served"),
        Failure("3.2", in: "3.yaml", "unused-endpoint"), Failure("3.3", in: "3.yaml", "log-group-key-policy"),
        Failure("3.4", in: "3.yaml", "service-principal"), Failure("3.5", in: "3.yaml", "inconsistent-suffix"),
        Failure("3.6", in: "3.yaml", "protected-below-production"), Failure("3.7", in: "3.yaml", "inline-handler"),
        Failure("4.3", in: "4/master.json", "placeholder-value"), Failure("4.4", in: "4/database.json", "rotation-function"),
        Failure("4.5", in: "4/network.json", "nat-gateway-per-zone"),
        Failure("4.6", in: "4/database.json", "instance-class-for-stage"), Failure("4.7", in: "4/network.json", "private-link"),
        Failure("4.8", in: "4/compute.json", "service-without-balancer"),
        Failure("4.9", in: "4/database.json", "rotation-without-attachment"),
        Failure("4.10", in: "4/compute.json", "health-path-not-served"),
        Failure("4.11", in: "4/database.json", "open-table-mappings", "table-mappings"),
        Failure("4.12", in: "4/compute.json", "log-group-retention"), Failure("5.1", in: "5.yaml", "fargate-task-size"),
        Failure("5.2", in: "5.yaml", "mutable-image-tag"), Failure("5.3", in: "5.yaml", "wildcard-action"),
        Failure("5.5", in: "5.yaml", "log-group-retention"), Failure("5.6", in: "5.yaml", "untagged-resource"),
        Failure("5.7", in: "5.yaml", "catch-all-rule"), Failure("5.8", in: "5.yaml", "circuit-breaker-off"),
        Failure("5.8 grace", in: "5.yaml", "missing-grace-period"),
    ]

    @Test(arguments: failures)
    func `a failure is found, and is gone where it was put right`(failure: Failure) throws {
        let flawed = try review(failure.file, "flawed").filter { failure.rules.contains($0.rule) && $0.severity >= .medium }
        let mended = try review(failure.file, "mended").filter { failure.rules.contains($0.rule) }

        #expect(!flawed.isEmpty)
        #expect(mended.map(\.message) == [])
    }

    private static let files = [
        "1.yaml", "2.yaml", "3.yaml", "4/master.json", "4/network.json", "4/database.json", "4/compute.json", "4/security.json",
        "5.yaml",
    ]

    @Test(arguments: files)
    func `a template put right has nothing at high or critical`(file: String) throws {
        let findings = try review(file, "mended").filter { $0.severity >= .high }
        #expect(findings.map { "\($0.rule) at \($0.path): \($0.message)" } == [])
    }

    @Test func `a child that nobody wrote is missed, and broken JSON is refused with its bracket`() throws {
        let folder = Self.folder("4/master.json", "flawed").deletingLastPathComponent()
        let missing = try review("4/master.json", "flawed").filter { $0.rule == "missing-nested-template" }
        let error = #expect(throws: TemplateError.self) {
            try Template.read(contentsOf: folder.appending(path: "security.json").path())
        }

        #expect(missing.count == 1)
        #expect(
            error?.problem == "a key such as \"Value\": is missing before this '{'; the '{' of line 8, column 18 is open")
    }

    /// `1.yaml` is `1-flawed.yaml`; `4/master.json` is `4-flawed/master.json`.
    private static func folder(_ file: String, _ state: String) -> URL {
        let cases = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Snapshots/ViridianReviewTests/cases")
        let separator = file.firstIndex { $0 == "/" || $0 == "." } ?? file.endIndex
        return cases.appending(path: file[..<separator] + "-" + state + file[separator...])
    }

    private func review(_ file: String, _ state: String) throws -> [Finding] {
        let url = Self.folder(file, state)
        var review = Review()
        review.policy.privateLink = file == "4/network.json" ? .required : .allowed
        let folder = url.deletingLastPathComponent().path()
        review.nested = { location, _ in ChildTemplate(location: location, besideFile: url.path(), inside: folder) }
        return review.run(try Template.read(contentsOf: url.path()))
    }
}
