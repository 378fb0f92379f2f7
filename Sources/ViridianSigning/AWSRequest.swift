/// A request to AWS before it is signed, or after: what the signature covers, and nothing else.
public struct AWSRequest: Hashable, Sendable {
    /// Such as `POST`.
    public var method: String
    /// The path as it is sent, such as `/`.
    public var path: String
    /// The query's parameters, not yet encoded.
    public var query: [Field]
    /// The headers, `Host` among them.
    public var headers: [Field]
    /// What follows the headers.
    public var body: [UInt8]

    /// A name with its value; one name may stand more than once.
    public struct Field: Hashable, Sendable {
        /// Such as `Host`.
        public var name: String
        /// What it says.
        public var value: String

        /// A name with its value.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// A request.
    public init(method: String, path: String = "/", query: [Field] = [], headers: [Field], body: [UInt8] = []) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
    }

    /// The first value of a header, whose name may be written in any case.
    public func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}
