import Testing

@testable import Viridian

@Suite struct HandOverTests {
    @Test(arguments: ["rehearse", "deploy", "release", "cloud"])
    func `a verb of viridian is handed over with the rest of its arguments`(verb: String) throws {
        let handOver = try #require(
            try HandOver([
                verb, "--fault", "errors=0.3", "--environment", "eu", "--stage=production", "--json", "--stack", "Shop",
            ]))
        #expect(handOver.synthesis == Synthesis(environment: "eu", stage: "production", stack: "Shop"))
        #expect(
            handOver.command(program: "/bin/viridian", template: "/tmp/Shop.json")
                == ["/bin/viridian", verb, "/tmp/Shop.json", "--fault", "errors=0.3", "--json"])
    }

    @Test(arguments: [[], ["synth"], ["review", "rehearse"], ["--help"]])
    func `everything else is the app's own`(arguments: [String]) throws {
        #expect(try HandOver(arguments) == nil)
    }

    @Test func `an option without a value is refused`() throws {
        let error = try #require(throws: AppError.self) { try HandOver(["rehearse", "--stage"]) }
        #expect(error.description == "--stage has no value. Write it like --stage staging.")
    }

    @Test(arguments: [
        (["/build/viridian", "/usr/bin/viridian"], "/build/viridian"), (["/usr/bin/viridian"], "/usr/bin/viridian"),
    ])
    func `viridian is found beside the app, then on the path`(programs: [String], found: String) throws {
        let program = try HandOver.program(besides: "/build/shop", path: "/bin:/usr/bin", isExecutable: programs.contains)
        #expect(program == found)
    }

    @Test func `an app that is called viridian does not hand over to itself`() throws {
        #expect(throws: AppError.self) {
            try HandOver.program(besides: "/build/viridian", path: "/build", isExecutable: ["/build/viridian"].contains)
        }
    }

    @Test func `without viridian one is told how to build it`() throws {
        let error = try #require(throws: AppError.self) {
            try HandOver.program(besides: "/build/shop", path: nil, isExecutable: { _ in false })
        }
        #expect(
            error.description == """
                the program viridian is neither beside this one nor in a folder of PATH. Build it: swift build --product viridian.
                """)
    }
}
