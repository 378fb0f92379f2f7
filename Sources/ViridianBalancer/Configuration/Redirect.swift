/// Where a redirect action sends a request; `#{protocol}`, `#{host}`, `#{port}`, `#{path}` and `#{query}` stand for the
/// request's own.
///
/// Source: <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-action-types.html>
public struct Redirect: Hashable, Sendable {
    /// 301 or 302.
    public var status: Int
    /// `http`, `https` or `#{protocol}`.
    public var scheme: String
    /// The host.
    public var host: String
    /// The port.
    public var port: String
    /// The path, beginning with `/`; `#{path}` is without its leading slash.
    public var path: String
    /// The query without `?`.
    public var query: String

    /// A redirect; what is omitted stays as it was requested.
    public init(
        status: Int, scheme: String = "#{protocol}", host: String = "#{host}", port: String = "#{port}",
        path: String = "/#{path}", query: String = "#{query}"
    ) {
        self.status = status
        self.scheme = scheme
        self.host = host
        self.port = port
        self.path = path
        self.query = query
    }

    /// The `Location` for a request that came by plain HTTP for `uri`, to `host` (which may carry a port) at listener port
    /// `port`.
    public func location(uri: String, host requestHost: String, port listenerPort: Int) -> String {
        let parts = uri.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let bareHost = requestHost.split(separator: ":").first.map(String.init) ?? requestHost
        let own = [
            "#{protocol}": "http", "#{host}": bareHost, "#{port}": String(listenerPort),
            "#{path}": String(parts[0].drop { $0 == "/" }), "#{query}": parts.count > 1 ? String(parts[1]) : "",
        ]
        func filled(_ text: String) -> String {
            var rest = text[...]
            var result = ""
            while let start = rest.firstIndex(of: "#") {
                result += rest[..<start]
                rest = rest[start...]
                if let end = rest.firstIndex(of: "}"), let value = own[String(rest[...end])] {
                    result += value
                    rest = rest[rest.index(after: end)...]
                } else {
                    result.append(rest.removeFirst())
                }
            }
            return result + rest
        }
        let target = filled(scheme).lowercased()
        let targetPort = filled(port)
        let isStandard = (target == "http" && targetPort == "80") || (target == "https" && targetPort == "443")
        let targetQuery = filled(query)
        return "\(target)://\(filled(host))" + (isStandard ? "" : ":\(targetPort)") + filled(path)
            + (targetQuery.isEmpty ? "" : "?\(targetQuery)")
    }
}
