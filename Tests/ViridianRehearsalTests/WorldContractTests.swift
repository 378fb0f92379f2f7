import Foundation
import NIOPosix
import Testing
import ViridianRelease
import ViridianRunner
import ViridianTemplate
import ViridianTestSupport
import ViridianTesting

@testable import ViridianRehearsal

/// The rehearsed world, real processes behind a real balancer, keeps what it owes a release.
@Suite(.wholeMachine) struct WorldContractTests {
    @Test func `the rehearsed world keeps the contract`() async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "viridian-\(UUID().uuidString)").path
        let folder = try RunFolder(new: directory)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let template = try Template.read(Sample.yaml(metadata: "{}"), file: "shop.yaml", format: .yaml)
        var specification = try TemplateReader.read(template, parameters: [:]).specification
        specification.scale = 20
        specification.allowsHooks = true
        specification.plan.hooks = Self.hooks.map(\.hook)
        let environment = ProcessInfo.processInfo.environment.filter { $0.key == "PATH" }
        let configuration = WorldConfiguration(
            id: UUID().uuidString, specification: specification, executable: Self.executable, workingDirectory: directory,
            inheritedEnvironment: environment)
        try folder.write(configuration)
        defer { _ = Leftovers.kill(rehearsal: configuration.id) }
        let client = try await Self.connect(to: folder) {
            _ = Leftovers.kill(rehearsal: configuration.id)
            _ = try ProcessSpawner.startDetached(
                [Self.executable, "world", folder.path], environment: environment, directory: directory, log: folder.worldLog)
        }
        let stable = specification.stable
        for _ in 0..<600 where try await client.status().healthy[stable] < specification.colours[stable].tasks {
            try await Task.sleep(for: .milliseconds(50))
        }
        let hooks = Self.hooks.enumerated().map { number, known in
            let call = HookCall(hook: number, stage: .step(0), idempotencyKey: "contract/\(known.hook.name)")
            return ReleaseWorldContract.KnownHook(call, answers: known.reply)
        }
        let contract = ReleaseWorldContract(world: client, stable: stable, tasks: 2, revision: "v2", hooks: hooks) {
            try? await Task.sleep(for: .milliseconds(50))
        }
        #expect(await contract.violations() == [])
        _ = try await client.stop()
        await client.close()
    }

    /// One of each answer.
    private static let hooks: [(hook: Hook, reply: HookReply)] = [
        (Hook("yes", .command(["true"]), at: .everyStep, timeout: .seconds(60)), .succeeded),
        (Hook("no", .command(["false"]), at: .everyStep, timeout: .seconds(60)), .failed(reason: "exit code 1")),
        (
            Hook("busy", .command(["sh", "-c", "exit 75"]), at: .everyStep, timeout: .seconds(60)),
            // Thirty seconds, divided by the scale.
            .inProgress(afterSeconds: 2)
        ),
        (
            Hook("odd", .command(["echo", "{\"hookStatus\": \"MAYBE\"}"]), at: .everyStep, timeout: .seconds(60)),
            .invalid(reply: "hookStatus MAYBE")
        ),
    ]

    private static var executable: String {
        let tests = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        let candidates = [tests, Bundle.main.bundleURL, Bundle.main.bundleURL.deletingLastPathComponent()]
        let found = candidates.map { $0.appending(path: "viridian").path }.first {
            FileManager.default.isExecutableFile(atPath: $0)
        }
        return found ?? "viridian"
    }

    /// A world that nobody speaks to for a minute ends, and where other tests hold the processors this one may not come to speak
    /// in time. Then it starts another.
    private static func connect(to folder: RunFolder, start: () throws -> Void) async throws -> WorldClient {
        for _ in 0..<5 {
            try start()
            for _ in 0..<400 {
                let group = MultiThreadedEventLoopGroup.singleton
                if let client = try? await WorldClient.connect(folder: folder.path, group: group, onNotice: { _ in }) {
                    return client
                }
                try await Task.sleep(for: .milliseconds(50))
            }
        }
        throw WorldLost("the world never opened its socket")
    }
}
