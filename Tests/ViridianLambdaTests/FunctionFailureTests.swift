import Testing

@testable import ViridianLambda

@Suite struct FunctionFailureTests {
    private struct Careless: Error, CustomStringConvertible {
        var password: String
        var description: String { "can't log in with \(password)" }
    }

    @Test func `of an error that isn't meant to be told only its type is`() {
        let failure = FunctionFailure(Careless(password: "hush"))
        #expect(failure.errorType == "Careless")
        #expect(failure.errorMessage == "The function failed with an error of the type Careless.")
        #expect(!String(decoding: failure.json, as: UTF8.self).contains("hush"))
    }

    @Test func `whatever stands in a message, it is JSON`() {
        let failure = FunctionFailure(errorType: "A\u{0}B", errorMessage: "\"\\\n\r\t\u{1f}ü\u{2028}\u{1F600}")
        #expect(
            String(decoding: failure.json, as: UTF8.self) == #"""
                {"errorMessage":"\"\\\n\u000d\u0009\u001fü\u2028😀","errorType":"A\u0000B","stackTrace":[]}
                """#)
    }
}
