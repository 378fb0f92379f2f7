/// A call of the function, as Lambda hands it over.
///
/// Source: AWS Lambda Developer Guide, "Using the Lambda runtime API for custom runtimes", "Next invocation".
public struct Invocation: Hashable, Sendable {
    /// What the answer must name.
    public var requestID: String
    /// When the function is stopped, in milliseconds since 1970; none where nobody said.
    public var deadlineMilliseconds: Int?
    /// The function, version or alias that was called.
    public var functionARN: String?
    /// The header of AWS X-Ray. It is not put into the environment, as other threads may be reading that.
    public var traceID: String?
    /// The event, in most cases JSON.
    public var payload: [UInt8]

    /// A call.
    public init(
        requestID: String, deadlineMilliseconds: Int? = nil, functionARN: String? = nil, traceID: String? = nil, payload: [UInt8]
    ) {
        self.requestID = requestID
        self.deadlineMilliseconds = deadlineMilliseconds
        self.functionARN = functionARN
        self.traceID = traceID
        self.payload = payload
    }

    /// None without a request ID that may stand in a path.
    init?(_ response: HTTPResponse) {
        guard let requestID = response.header("Lambda-Runtime-Aws-Request-Id"), !requestID.isEmpty,
            requestID.utf8.allSatisfy({ byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            })
        else { return nil }
        self.init(
            requestID: requestID, deadlineMilliseconds: response.header("Lambda-Runtime-Deadline-Ms").flatMap { Int($0) },
            functionARN: response.header("Lambda-Runtime-Invoked-Function-Arn"),
            traceID: response.header("Lambda-Runtime-Trace-Id"), payload: response.body)
    }
}
