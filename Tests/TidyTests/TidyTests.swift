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
        for offence in check.find(Repository.files) { Issue.record("\(offence)") }
    }

    @Test
    func `the repository that is read is the one with this file in it`() {
        let expected: Set = ["Package.swift", "LICENSE", ".ci/run", "Tests/TidyTests/TidyTests.swift"]
        #expect(expected.subtracting(Repository.files.map(\.path)) == [])
    }
}
