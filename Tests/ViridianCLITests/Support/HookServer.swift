import Foundation
import Synchronization

/// A hook's server on loopback that answers what a test wants. The class owns its socket and a thread.
final class HookServer: Sendable {
    struct Request: Sendable {
        var key: String
        var body: String
    }

    enum Answer: Sendable {
        case status(Int, headers: String = "", body: String = "")
        /// The connection is closed without a word.
        case none
        /// Nothing is said until ``HookServer/release()``, and then 200.
        case held
    }

    let port: UInt16
    private let socket: Int32
    private let requests = Mutex<[Request]>([])
    private let held = Mutex<[Int32]>([])

    var asked: [Request] { requests.withLock { $0 } }
    var url: String { "http://127.0.0.1:\(port)/check?token=hush" }

    /// Answers each request by its number, counted from 1.
    init(_ answer: @escaping @Sendable (Int) -> Answer) throws {
        #if os(Linux)
            socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            socket = Foundation.socket(AF_INET, SOCK_STREAM, 0)
        #endif
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let socket = socket
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, length) == 0 && listen(socket, 16) == 0 && getsockname(socket, $0, &length) == 0
            }
        }
        guard isBound else { throw Fixture.MissingText(text: "a port") }
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread { [weak self] in
            while true {
                let connection = accept(socket, nil, nil)
                guard connection >= 0, let self else { return }
                serve(connection, answer)
            }
        }
    }

    deinit {
        shutdown(socket, Int32(SHUT_RDWR))
        close(socket)
    }

    private func serve(_ connection: Int32, _ answer: (Int) -> Answer) {
        var text = ""
        var buffer = [UInt8](repeating: 0, count: 4096)
        while !text.hasSuffix("}") {
            let count = read(connection, &buffer, buffer.count)
            guard count > 0 else { break }
            text += String(decoding: buffer[..<count], as: UTF8.self)
        }
        let parts = text.components(separatedBy: "\r\n\r\n")
        let key = parts[0].components(separatedBy: "\r\n").first { $0.hasPrefix("Idempotency-Key: ") }?.dropFirst(17) ?? ""
        let number = requests.withLock {
            $0.append(Request(key: String(key), body: parts.last ?? ""))
            return $0.count
        }
        switch answer(number) {
        case .status(let status, let headers, let body): say(connection, status, headers, body)
        case .none: close(connection)
        case .held: held.withLock { $0.append(connection) }
        }
    }

    private func say(_ connection: Int32, _ status: Int, _ headers: String, _ body: String) {
        let text = "HTTP/1.1 \(status) X\r\n\(headers)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
        _ = text.withCString { write(connection, $0, strlen($0)) }
        close(connection)
    }

    /// Answers what was held.
    func release() {
        let connections = held.withLock { held in
            defer { held = [] }
            return held
        }
        for connection in connections { say(connection, 200, "", "") }
    }

    /// Cuts what was held off.
    func drop() {
        let connections = held.withLock { held in
            defer { held = [] }
            return held
        }
        for connection in connections { close(connection) }
    }

    func waitForRequests(_ count: Int) throws {
        for _ in 0..<600 where asked.count < count { usleep(50_000) }
        guard asked.count >= count else { throw Fixture.MissingText(text: "request \(count)") }
    }
}
