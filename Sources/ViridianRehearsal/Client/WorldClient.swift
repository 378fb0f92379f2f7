import Foundation
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
import ViridianRelease

/// The runner's end of the socket to a rehearsed world. The class owns the connection.
final class WorldClient: ReleaseWorld {
    private struct State {
        var calls: [Int: CheckedContinuation<WorldReply, any Error>] = [:]
        var lastID = 0
        var loss: WorldLost?
    }

    private let channel: any Channel
    private let state: NIOLockedValueBox<State>

    private init(channel: any Channel, state: NIOLockedValueBox<State>) {
        self.channel = channel
        self.state = state
    }

    /// Connects to the world of a run folder.
    static func connect(
        folder: String, group: any EventLoopGroup, onNotice: @escaping @Sendable (Notice) -> Void
    ) async throws -> WorldClient {
        let state = NIOLockedValueBox(State())
        let channel = try await ClientBootstrap(group: group)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(ByteToMessageHandler(LineDecoder()))
                    let handler = WorldReplies(
                        onMessage: { message in
                            switch message {
                            case .notice(let notice): onNotice(notice)
                            case .reply(let reply, let id):
                                state.withLockedValue { $0.calls.removeValue(forKey: id) }?.resume(returning: reply)
                            }
                        }, onEnd: { Self.lose(state) })
                    try channel.pipeline.syncOperations.addHandler(handler)
                }
            }
            .connect(unixDomainSocketPath: SocketPath(folder).path).get()
        return WorldClient(channel: channel, state: state)
    }

    private static func lose(_ state: NIOLockedValueBox<State>) {
        let loss = WorldLost("the rehearsed world is gone: its process ended")
        let waiting = state.withLockedValue { state in
            state.loss = loss
            defer { state.calls = [:] }
            return state.calls.values
        }
        for continuation in waiting { continuation.resume(throwing: loss) }
    }

    func close() async { try? await channel.close() }

    /// Sends a request and waits for its reply. A failure inside the world is thrown in its words.
    func call(_ request: WorldRequest) async throws -> WorldReply {
        let reply = try await withCheckedThrowingContinuation { continuation in
            let id = state.withLockedValue { state -> Int? in
                guard state.loss == nil else { return nil }
                state.lastID += 1
                state.calls[state.lastID] = continuation
                return state.lastID
            }
            guard let id else { return continuation.resume(throwing: WorldLost("the rehearsed world is gone")) }
            channel.send(WorldCall(id: id, request: request))
        }
        switch reply {
        case .failed(let reason): throw RehearsalError(.worldLost, reason)
        case .fenced(let holder): throw Fenced(by: holder)
        default: return reply
        }
    }

    func status() async throws -> WorldStatus {
        guard case .status(let status) = try await call(.status) else { throw Self.surprise }
        return status
    }

    func report() async throws -> LoadReport {
        guard case .report(let report) = try await call(.report) else { throw Self.surprise }
        return report
    }

    /// Stops everything; returns when no process is left, with what the load saw in all.
    func stop() async throws -> LoadReport {
        guard case .report(let report) = try await call(.stop) else { throw Self.surprise }
        return report
    }

    func observe(_ query: Query) async throws -> Reading {
        guard case .reading(let reading) = try await call(.observe(query)) else { throw Self.surprise }
        return reading
    }

    func acquireLease(for holder: String) async throws -> LeaseReply {
        guard case .lease(let reply) = try await call(.acquireLease(holder: holder)) else { throw Self.surprise }
        return reply
    }

    func releaseLease(fence: Int) async throws { _ = try await call(.releaseLease(fence: fence)) }

    func deploy(_ revision: Revision, to colour: Colour, tasks: Int, fence: Int) async throws {
        _ = try await call(.change(.deploy(revision, to: colour, tasks: tasks), fence: fence))
    }

    /// The rehearsed listener has nothing besides its weights that a write could touch.
    func setWeights(
        _ weights: Weights, expecting: Weights, keeping: RuleSettings, fence: Int
    ) async throws -> WeightChange {
        let reply = try await call(.change(.setWeights(weights, expecting: expecting), fence: fence))
        guard case .weightChange(let change) = reply else { throw Self.surprise }
        return change
    }

    func setScaling(_ scaling: Scaling, of colour: Colour, fence: Int) async throws {
        throw RehearsalError(.badInput, "a rehearsed service has no autoscaling")
    }

    func moveTestRoutes(from colour: Colour, fence: Int) async throws {
        _ = try await call(.change(.moveTestRoutes(from: colour), fence: fence))
    }

    func retire(_ colour: Colour, fence: Int) async throws { _ = try await call(.change(.retire(colour), fence: fence)) }

    func invoke(_ call: HookCall) async throws -> HookReply {
        guard case .hook(let reply) = try await self.call(.invoke(call)) else { throw Self.surprise }
        return reply
    }

    private static let surprise = RehearsalError(.worldLost, "the rehearsed world answered something else than it was asked")
}

/// Reads the world's lines. The class belongs to its channel's pipeline.
private final class WorldReplies: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let onMessage: @Sendable (WorldMessage) -> Void
    private let onEnd: @Sendable () -> Void

    init(onMessage: @escaping @Sendable (WorldMessage) -> Void, onEnd: @escaping @Sendable () -> Void) {
        self.onMessage = onMessage
        self.onEnd = onEnd
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let line = unwrapInboundIn(data)
        guard let message = try? JSONDecoder().decode(WorldMessage.self, from: Data(line.readableBytesView)) else {
            return context.close(promise: nil)
        }
        onMessage(message)
    }

    func channelInactive(context: ChannelHandlerContext) {
        onEnd()
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}

extension WorldClient {
    /// Whether a world answers in a run folder.
    static func isServed(_ folder: String) -> Bool {
        let descriptor = socket(AF_UNIX, streamSocket, 0)
        guard descriptor >= 0 else { return false }
        defer { Foundation.close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let path = Array(SocketPath(folder).path.utf8)
        let fits = withUnsafeMutableBytes(of: &address.sun_path) { bytes -> Bool in
            guard path.count < bytes.count else { return false }
            bytes.copyBytes(from: path)
            return true
        }
        guard fits else { return false }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Foundation.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
    }
}
