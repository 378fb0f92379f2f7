import NIOHTTP1

/// The headers that belong to one connection and are never passed on, with those that a `Connection` header names.
struct HopByHop {
    private let named: [Substring]

    init(_ headers: HTTPHeaders) {
        named = headers.contains(name: "connection") ? headers[canonicalForm: "connection"] : []
    }

    /// Whether `name` must be dropped. The length is compared first, because most headers are decided by it.
    func drops(_ name: String) -> Bool {
        switch name.utf8.count {
        case 2: if name.lowercased() == "te" { return true }
        case 7: if name.lowercased() == "upgrade" { return true }
        case 10: if ["connection", "keep-alive"].contains(name.lowercased()) { return true }
        case 16: if name.lowercased() == "proxy-connection" { return true }
        case 17: if name.lowercased() == "transfer-encoding" { return true }
        default: break
        }
        guard !named.isEmpty else { return false }
        let lowercased = name.lowercased()
        return lowercased != "content-length" && lowercased != "host" && named.contains { $0.lowercased() == lowercased }
    }
}
