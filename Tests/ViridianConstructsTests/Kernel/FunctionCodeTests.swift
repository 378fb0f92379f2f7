import Testing
import ViridianTemplate

@testable import ViridianResources

@Suite struct FunctionCodeTests {
    private struct Checked: StackDefinition {
        var purpose: String { "A function of ours." }

        func define(in stack: inout Stack) {
            let role = stack.add("Role", IAM.Role(assumeRolePolicyDocument: .trust(.lambda)))
            let code = stack.code(ofFunction: "schema-validator")
            stack.add(
                "Validator",
                Lambda.Function(code: code, handler: "bootstrap", role: role.arn, runtime: .providedAL2023))
        }
    }

    private static let zip = Array("a zip".utf8)

    private func key(_ synthesized: SynthesizedStack) -> Node? {
        synthesized.template.resource("Validator")?.body["Properties"]?["Code"]?["S3Key"]
    }

    @Test func `a function's code is an asset that is named after its content`() throws {
        let stack = try Checked().synthesized(for: .development, functionCode: FunctionCode(["schema-validator": Self.zip]))
        let name = "viridian/\(SHA256.hexadecimal(of: Self.zip)).zip"
        #expect(stack.assets.map(\.key) == [name])
        #expect(stack.assets.map(\.bytes) == [Self.zip])
        #expect(key(stack)?.string == name)
    }

    @Test func `a template for review alone has no code`() throws {
        let stack = try Checked().synthesized(for: .development, functionCode: .leftOut)
        #expect(stack.assets.isEmpty)
        #expect(key(stack)?.string == "viridian/schema-validator.zip")
    }

    @Test(arguments: [FunctionCode.unbuilt, FunctionCode(["another": zip])])
    func `a stack without the code that it needs says how to build it`(code: FunctionCode) throws {
        let error = #expect(throws: StackError.self) { try Checked().synthesized(for: .development, functionCode: code) }
        let problem = try #require(error?.problems.first)
        #expect(problem.code == .missingFunctionCode)
        #expect(problem.message == "the code of the function \"schema-validator\" isn't built")
        #expect(problem.advice == "Run `viridian assets`, or synthesise with --without-assets what is for review alone.")
        #expect(problem.place?.file.hasSuffix("FunctionCodeTests.swift") == true)
    }
}
