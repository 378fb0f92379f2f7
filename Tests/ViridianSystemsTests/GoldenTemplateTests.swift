import Foundation
import Testing
import ViridianResources

@testable import ViridianSystems

@Suite(.serialized) struct GoldenTemplateTests {
    @Test(arguments: ReferenceSystem.all.map(\.name), [Stage.development, .production])
    func `a system's templates are those that are kept`(name: String, stage: Stage) throws {
        let golden = Golden(system: try #require(ReferenceSystem.named(name)), stage: stage)
        if ProcessInfo.processInfo.environment["VIRIDIAN_UPDATE_SNAPSHOTS"] != nil { try golden.update() }
        let differences = try Golden.differences(golden.kept(), golden.files())
        #expect(differences.prefix(20).joined(separator: "\n") == "", "\(differences.count) lines differ")
    }
}
