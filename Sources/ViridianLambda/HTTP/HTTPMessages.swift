/// A request of HTTP/1.1. `Host` and `Content-Length` are added when it is sent.
public struct HTTPRequest: Hashable, Sendable {
    /// Such as `GET`.
    public var method: String
    /// The path with its query.
    public var path: String
    /// The headers.
    public var headers: [HTTPField]
    /// What follows the headers.
    public var body: [UInt8]

    /// A request.
    public init(method: String, path: String, headers: [HTTPField] = [], body: [UInt8] = []) {
        self.method = method
        self.path = path
        self.headers = headers
        self.body = body
    }
}

/// A whole answer of HTTP/1.1.
public struct HTTPResponse: Hashable, Sendable {
    /// Such as 200.
    public var status: Int
    /// The headers.
    public var headers: [HTTPField]
    /// What follows the headers.
    public var body: [UInt8]

    /// An answer.
    public init(status: Int, headers: [HTTPField] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The first value of a header, whose name may be written in any case.
    public func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}

/// A header.
public struct HTTPField: Hashable, Sendable {
    /// Such as `Content-Type`.
    public var name: String
    /// What it says.
    public var value: String

    /// A header.
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}
