import Storefront
import Testing
import ViridianResources
import ViridianReview
import ViridianTemplate

@testable import Viridian

@Suite struct StorefrontTests {
    @Test func `the storefront's template is what it was`() throws {
        try Snapshot.expect(Storefront().template(for: .development).write(as: .yaml), toMatch: "storefront.yaml")
    }

    @Test(arguments: [Template.Format.json, .yaml])
    func `what is written reads as what was synthesised`(format: Template.Format) throws {
        let template = try Storefront().template(for: .development)
        let read = try Template.read(template.write(as: format), file: "storefront", format: format)
        #expect(read == template)
    }

    @Test func `what somebody needs to know is given out`() throws {
        #expect(
            try Storefront().template(for: .development).outputs.map(\.key) == [
                "NetworkVPC", "BalancerListener", "WebBlueService", "WebBlueTargetGroup", "WebGreenService",
                "WebGreenTargetGroup",
                "Address",
            ])
    }

    @Test func `every resource says what it is for`() throws {
        let template = try Storefront().template(for: .development)
        let silent = template.resources.filter { ($0.metadata["Viridian::Purpose"]?.string ?? "").isEmpty }
        #expect(silent.map(\.logicalID) == [])
        #expect(!template.resources.isEmpty)
    }

    @Test(arguments: Stage.allCases)
    func `a review finds nothing at all`(stage: Stage) throws {
        let template = try Storefront().template(for: Environment(name: stage.rawValue, stage: stage))
        let request = ReviewRequest(all: true, failOn: .low, today: try #require(Day("2026-12-01")))
        let outcome = ReviewOutcome([template], request, policy: ReviewPolicy(), isWhole: true)
        #expect(request.answer(to: outcome).findings == [])
    }

    @Test func `its resources point at the line that added them`() throws {
        let template = try Storefront().template(for: .development)
        let lines = Set(template.resources.compactMap(\.source).map { "\($0.file):\($0.start.line)" })
        #expect(lines.count == 4)
        #expect(lines.allSatisfy { $0.hasPrefix("Storefront/Storefront.swift:") })
        let service = try #require(template.resource("WebBlueService"))
        #expect(service.properties["DesiredCount"]?.source == service.source)
    }
}
