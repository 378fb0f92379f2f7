import Foundation
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
public import ViridianRelease
public import ViridianRunner

/// A release on this machine, from specification to summary.
///
/// The world (processes, balancer, load) is a process of its own; this is its client, as it is AWS's in production. If this
/// process dies, the world serves on for a minute, and ``resume(_:)`` takes over from the journal.
public struct Rehearsal: Sendable {
    /// What a rehearsal says while it runs.
    public enum Output: Sendable {
        case note(String)
        case row(Row)
        case summary(Summary, Plan)
    }

    /// The `viridian` program, which is also the world's and the sample service's.
    public var executable: String
    /// Where relative commands are looked up.
    public var workingDirectory: String
    /// From which services inherit what programs need to be found: `PATH`, `HOME`, the language.
    public var environment: [String: String]
    /// What somebody wants of the release while it runs.
    public var commands: AsyncStream<Command>
    /// Takes what is said; called from several threads.
    public var output: @Sendable (Output) -> Void
    /// Called for each entry of the journal when it is on disk and nothing was done about it yet.
    public var onEntry: @Sendable (Journal.Entry) -> Void

    /// A rehearsal is told everything about its surroundings.
    public init(
        executable: String, workingDirectory: String, environment: [String: String], commands: AsyncStream<Command>,
        output: @escaping @Sendable (Output) -> Void, onEntry: @escaping @Sendable (Journal.Entry) -> Void
    ) {
        self.executable = executable
        self.workingDirectory = workingDirectory
        self.environment = environment
        self.commands = commands
        self.output = output
        self.onEntry = onEntry
    }

    /// Rehearses a release from its beginning.
    public func run(_ specification: Specification, in folder: RunFolder) async throws -> Outcome {
        if let problem = specification.problems.first { throw RehearsalError(.badInput, problem) }
        try checkCommands(specification)
        let inherited = environment.filter { ["PATH", "HOME", "LANG", "LC_ALL", "TMPDIR"].contains($0.key) }
        let configuration = WorldConfiguration(
            id: UUID().uuidString, specification: specification, executable: executable, workingDirectory: workingDirectory,
            inheritedEnvironment: inherited)
        try folder.write(configuration)
        _ = try ProcessSpawner.startDetached(
            [executable, "world", folder.path], environment: inherited, directory: workingDirectory, log: folder.worldLog)
        let plan = specification.scaledPlan
        return try await serve(folder, configuration, began: MachineClock().now()) { session in
            try await session.waitUntilReady()
            let journal = try Journal.create(
                at: folder.journal, header: .init(plan: plan, revision: Specification.candidateRevision))
            return (Release(plan: plan, revision: Specification.candidateRevision), journal, [])
        }
    }

    /// Goes on with a release whose runner died.
    public func resume(_ folder: RunFolder) async throws -> Outcome {
        let configuration = try folder.readConfiguration()
        guard FileManager.default.fileExists(atPath: folder.journal) else {
            throw RehearsalError(.badInput, "\(folder.path) has no journal: its release had not begun. Start a new rehearsal.")
        }
        let (journal, release, entries) = try Journal.resume(at: folder.journal)
        if let outcome = release.outcome, !WorldClient.isServed(folder.path) {
            output(.note("This release has ended already: \(outcome.verdict)."))
            return outcome
        }
        output(.note("Resumed after event \(entries.last?.number ?? 0) of the journal."))
        return try await serve(folder, configuration, began: entries.first?.at ?? MachineClock().now()) { _ in
            (release, journal, entries)
        }
    }

    private func serve(
        _ folder: RunFolder, _ configuration: WorldConfiguration, began: Instant,
        begin: (Session) async throws -> (Release, Journal, [Journal.Entry])
    ) async throws -> Outcome {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        defer { group.shutdownGracefully { _ in } }
        let session = Session(self, folder: folder, configuration: configuration, began: began)
        do {
            try await session.connect(group)
            do {
                let (release, journal, entries) = try await begin(session)
                return try await session.run(release, journal, entries)
            } catch let error where !(error is WorldLost) {
                await session.abandon()
                throw error
            }
        } catch let loss as WorldLost {
            let count = Leftovers.kill(rehearsal: configuration.id)
            let rest = count > 0 ? "; \(count) processes that it left were stopped" : "; it left no process"
            throw RehearsalError(
                .worldLost, "\(loss)\(rest). Nothing can be resumed: start a new rehearsal. Its log: \(folder.worldLog)")
        }
    }

    /// Says at once when a program isn't there, before anything is started.
    private func checkCommands(_ specification: Specification) throws {
        for colour in Colour.allCases {
            guard let program = specification.colours[colour].command?.first else { continue }
            _ = try ProcessSpawner.locate(program, from: workingDirectory, path: environment["PATH"] ?? "")
        }
        for program in specification.plan.hooks.compactMap({ specification.command(of: $0)?.first }) {
            _ = try ProcessSpawner.locate(program, from: workingDirectory, path: environment["PATH"] ?? "")
        }
    }
}
