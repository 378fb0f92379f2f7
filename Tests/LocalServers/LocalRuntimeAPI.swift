import Synchronization

/// Lambda's runtime API on this machine: it hands out calls one after the other, and keeps what it is told.
public final class LocalRuntimeAPI: Sendable {
    /// What the function said.
    public struct Told: Hashable, Sendable {
        public var path: String
        public var body: String

        public init(path: String, body: String) {
            self.path = path
            self.body = body
        }
    }

    private struct State {
        var events: [String]
        var told: [Told] = []
    }

    private let server: LocalHTTPServer
    private let state: Holder

    /// What the server's closure and the API share.
    private final class Holder: Sendable {
        let mutex: Mutex<State>
        init(_ events: [String]) { mutex = Mutex(State(events: events)) }
    }

    /// After the last event it answers that the environment is lost, which ends the runtime.
    public static func serve(_ events: [String], closesAfterEach: Bool = false) async throws -> LocalRuntimeAPI {
        let holder = Holder(events)
        let server = try await LocalHTTPServer.serve { request in
            holder.mutex.withLock { state in
                guard request.path == "/2018-06-01/runtime/invocation/next" else {
                    state.told.append(Told(path: request.path, body: request.body))
                    return .init(status: 202, headers: closesAfterEach ? ["Connection": "close"] : [:])
                }
                guard !state.events.isEmpty else { return .init(status: 500) }
                let headers = [
                    "Lambda-Runtime-Aws-Request-Id": "call-\(state.told.count + 1)",
                    "Lambda-Runtime-Deadline-Ms": "1542409706888",
                ]
                return .init(status: 200, headers: headers, body: state.events.removeFirst())
            }
        }
        return LocalRuntimeAPI(server: server, state: holder)
    }

    private init(server: LocalHTTPServer, state: Holder) {
        self.server = server
        self.state = state
    }

    public var port: Int { server.port }
    public var address: String { "127.0.0.1:\(port)" }
    public var everythingTold: [Told] { state.mutex.withLock { $0.told } }

    public func close() async { await server.close() }
}
