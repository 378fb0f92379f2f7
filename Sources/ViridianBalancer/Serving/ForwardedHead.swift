import NIOHTTP1

/// What the balancer knows about the connection that a request came by.
struct ClientOrigin {
    let address: String
    let port: String
}

/// What is wrong with a request before it goes anywhere.
struct RequestFault: Error {
    let status: HTTPResponseStatus
}

extension HTTPRequestHead {
    /// The path of the target, without the query; of an absolute URI, its path.
    var path: Substring {
        var rest = uri[...]
        if rest.utf8.first != UInt8(ascii: "/"), let scheme = rest.range(ofScheme: "://") {
            rest = rest[scheme...]
            rest = rest.firstIndex(of: "/").map { rest[$0...] } ?? "/"
        }
        guard let query = rest.utf8.firstIndex(of: UInt8(ascii: "?")) else { return rest }
        return rest[..<query]
    }

    /// Refuses what a load balancer refuses by itself.
    ///
    /// Source: <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html>
    func check() throws(RequestFault) {
        if method == .TRACE { throw RequestFault(status: .methodNotAllowed) }
        if method == .CONNECT { throw RequestFault(status: .badRequest) }
        if version.major != 1 { throw RequestFault(status: .httpVersionNotSupported) }
        if version.minor >= 1, !headers.contains(name: "host") { throw RequestFault(status: .badRequest) }
        if uri.utf8.count > 16 * 1024 { throw RequestFault(status: .uriTooLong) }
        let size = headers.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count }
        if size > 64 * 1024 { throw RequestFault(status: .payloadTooLarge) }
        for coding in headers[canonicalForm: "transfer-encoding"] where coding != "chunked" && coding != "identity" {
            throw RequestFault(status: .notImplemented)
        }
    }

    /// The head to send to a target: hop-by-hop headers dropped, the balancer's own headers added.
    func forwarded(from origin: ClientOrigin, traceID: (String?) -> String) throws(RequestFault) -> HTTPRequestHead {
        let dropped = HopByHop(headers)
        var sent = HTTPHeaders()
        sent.reserveCapacity(headers.count + 5)
        var forwardedFor: String?
        var trace: String?
        var hasHost = false
        for (name, value) in headers where !dropped.drops(name) {
            switch name.utf8.count {
            case 4 where !hasHost && name.lowercased() == "host":
                hasHost = true
                sent.add(name: name, value: value.lowercased())
            case 6 where name.lowercased() == "expect": break
            case 15 where name.lowercased() == "x-forwarded-for":
                forwardedFor = forwardedFor.map { $0 + ", " + value } ?? value
            case 15 where name.lowercased() == "x-amzn-trace-id": trace = value
            case 16 where name.lowercased() == "x-forwarded-port": break
            case 17 where name.lowercased() == "x-forwarded-proto": break
            default: sent.add(name: name, value: value)
            }
        }
        if !hasHost { sent.add(name: "Host", value: "localhost:" + origin.port) }
        if let forwardedFor {
            guard forwardedFor.utf8.count(where: { $0 == UInt8(ascii: ",") }) < 30 else {
                throw RequestFault(status: .custom(code: 463, reasonPhrase: "Too Many Forwarded Addresses"))
            }
            sent.add(name: "X-Forwarded-For", value: forwardedFor + ", " + origin.address)
        } else {
            sent.add(name: "X-Forwarded-For", value: origin.address)
        }
        sent.add(name: "X-Forwarded-Proto", value: "http")
        sent.add(name: "X-Forwarded-Port", value: origin.port)
        sent.add(name: "X-Amzn-Trace-Id", value: traceID(trace))
        if headers[canonicalForm: "transfer-encoding"].contains("chunked") {
            sent.remove(name: "content-length")
            sent.add(name: "Transfer-Encoding", value: "chunked")
        }
        let target = uri.utf8.first == UInt8(ascii: "/") ? uri : originForm
        return HTTPRequestHead(version: .http1_1, method: method, uri: target, headers: sent)
    }

    private var originForm: String {
        guard let scheme = uri[...].range(ofScheme: "://") else { return uri }
        let rest = uri[scheme...]
        guard let start = rest.firstIndex(where: { $0 == "/" || $0 == "?" }) else { return "/" }
        return rest[start] == "?" ? "/" + rest[start...] : String(rest[start...])
    }
}

extension HTTPResponseHead {
    /// The head to send to a client that asked with `method`, and whether its end is only told by closing the connection.
    func returned(to request: HTTPMethod, version: HTTPVersion, keepAlive: Bool) -> (head: HTTPResponseHead, closes: Bool) {
        let dropped = HopByHop(headers)
        var sent = HTTPHeaders()
        sent.reserveCapacity(headers.count + 2)
        var hasLength = false
        for (name, value) in headers where !dropped.drops(name) {
            if name.utf8.count == 14, name.lowercased() == "content-length" { hasLength = true }
            sent.add(name: name, value: value)
        }
        let hasBody = request != .HEAD && status.mayHaveResponseBody
        var closes = !keepAlive
        if hasBody, !hasLength {
            if version.minor >= 1 { sent.add(name: "Transfer-Encoding", value: "chunked") } else { closes = true }
        }
        if closes {
            sent.add(name: "Connection", value: "close")
        } else if version.minor == 0 {
            sent.add(name: "Connection", value: "keep-alive")
        }
        return (HTTPResponseHead(version: .http1_1, status: status, headers: sent), closes)
    }
}

extension Substring {
    /// The index after the first `separator`, if there is one.
    fileprivate func range(ofScheme separator: String) -> Index? {
        var index = startIndex
        while index < endIndex {
            if self[index...].hasPrefix(separator) { return self.index(index, offsetBy: separator.count) }
            if self[index] == "/" || self[index] == "?" { return nil }
            index = self.index(after: index)
        }
        return nil
    }
}
