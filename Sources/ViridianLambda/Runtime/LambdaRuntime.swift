/// Carries out what a ``RuntimeLoop`` decides: over one connection, one call at a time, as Lambda does it.
public struct LambdaRuntime: Sendable {
    private let endpoint: HTTPEndpoint
    private let log: @Sendable (String) -> Void

    /// A runtime. Its log takes lines of JSON; Lambda keeps what a function writes to its standard error.
    ///
    /// It fails where `AWS_LAMBDA_RUNTIME_API` names no host with a port, as outside of Lambda.
    public init(environment: [String: String], log: @escaping @Sendable (String) -> Void) throws(FunctionFailure) {
        let parts = (environment["AWS_LAMBDA_RUNTIME_API"] ?? "").split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, let port = Int(parts[1]), (1...65535).contains(port) else {
            throw FunctionFailure(
                errorType: "Runtime.NotOnLambda",
                errorMessage: "AWS_LAMBDA_RUNTIME_API names no host and port. This program is a function: AWS Lambda starts it.")
        }
        endpoint = HTTPEndpoint(host: String(parts[0]), port: port, security: .none)
        self.log = log
    }

    /// Serves calls until Lambda ends the process, or returns why it must end itself.
    public func run(_ handler: FunctionHandler) async -> FunctionFailure {
        var loop = RuntimeLoop()
        var client = HTTPClient(endpoint: endpoint, bodyBytesMaximum: 16 << 20)
        var event: RuntimeLoop.Event? = .started
        while let next = event {
            event = nil
            for effect in loop.handle(next) {
                switch effect {
                case .send(let request): event = await Self.answer(to: request, client: &client)
                case .work(let invocation): event = await Self.outcome(of: handler, invocation)
                case .log(let failure, let requestID): log(Self.line(failure, requestID: requestID))
                case .stop(let failure):
                    await client.close()
                    return failure
                }
            }
        }
        // The loop answers every event that this one gives it with something to wait for, or with the end.
        await client.close()
        return FunctionFailure(errorType: "Runtime.Ended", errorMessage: "The runtime had nothing to wait for.")
    }

    /// Tells Lambda that the function can't begin, and why.
    public func fail(_ failure: FunctionFailure) async {
        log(Self.line(failure, requestID: nil))
        var client = HTTPClient(endpoint: endpoint, bodyBytesMaximum: 1 << 20)
        _ = try? await client.send(.initialisationError(failure), timeout: .seconds(5))
        await client.close()
    }

    /// A call may be hours away, and the process is frozen until then: there is no time limit.
    private static func answer(to request: HTTPRequest, client: inout HTTPClient) async -> RuntimeLoop.Event {
        do {
            return .answered(try await client.send(request, timeout: nil))
        } catch {
            return .connectionFailed
        }
    }

    private static func outcome(of handler: FunctionHandler, _ invocation: Invocation) async -> RuntimeLoop.Event {
        do {
            return .returned(try await handler.body(invocation))
        } catch {
            return .threw(FunctionFailure(error))
        }
    }

    private static func line(_ failure: FunctionFailure, requestID: String?) -> String {
        let request = requestID.map { ",\"requestId\":\(JSONText.quoted($0))" } ?? ""
        return """
            {"level":"ERROR","errorType":\(JSONText.quoted(failure.errorType)),\
            "errorMessage":\(JSONText.quoted(failure.errorMessage))\(request)}
            """
    }
}
