import Foundation
import Testing

@testable import ViridianTemplate

@Suite struct EnclosureNameTests {
    @Test(arguments: [
        "", ".", "..", "a", "a/", "./a", "a/./b", "a//b", "a/../b", "../a", "../../a/b/..", "/", "//", "/a", "/a/", "/..",
        "/a/../..", "/a/../../b", "/a/./b/", "a b/ü.yml", "a%20b", "...", "/...a", "a/..b",
    ])
    func `a standard path is what URL makes of it`(path: String) {
        let standard = Enclosure.standard(path)
        let url = URL(filePath: path.isEmpty ? "." : path).standardizedFileURL
        #expect(standard == url.path)
        if standard != "/" { #expect(Enclosure.folder(of: standard) == url.deletingLastPathComponent().path) }
        #expect(Enclosure.folder(of: "/") == "/")
    }

    @Test func `a tilde is a name like any other, as it is when the file is opened`() {
        #expect(Enclosure.standard("~/a") == FileManager.default.currentDirectoryPath + "/~/a")
    }
}
