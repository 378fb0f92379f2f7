import Foundation
import NIOConcurrencyHelpers
import NIOCore
import ViridianRelease

/// Who is connected to a world, and whether it is to stop. The class owns the list of connections.
final class Sessions: Sendable {
    private struct State {
        var channels: [ObjectIdentifier: any Channel] = [:]
        var lastSeen = ContinuousClock.now
        var isStopping = false
        var stopCall: (id: Int, channel: any Channel)?
        var lastReport: WorldReply = .done
        /// What happened while nobody listened.
        var missed: [Notice] = []
    }

    /// A world without a runner has little to tell; more than this is a crash loop.
    private static let missedMaximum = 1000

    private let state = NIOLockedValueBox(State())

    var isStopping: Bool { state.withLockedValue(\.isStopping) }
    var hasRunner: Bool { state.withLockedValue { !$0.channels.isEmpty } }

    func isOrphaned(after time: Duration) -> Bool {
        state.withLockedValue { $0.channels.isEmpty && $0.lastSeen.advanced(by: time) < .now }
    }

    func joined(_ channel: any Channel) {
        let missed = state.withLockedValue { state in
            state.channels[ObjectIdentifier(channel)] = channel
            defer { state.missed = [] }
            return state.missed
        }
        for notice in missed { channel.send(WorldMessage.notice(notice)) }
    }

    func left(_ channel: any Channel) {
        state.withLockedValue {
            $0.channels[ObjectIdentifier(channel)] = nil
            $0.lastSeen = .now
        }
    }

    func send(_ notice: Notice) {
        let channels = state.withLockedValue { state in
            if state.channels.isEmpty, state.missed.count < Self.missedMaximum { state.missed.append(notice) }
            return Array(state.channels.values)
        }
        for channel in channels { channel.send(WorldMessage.notice(notice)) }
    }

    /// Everything is to stop; the call is answered when it has, with the load's last report.
    func requestStop(_ call: (id: Int, channel: any Channel, report: WorldReply)?) {
        state.withLockedValue {
            $0.isStopping = true
            if let call {
                $0.stopCall = (call.id, call.channel)
                $0.lastReport = call.report
            }
        }
    }

    func confirmStop() {
        let (call, report) = state.withLockedValue { ($0.stopCall, $0.lastReport) }
        if let call { call.channel.send(WorldMessage.reply(report, to: call.id)) }
    }
}

/// One runner's connection: a line of JSON each way. The class belongs to its channel's pipeline.
final class WorldSession: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let sessions: Sessions
    private let world: World

    init(sessions: Sessions, world: World) {
        self.sessions = sessions
        self.world = world
    }

    func channelActive(context: ChannelHandlerContext) { sessions.joined(context.channel) }

    func channelInactive(context: ChannelHandlerContext) {
        sessions.left(context.channel)
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let line = unwrapInboundIn(data)
        guard let call = try? JSONDecoder().decode(WorldCall.self, from: Data(line.readableBytesView)) else {
            return context.close(promise: nil)
        }
        let (channel, world, sessions) = (context.channel, world, sessions)
        Task {
            let reply = await world.answer(call.request)
            if call.request == .stop {
                sessions.requestStop((call.id, channel, reply))
            } else {
                channel.send(WorldMessage.reply(reply, to: call.id))
            }
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}

extension Channel {
    /// Writes a message as one line.
    func send(_ message: some Encodable & Sendable) {
        guard let data = try? JSONEncoder().encode(message) else { return }
        var buffer = allocator.buffer(capacity: data.count + 1)
        buffer.writeBytes(data)
        buffer.writeInteger(UInt8(ascii: "\n"))
        writeAndFlush(buffer, promise: nil)
    }
}

/// Cuts a stream of bytes into lines.
struct LineDecoder: ByteToMessageDecoder {
    typealias InboundOut = ByteBuffer
    /// No message is longer.
    private static let lengthMaximum = 1 << 20

    mutating func decode(context: ChannelHandlerContext, buffer: inout ByteBuffer) throws -> DecodingState {
        guard let end = buffer.readableBytesView.firstIndex(of: UInt8(ascii: "\n")) else {
            if buffer.readableBytes > Self.lengthMaximum { throw RehearsalError(.worldLost, "a line is longer than 1 MiB") }
            return .needMoreData
        }
        let length = end - buffer.readableBytesView.startIndex
        guard let line = buffer.readSlice(length: length) else { return .needMoreData }
        buffer.moveReaderIndex(forwardBy: 1)
        context.fireChannelRead(wrapInboundOut(line))
        return .continue
    }

    mutating func decodeLast(context: ChannelHandlerContext, buffer: inout ByteBuffer, seenEOF: Bool) throws -> DecodingState {
        try decode(context: context, buffer: &buffer)
    }
}
