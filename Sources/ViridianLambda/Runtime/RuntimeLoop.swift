/// What a runtime does next: events go in, effects come out. It knows no clock, no connection and no function.
///
/// Source: AWS Lambda Developer Guide, "Using the Lambda runtime API for custom runtimes".
public struct RuntimeLoop: Hashable, Sendable {
    private var state = State.idle

    /// A loop that has not begun.
    public init() {}

    private enum State: Hashable {
        /// The state before the first call.
        case idle
        /// The state while Lambda is asked for a call, which may take hours.
        case asking
        /// The state while the function works.
        case working(requestID: String)
        /// The state while Lambda is told what came of a call.
        case telling(requestID: String, isFailure: Bool)
        /// The state after which there is no other.
        case stopped
    }

    /// What happens to a runtime.
    public enum Event: Hashable, Sendable {
        /// The process is ready.
        case started
        /// Lambda answered.
        case answered(HTTPResponse)
        /// Lambda didn't answer.
        case connectionFailed
        /// The function returned.
        case returned([UInt8])
        /// The function threw.
        case threw(FunctionFailure)
    }

    /// What a runtime must do.
    public enum Effect: Hashable, Sendable {
        /// Send a request to Lambda, and give the answer back as an event.
        case send(HTTPRequest)
        /// Call the function, and give back what comes of it.
        case work(Invocation)
        /// Write a line about a failed call.
        case log(FunctionFailure, requestID: String)
        /// End the process, because Lambda said so or can't be understood; it starts another.
        case stop(FunctionFailure)
    }

    /// Takes an event. An event that nothing led to is passed over.
    public mutating func handle(_ event: Event) -> [Effect] {
        switch (state, event) {
        case (.idle, .started): return ask()
        case (.asking, .answered(let response)): return begin(response)
        case (.working(let requestID), .returned(let body)):
            state = .telling(requestID: requestID, isFailure: false)
            return [.send(.post("invocation/\(requestID)/response", body: body))]
        case (.working(let requestID), .threw(let failure)): return tell(failure, requestID: requestID)
        case (.telling(let requestID, let isFailure), .answered(let response)):
            return end(response, requestID: requestID, isFailure: isFailure)
        case (.asking, .connectionFailed), (.telling, .connectionFailed):
            return stop("Runtime.ConnectionFailed", "The connection to Lambda's runtime API failed.")
        default: return []
        }
    }

    private mutating func ask() -> [Effect] {
        state = .asking
        return [.send(HTTPRequest(method: "GET", path: Self.path + "invocation/next"))]
    }

    private mutating func begin(_ response: HTTPResponse) -> [Effect] {
        guard response.status == 200 else {
            return stop("Runtime.NoInvocation", "Lambda's runtime API answered \(response.status) when it was asked for a call.")
        }
        guard let invocation = Invocation(response) else {
            return stop("Runtime.NoRequestID", "Lambda's runtime API gave a call without a request ID that can be answered.")
        }
        state = .working(requestID: invocation.requestID)
        return [.work(invocation)]
    }

    private mutating func tell(_ failure: FunctionFailure, requestID: String) -> [Effect] {
        state = .telling(requestID: requestID, isFailure: true)
        return [
            .log(failure, requestID: requestID), .send(.post("invocation/\(requestID)/error", failure: failure)),
        ]
    }

    /// A status of 5xx means that the environment is lost. Whatever else is wrong with one call, the next one is another.
    private mutating func end(_ response: HTTPResponse, requestID: String, isFailure: Bool) -> [Effect] {
        switch response.status {
        case 413 where !isFailure:
            return tell(
                FunctionFailure(
                    errorType: "Runtime.ResponseTooLarge", errorMessage: "What the function returned is more than Lambda takes."),
                requestID: requestID)
        case 500...: return stop("Runtime.Refused", "Lambda's runtime API answered \(response.status) to what came of a call.")
        default: return ask()
        }
    }

    private mutating func stop(_ type: String, _ message: String) -> [Effect] {
        state = .stopped
        return [.stop(FunctionFailure(errorType: type, errorMessage: message))]
    }

    static let path = "/2018-06-01/runtime/"
}

extension HTTPRequest {
    fileprivate static func post(_ path: String, body: [UInt8]) -> Self {
        HTTPRequest(
            method: "POST", path: RuntimeLoop.path + path, headers: [.init("Content-Type", "application/json")], body: body)
    }

    fileprivate static func post(_ path: String, failure: FunctionFailure) -> Self {
        var request = post(path, body: failure.json)
        request.headers.append(.init("Lambda-Runtime-Function-Error-Type", headerValue(failure.errorType)))
        return request
    }

    /// What tells Lambda that the function can't even begin.
    static func initialisationError(_ failure: FunctionFailure) -> Self { post("init/error", failure: failure) }

    /// A header holds one line of ASCII.
    private static func headerValue(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.value > 0x20 && $0.value < 0x7f }))
    }
}
