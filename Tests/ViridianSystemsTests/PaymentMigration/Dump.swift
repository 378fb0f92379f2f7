import Foundation
import Testing
import Viridian
import ViridianReview
import ViridianTemplate

@testable import ViridianSystems

@Suite struct DumpTests {
    @Test(arguments: Stage.allCases) func `dump`(stage: Stage) throws {
        let environment = try Environment(name: stage == .production ? "prod" : stage == .staging ? "test" : "dev", stage: stage)
        let folder = "/tmp/s2-out/\(environment.name)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for definition in [PaymentMigration(), BlueGreenMigration()] as [any StackDefinition] {
            do {
                let stack = try definition.synthesized(for: environment, functionCode: .leftOut)
                for template in stack.templates {
                    try template.write(as: .json).write(
                        toFile: "\(folder)/\(template.name).json", atomically: true, encoding: .utf8)
                    for finding in Review().run(template) { print(template.name, finding.rule, finding.path, finding.message) }
                }
            } catch { print("\(error)") }
        }
    }
}
