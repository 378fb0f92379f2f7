import Testing

/// Style is a test: each house rule proves itself on examples and then reads the whole repository.
@Suite struct TidyTests {
    @Test(arguments: Check.all)
    func `a check finds what it is for`(check: Check) {
        #expect(!check.offending.isEmpty, "a check without an example finds nothing for certain")
        for example in check.offending {
            #expect(check.find(example.files).map(\.description) == example.offences)
        }
    }

    @Test(arguments: Check.all)
    func `a check lets pass what is allowed`(check: Check) {
        #expect(!check.accepted.isEmpty, "a check that objects to everything is no check")
        for files in check.accepted {
            #expect(check.find(files).map(\.description) == [])
        }
    }

    @Test(arguments: Check.all)
    func `the repository keeps its rules`(check: Check) {
        let offences = check.find(Repository.files)
        #expect(offences.isEmpty, "\(check.rule):\n\(offences.map(\.description).joined(separator: "\n"))")
    }

    @Test
    func `the repository that is read is the one with this file in it`() {
        let paths = Set(Repository.files.map(\.path))
        #expect(paths.isSuperset(of: ["Package.swift", "LICENSE", ".ci/run", "Tests/TidyTests/TidyTests.swift"]))
    }
}
