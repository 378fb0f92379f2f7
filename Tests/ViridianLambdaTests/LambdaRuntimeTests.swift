import Foundation
import LocalServers
import Synchronization
import Testing

@testable import ViridianLambda

/// The runtime against Lambda's API on this machine.
@Suite struct LambdaRuntimeTests {
    private struct Event: Decodable, SendableMetatype {
        var name: String
    }

    private struct Greeting: Encodable, SendableMetatype {
        var text: String
    }

    private static let greeting = FunctionHandler.json { (event: Event, _) in
        guard event.name != "nobody" else { throw FunctionFailure(errorType: "NoName", errorMessage: "Whom should I greet?") }
        return Greeting(text: "Hello, \(event.name)")
    }

    private func invalidEvent(_ call: String, _ what: String) -> LocalRuntimeAPI.Told {
        let words = #"{"errorMessage":"The event can't be read: \#(what).","errorType":"InvalidEvent","stackTrace":[]}"#
        return .init(path: "/2018-06-01/runtime/invocation/\(call)/error", body: words)
    }

    @Test(arguments: [false, true])
    func `calls are answered one after the other, whatever becomes of each`(closesAfterEach: Bool) async throws {
        let api = try await LocalRuntimeAPI.serve(
            [#"{"name":"Ada"}"#, #"{"name":"nobody"}"#, #"{"nom":"Ada"}"#, "not JSON", #"{"name":"Bob"}"#],
            closesAfterEach: closesAfterEach)
        let lines = Mutex<[String]>([])
        let runtime = try LambdaRuntime(environment: ["AWS_LAMBDA_RUNTIME_API": api.address]) { line in
            lines.withLock { $0.append(line) }
        }
        let end = await runtime.run(Self.greeting)
        await api.close()
        #expect(end.errorType == "Runtime.NoInvocation")
        let base = "/2018-06-01/runtime/invocation/"
        #expect(
            api.everythingTold == [
                .init(path: base + "call-1/response", body: #"{"text":"Hello, Ada"}"#),
                .init(
                    path: base + "call-2/error",
                    body: #"{"errorMessage":"Whom should I greet?","errorType":"NoName","stackTrace":[]}"#),
                invalidEvent("call-3", "name is missing"), invalidEvent("call-4", "the whole is malformed"),
                .init(path: base + "call-5/response", body: #"{"text":"Hello, Bob"}"#),
            ])
        #expect(
            lines.withLock { $0.first }
                == #"{"level":"ERROR","errorType":"NoName","errorMessage":"Whom should I greet?","requestId":"call-2"}"#)
    }

    @Test func `a function that can't begin says so`() async throws {
        let api = try await LocalRuntimeAPI.serve([])
        let runtime = try LambdaRuntime(environment: ["AWS_LAMBDA_RUNTIME_API": api.address]) { _ in }
        await runtime.fail(FunctionFailure(errorType: "InvalidConfiguration", errorMessage: "BLUE is missing."))
        await api.close()
        #expect(
            api.everythingTold == [
                .init(
                    path: "/2018-06-01/runtime/init/error",
                    body: #"{"errorMessage":"BLUE is missing.","errorType":"InvalidConfiguration","stackTrace":[]}"#)
            ])
    }

    @Test(arguments: [nil, "", "127.0.0.1", "127.0.0.1:", "127.0.0.1:0", ":80", "a:b:c", "127.0.0.1:70000"])
    func `outside of Lambda there is nothing to serve`(address: String?) {
        let failure = #expect(throws: FunctionFailure.self) {
            try LambdaRuntime(environment: address.map { ["AWS_LAMBDA_RUNTIME_API": $0] } ?? [:]) { _ in }
        }
        #expect(failure?.errorType == "Runtime.NotOnLambda")
    }

    @Test func `when nobody answers the process ends`() async throws {
        let api = try await LocalRuntimeAPI.serve([])
        let runtime = try LambdaRuntime(environment: ["AWS_LAMBDA_RUNTIME_API": api.address]) { _ in }
        await api.close()
        #expect(await runtime.run(Self.greeting).errorType == "Runtime.ConnectionFailed")
    }

    @Test func `an answer of more bytes than are taken is an error`() async throws {
        let api = try await LocalRuntimeAPI.serve([String(repeating: " ", count: 5000)])
        var client = HTTPClient(
            endpoint: HTTPEndpoint(host: "127.0.0.1", port: api.port, security: .none), bodyBytesMaximum: 1000)
        let request = HTTPRequest(method: "GET", path: "/2018-06-01/runtime/invocation/next")
        await #expect(throws: HTTPError.tooLarge) { try await client.send(request, timeout: .seconds(5)) }
        await client.close()
        await api.close()
    }

    @Test func `an answer that doesn't come in time is an error, and the next request connects anew`() async throws {
        let server = try await LocalHTTPServer.serve { request in
            if request.path == "/slow" { Thread.sleep(forTimeInterval: 0.5) }
            return .init(status: 200, body: request.path)
        }
        var client = HTTPClient(
            endpoint: HTTPEndpoint(host: "127.0.0.1", port: server.port, security: .none), bodyBytesMaximum: 1000)
        let slow = HTTPRequest(method: "GET", path: "/slow")
        await #expect(throws: HTTPError.timedOut) { try await client.send(slow, timeout: .milliseconds(50)) }
        let response = try await client.send(HTTPRequest(method: "GET", path: "/quick"), timeout: .seconds(10))
        #expect(String(decoding: response.body, as: UTF8.self) == "/quick")
        await client.close()
        await server.close()
    }
}
