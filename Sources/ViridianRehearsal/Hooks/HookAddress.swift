import Foundation

/// Where a hook listens, taken from a URL. What is asked travels in the open, so without TLS it stays on this machine.
struct HookAddress: Hashable {
    var isSecure: Bool
    var host: String
    var port: Int
    /// Path and query, as a request has them.
    var target: String

    /// Why a URL can't be a hook's, in words.
    enum Refusal: Error, Hashable {
        case unreadable
        case credentials
        case notLoopback

        var text: String {
            switch self {
            case .unreadable: "Url is an address like http://127.0.0.1:9000/check or https://checks.example.com/release"
            case .credentials: "Url has no user and no password: it is written to the journal"
            case .notLoopback:
                "Url may say http:// for this machine only (127.0.0.1, [::1], localhost); elsewhere it says https://"
            }
        }
    }

    init(_ url: String) throws(Refusal) {
        guard let parts = URLComponents(string: url), let scheme = parts.scheme?.lowercased(), var host = parts.host,
            !host.isEmpty, ["http", "https"].contains(scheme), parts.fragment == nil, (1...65535).contains(parts.port ?? 80),
            url.utf8.allSatisfy({ (0x21...0x7e).contains($0) })
        else { throw .unreadable }
        guard parts.user == nil, parts.password == nil else { throw .credentials }
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        isSecure = scheme == "https"
        guard isSecure || Self.isLoopback(host) else { throw .notLoopback }
        self.host = host
        port = parts.port ?? (isSecure ? 443 : 80)
        let path = parts.percentEncodedPath.isEmpty ? "/" : parts.percentEncodedPath
        target = path + (parts.percentEncodedQuery.map { "?\($0)" } ?? "")
    }

    /// Host and port as a request's `Host` has them.
    var authority: String { (host.contains(":") ? "[\(host)]" : host) + ":\(port)" }

    /// Without its query, which may have a secret: for messages.
    var text: String { "\(isSecure ? "https" : "http")://\(authority)\(target.prefix { $0 != "?" })" }

    private static func isLoopback(_ host: String) -> Bool {
        if host == "localhost" || host == "::1" { return true }
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
        return numbers.count == 4 && numbers[0] == "127" && numbers.allSatisfy { UInt8($0) != nil }
    }
}
