import Testing

@testable import ViridianLambda

/// What the loop does after each event, without a socket.
@Suite struct RuntimeLoopTests {
    private static let next = RuntimeLoop.Effect.send(HTTPRequest(method: "GET", path: "/2018-06-01/runtime/invocation/next"))

    private static func call(_ id: String = "8476a536-e9f4") -> HTTPResponse {
        HTTPResponse(
            status: 200,
            headers: [
                .init("Lambda-Runtime-Aws-Request-Id", id), .init("lambda-runtime-deadline-ms", "1542409706888"),
                .init("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-2:123456789012:function:f"),
                .init("Lambda-Runtime-Trace-Id", "Root=1-5bef4de7"),
            ], body: Array("{}".utf8))
    }

    private func loop(after events: RuntimeLoop.Event...) -> RuntimeLoop {
        var loop = RuntimeLoop()
        for event in events { _ = loop.handle(event) }
        return loop
    }

    private static let failure = FunctionFailure(errorType: "Broken", errorMessage: "It \"broke\".")
    private static let failureRequest = HTTPRequest(
        method: "POST", path: "/2018-06-01/runtime/invocation/8476a536-e9f4/error",
        headers: [.init("Content-Type", "application/json"), .init("Lambda-Runtime-Function-Error-Type", "Broken")],
        body: Array(#"{"errorMessage":"It \"broke\".","errorType":"Broken","stackTrace":[]}"#.utf8))

    @Test func `it begins by asking for a call`() {
        var loop = RuntimeLoop()
        #expect(loop.handle(.started) == [Self.next])
        #expect(loop.handle(.started) == [])
    }

    @Test func `a call is worked on with all that Lambda says about it`() {
        var loop = loop(after: .started)
        #expect(
            loop.handle(.answered(Self.call())) == [
                .work(
                    Invocation(
                        requestID: "8476a536-e9f4", deadlineMilliseconds: 1_542_409_706_888,
                        functionARN: "arn:aws:lambda:us-east-2:123456789012:function:f", traceID: "Root=1-5bef4de7",
                        payload: Array("{}".utf8)))
            ])
    }

    @Test func `what the function returns is sent, and the next call asked for`() {
        var loop = loop(after: .started, .answered(Self.call()))
        #expect(
            loop.handle(.returned([1, 2])) == [
                .send(
                    HTTPRequest(
                        method: "POST", path: "/2018-06-01/runtime/invocation/8476a536-e9f4/response",
                        headers: [.init("Content-Type", "application/json")], body: [1, 2]))
            ])
        #expect(loop.handle(.answered(HTTPResponse(status: 202))) == [Self.next])
    }

    @Test func `a function that throws is told of, and does not end the process`() {
        var loop = loop(after: .started, .answered(Self.call()))
        #expect(
            loop.handle(.threw(Self.failure)) == [
                .log(Self.failure, requestID: "8476a536-e9f4"), .send(Self.failureRequest),
            ])
        #expect(loop.handle(.answered(HTTPResponse(status: 202))) == [Self.next])
    }

    @Test func `an answer that is too large becomes a failure of that call`() {
        var loop = loop(after: .started, .answered(Self.call()), .returned([]))
        let effects = loop.handle(.answered(HTTPResponse(status: 413)))
        guard case .log(let failure, "8476a536-e9f4")? = effects.first, effects.count == 2 else {
            Issue.record("\(effects)")
            return
        }
        #expect(failure.errorType == "Runtime.ResponseTooLarge")
        #expect(loop.handle(.answered(HTTPResponse(status: 413))) == [Self.next])
    }

    @Test(arguments: [400, 403, 404])
    func `a refused answer loses that call alone`(status: Int) {
        var loop = loop(after: .started, .answered(Self.call()), .returned([]))
        #expect(loop.handle(.answered(HTTPResponse(status: status))) == [Self.next])
    }

    @Test func `when the environment is lost the process ends`() {
        var loop = loop(after: .started, .answered(Self.call()), .returned([]))
        guard case .stop(let failure)? = loop.handle(.answered(HTTPResponse(status: 500))).first else {
            Issue.record("it goes on")
            return
        }
        #expect(failure.errorType == "Runtime.Refused")
        #expect(loop.handle(.started) == [])
    }

    @Test(arguments: ["", "a/../b", "a b", "ü", "a\r\nb"])
    func `a call that can't be answered ends the process`(id: String) {
        var loop = loop(after: .started)
        guard case .stop(let failure)? = loop.handle(.answered(Self.call(id))).first else {
            Issue.record("it goes on")
            return
        }
        #expect(failure.errorType == "Runtime.NoRequestID")
    }

    @Test func `when Lambda can't be reached the process ends`() {
        for events in [[RuntimeLoop.Event.started], [.started, .answered(Self.call()), .returned([])]] {
            var loop = RuntimeLoop()
            for event in events { _ = loop.handle(event) }
            guard case .stop(let failure)? = loop.handle(.connectionFailed).first else {
                Issue.record("it goes on")
                continue
            }
            #expect(failure.errorType == "Runtime.ConnectionFailed")
        }
    }

    @Test func `whatever happens in whatever order, there is one thing to wait for at most`() {
        let events: [RuntimeLoop.Event] = [
            .started, .answered(Self.call()), .answered(HTTPResponse(status: 202)), .answered(HTTPResponse(status: 500)),
            .connectionFailed, .returned([]), .threw(Self.failure),
        ]
        var loops: [RuntimeLoop] = [RuntimeLoop()]
        for _ in 0..<5 {
            loops = loops.flatMap { loop in
                events.map { event in
                    var loop = loop
                    let waiting = loop.handle(event).filter {
                        switch $0 {
                        case .send, .work, .stop: true
                        case .log: false
                        }
                    }
                    #expect(waiting.count <= 1)
                    return loop
                }
            }
            loops = Array(Set(loops))
        }
        #expect(loops.count > 3)
    }
}
