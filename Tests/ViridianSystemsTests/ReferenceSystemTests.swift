import Testing

@testable import ViridianSystems

struct ReferenceSystemTests {
    @Test func `no two systems have the same name`() {
        let names = ReferenceSystem.all.map(\.name)
        #expect(Set(names).count == names.count)
    }
}
