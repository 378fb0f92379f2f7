import Crypto

/// A request as both ends write it down before they sign it, so that what is the same request is the same text.
struct CanonicalRequest {
    /// The names of the headers that are part of it.
    let signedHeaders: String
    /// All of it.
    let text: String

    init(_ request: AWSRequest) {
        var values: [String: [String]] = [:]
        for field in request.headers {
            let name = field.name.lowercased()
            guard !Self.changedOnTheWay.contains(name) else { continue }
            values[name, default: []].append(Self.collapsed(field.value))
        }
        let headers = values.sorted { Array($0.key.utf8).lexicographicallyPrecedes(Array($1.key.utf8)) }
        signedHeaders = headers.map(\.key).joined(separator: ";")
        let body = SigV4.hexadecimal(SHA256.hash(data: request.body))
        text = """
            \(request.method)
            \(Self.normalised(request.path))
            \(Self.canonical(request.query))
            \(headers.map { "\($0.key):\($0.value.joined(separator: ","))\n" }.joined())
            \(signedHeaders)
            \(body)
            """
    }

    /// Headers that proxies and clients write anew.
    private static let changedOnTheWay: Set = ["authorization", "connection", "expect", "user-agent", "x-amzn-trace-id"]

    /// Without spaces at the ends, and with one where there were several.
    private static func collapsed(_ value: String) -> String {
        value.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Without `.`, `..` and empty parts, each part encoded: what is encoded already is encoded again.
    private static func normalised(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        guard !parts.isEmpty else { return "/" }
        return "/" + parts.map { encoded(String($0)) }.joined(separator: "/") + (path.hasSuffix("/") ? "/" : "")
    }

    private static func canonical(_ query: [AWSRequest.Field]) -> String {
        query.map { (encoded($0.name), encoded($0.value)) }
            .sorted {
                $0.0 == $1.0 ? $0.1.utf8.lexicographicallyPrecedes($1.1.utf8) : $0.0.utf8.lexicographicallyPrecedes($1.0.utf8)
            }
            .map { "\($0.0)=\($0.1)" }.joined(separator: "&")
    }

    /// All but letters, digits and `-._~` as `%XY`.
    static func encoded(_ text: String) -> String {
        let unreserved = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
        let digits = Array("0123456789ABCDEF".utf8)
        let bytes = text.utf8.flatMap { byte in
            unreserved.contains(byte) ? [byte] : [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
