import Testing
import Viridian
import ViridianReview
import ViridianTemplate

@Suite struct DocumentedStackTests {
    @Test(arguments: [Decisions(), Assembly(), Family(), WaysOut(), ShopWithData()] as [any StackDefinition], Stage.allCases)
    func `what the documents show is clean`(stack: any StackDefinition, stage: Stage) throws {
        let environment = try Environment(name: stage.rawValue, stage: stage)
        let templates = try stack.synthesized(for: environment).templates
        #expect(templates.flatMap { Review().run($0) }.map(\.message) == [])
    }
}
