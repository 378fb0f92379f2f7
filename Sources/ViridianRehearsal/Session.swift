import Foundation
import NIOConcurrencyHelpers
import NIOCore
import ViridianRelease
import ViridianRunner

/// One run of a runner against a world. The class owns the connection and what was noticed through it.
final class Session: Sendable {
    private let rehearsal: Rehearsal
    private let folder: RunFolder
    private let specification: Specification
    private let clock = MachineClock()
    private let transcript: NIOLockedValueBox<Transcript>
    private let notices = NIOLockedValueBox<[Notice]>([])
    private let connection = NIOLockedValueBox<WorldClient?>(nil)

    /// How long a world may take to open its socket.
    private static let startTime = Duration.seconds(10)

    init(_ rehearsal: Rehearsal, folder: RunFolder, configuration: WorldConfiguration, began: Instant) {
        self.rehearsal = rehearsal
        self.folder = folder
        specification = configuration.specification
        transcript = NIOLockedValueBox(Transcript(plan: configuration.specification.plan, began: began))
    }

    var client: WorldClient? { connection.withLockedValue { $0 } }

    /// Connects to the world, which may be about to start.
    func connect(_ group: any EventLoopGroup) async throws {
        let deadline = clock.now() + (FileManager.default.fileExists(atPath: folder.journal) ? .seconds(1) : Self.startTime)
        while true {
            do {
                let client = try await WorldClient.connect(folder: folder.path, group: group) { [weak self] in self?.noticed($0) }
                return connection.withLockedValue { $0 = client }
            } catch {
                guard clock.now() < deadline else { throw WorldLost("the rehearsed world is not there") }
                try await Task.sleep(for: .milliseconds(20))
            }
        }
    }

    /// Waits until the stable colour serves.
    func waitUntilReady() async throws {
        guard let client else { return }
        let stable = specification.stable
        let service = specification.colours[stable]
        let deadline = clock.now() + .seconds(60) + specification.scaled(service.gracePeriod)
        while true {
            let status = try await client.status()
            if status.healthy[stable] >= service.tasks {
                rehearsal.output(.note("\(stable.rawValue) serves on http://127.0.0.1:\(status.port)"))
                return
            }
            guard clock.now() < deadline, status.failures[stable] == nil else {
                let why =
                    status.failures[stable] ?? "it had \(status.healthy[stable]) of \(service.tasks) healthy tasks after a minute"
                throw RehearsalError(
                    .notHealthy,
                    "\(stable.rawValue) never became healthy, so there is nothing to release from: \(why). Does it answer "
                        + "\(service.healthCheck.path) with \(service.healthCheck.matcher)? Its output: \(folder.path)/logs/")
            }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    /// Runs the release, stops the world and sums up.
    func run(_ release: Release, _ journal: Journal, _ earlier: [Journal.Entry]) async throws -> Outcome {
        guard let client else { throw WorldLost("the rehearsed world is not there") }
        _ = try await client.call(.startLoad)
        let entries = NIOLockedValueBox(earlier)
        let outcome = try await Runner(world: client, clock: clock).run(
            release, journal: journal, entries: earlier.last?.number ?? 0, commands: rehearsal.commands,
            holder: "\(Specification.candidateRevision) (\(folder.id))"
        ) { entry in
            rehearsal.onEntry(entry)
            entries.withLockedValue { $0.append(entry) }
            for row in transcript.withLockedValue({ $0.rows(of: entry) }) { rehearsal.output(.row(row)) }
        }
        let world = try await client.status().process
        let report = try await client.stop()
        await client.close()
        await Self.waitForEnd(of: world)
        let summary = Summary(
            outcome: outcome, plan: specification.plan, entries: entries.withLockedValue { $0 }, load: report,
            notices: notices.withLockedValue { $0 })
        rehearsal.output(.summary(summary, specification.plan))
        return outcome
    }

    /// Stops a world from which no release is run after all.
    func abandon() async {
        guard let client, let world = try? await client.status().process else { return }
        _ = try? await client.stop()
        await client.close()
        await Self.waitForEnd(of: world)
    }

    /// A rehearsal is over when no process of it is left, the world's included.
    private static func waitForEnd(of process: pid_t) async {
        for _ in 0..<500 {
            // It is this process's child, unless the release was resumed.
            if waitpid(process, nil, WNOHANG) == process || kill(process, 0) != 0 { return }
            try? await Task.sleep(for: .milliseconds(10))
        }
    }

    private func noticed(_ notice: Notice) {
        notices.withLockedValue { $0.append(notice) }
        rehearsal.output(.row(transcript.withLockedValue { $0.row(of: notice) }))
    }
}
