import Foundation
import NIOCore
import NIOPosix
import ViridianRelease

/// The process of a rehearsed world: answers one runner at a time on a socket that only its owner can open.
///
/// It outlives the runner: without one it serves on for a minute, so that a runner that died can be started again, and then stops
/// everything. A SIGTERM stops everything at once.
public enum WorldServer {
    static let socketName = "world.sock"
    static let configurationName = "world.json"
    /// How long a world without a runner serves on.
    static let orphanTime = Duration.seconds(60)
    private static let tickEvery = Duration.milliseconds(20)

    /// Runs the world of a run folder until it is stopped.
    public static func run(folder: String) async throws {
        guard let data = FileManager.default.contents(atPath: "\(folder)/\(configurationName)") else {
            throw RehearsalError(.badInput, "\(folder) is no folder of a rehearsal: it has no \(configurationName)")
        }
        let configuration = try JSONDecoder().decode(WorldConfiguration.self, from: data)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)
        let sessions = Sessions()
        let world = try World(configuration, folder: folder, group: group) { sessions.send($0) }
        let channel = try await listen(in: folder, group: group, sessions: sessions, world: world)
        let stop = stopSignals(sessions)
        try await world.start()
        while !sessions.isStopping, !sessions.isOrphaned(after: orphanTime) {
            await world.tick()
            try await Task.sleep(for: tickEvery)
        }
        await world.shutDown()
        sessions.confirmStop()
        try? await channel.close()
        stop.forEach { $0.cancel() }
        // The last words are on their way; the runner closes when it has read them.
        for _ in 0..<100 where sessions.hasRunner { try await Task.sleep(for: .milliseconds(10)) }
        try await group.shutdownGracefully()
    }

    private static func listen(
        in folder: String, group: any EventLoopGroup, sessions: Sessions, world: World
    ) async throws -> any Channel {
        // A new socket is never open to others, not even for an instant.
        umask(0o177)
        defer { umask(0o077) }
        return try await ServerBootstrap(group: group)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(ByteToMessageHandler(LineDecoder()))
                    try channel.pipeline.syncOperations.addHandler(WorldSession(sessions: sessions, world: world))
                }
            }
            .bind(unixDomainSocketPath: SocketPath(folder).path, cleanupExistingSocketFile: true).get()
    }

    private static func stopSignals(_ sessions: Sessions) -> [any DispatchSourceSignal] {
        [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { sessions.requestStop(nil) }
            source.resume()
            return source
        }
    }
}

/// A path to the socket that is short enough for an address of a Unix socket, however deep its folder lies.
struct SocketPath {
    let path: String

    init(_ folder: String) {
        let full = "\(folder)/\(WorldServer.socketName)"
        #if os(Linux)
            if full.utf8.count > 100 {
                let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
                if descriptor >= 0 {
                    path = "/proc/self/fd/\(descriptor)/\(WorldServer.socketName)"
                    return
                }
            }
        #endif
        path = full
    }
}
