import CViridianProcess
import Foundation
import NIOCore
import NIOPosix

/// Starts the processes of a world from one thread that lives as long as the world does.
///
/// Linux sends the parent-death signal when the *thread* that forked ends, so an ordinary pool of threads would kill services at
/// random. The class owns that thread.
final class ProcessSpawner: Sendable {
    private let thread = NIOThreadPool(numberOfThreads: 1)

    init() { thread.start() }

    /// Starts a program in its own process group; its output is appended to the log file.
    func start(_ arguments: [String], environment: [String: String], directory: String, log: String) async throws -> pid_t {
        let path = try Self.locate(arguments[0], from: directory, path: environment["PATH"] ?? "")
        return try await thread.runIfActive {
            let output = try Self.open(log: log)
            defer { close(output) }
            return try Self.spawn(path, arguments, environment, directory, output, diesWithThread: true, newSession: false)
        }
    }

    /// Starts a program in its own process group, whose output goes to a descriptor that the caller owns.
    func start(_ arguments: [String], environment: [String: String], directory: String, output: Int32) async throws -> pid_t {
        let path = try Self.locate(arguments[0], from: directory, path: environment["PATH"] ?? "")
        return try await thread.runIfActive {
            try Self.spawn(path, arguments, environment, directory, output, diesWithThread: true, newSession: false)
        }
    }

    func shutDown() async { try? await thread.shutdownGracefully() }

    /// Starts a program that outlives this one and is cut loose from the terminal.
    static func startDetached(_ arguments: [String], environment: [String: String], directory: String, log: String) throws
        -> pid_t
    {
        let output = try open(log: log)
        defer { close(output) }
        return try spawn(arguments[0], arguments, environment, directory, output, diesWithThread: false, newSession: true)
    }

    private static func open(log: String) throws -> Int32 {
        let file = Foundation.open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw RehearsalError(.worldLost, "\(log) can't be written: \(String(cString: strerror(errno)))") }
        return file
    }

    private static func spawn(
        _ path: String, _ arguments: [String], _ environment: [String: String], _ directory: String, _ output: Int32,
        diesWithThread: Bool, newSession: Bool
    ) throws -> pid_t {
        let words = arguments.map { strdup($0) } + [nil]
        let variables = environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for pointer in words + variables { free(pointer) } }
        var process: pid_t = 0
        let reason = viridian_spawn(
            path, words, variables, directory, output, diesWithThread ? 1 : 0, newSession ? 1 : 0, &process)
        guard reason == 0 else {
            throw RehearsalError(.badInput, "\(path) can't be started: \(String(cString: strerror(reason)))")
        }
        return process
    }

    /// Finds a program as `execvp` would: by the folders of `PATH`, or relative to the working folder where it has a slash.
    static func locate(_ name: String, from directory: String, path: String) throws -> String {
        let candidates =
            name.contains("/")
            ? [name.hasPrefix("/") ? name : "\(directory)/\(name)"]
            : path.split(separator: ":").map { "\($0)/\(name)" }
        guard let found = candidates.first(where: { access($0, X_OK) == 0 }) else {
            let place = name.contains("/") ? candidates[0] : "any folder of PATH"
            throw RehearsalError(.badInput, "there is no program \(name) in \(place); give its path, or install it")
        }
        return found
    }
}

/// How a process ended.
enum ProcessEnding: Hashable {
    case exit(Int32)
    case signal(Int32)
    /// Somebody else has asked for it.
    case gone

    /// Asks for it; nothing while the process runs.
    init?(of process: pid_t) {
        var status: Int32 = 0
        let result = waitpid(process, &status, WNOHANG)
        if result == 0 { return nil }
        let signal = status & 0x7f
        self = result != process ? .gone : signal == 0 ? .exit((status >> 8) & 0xff) : .signal(signal)
    }

    /// In words.
    var text: String {
        switch self {
        case .exit(let code): "exit code \(code)"
        case .signal(let number): "signal \(number)"
        case .gone: "it is gone"
        }
    }
}

/// A port of loopback on which nothing listens, below those that the kernel hands out to clients.
func freePort(besides taken: Set<Int>) throws -> Int {
    for _ in 0..<1000 {
        let port = Int.random(in: 20_000..<32_000)
        if !taken.contains(port), isFree(port) { return port }
    }
    throw RehearsalError(.worldLost, "no free port was found between 20000 and 32000 on 127.0.0.1")
}

private func isFree(_ port: Int) -> Bool {
    let descriptor = socket(AF_INET, streamSocket, 0)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    // Without SO_REUSEADDR, as the strictest of servers binds.
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = 0
    return withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
        }
    }
}

#if os(Linux)
    let streamSocket = Int32(SOCK_STREAM.rawValue)
#else
    let streamSocket = SOCK_STREAM
#endif
