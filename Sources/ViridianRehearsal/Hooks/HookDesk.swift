import Foundation
import NIOCore
import ViridianRelease

/// Asks the hooks of a rehearsed release, and knows which questions are open. The actor owns what runs for them.
///
/// A runner that died and came back asks again with the same key. What is still running for that key is then waited for, so that
/// no question is worked on twice at once; what has ended is asked anew, and the hook tells by the key (rule 19).
actor HookDesk {
    private let hooks: [Hook]
    private let standIns: [String: [String]]
    private let configuration: WorldConfiguration
    private let folder: String
    private let group: any EventLoopGroup
    private let spawner: ProcessSpawner
    private var open: [String: Task<HookAnswer, any Error>] = [:]
    private var isClosed = false

    init(_ configuration: WorldConfiguration, folder: String, group: any EventLoopGroup, spawner: ProcessSpawner) {
        hooks = configuration.specification.plan.hooks
        standIns = configuration.specification.standIns.hooks
        self.configuration = configuration
        self.folder = folder
        self.group = group
        self.spawner = spawner
    }

    /// Asks, and says what follows.
    ///
    /// - Throws: ``HookTrouble`` where there was no answer.
    func ask(_ call: HookCall, weights: Weights, port: Int) async throws -> HookReply {
        guard hooks.indices.contains(call.hook) else { throw HookTrouble(what: "the plan has no hook \(call.hook)") }
        guard !isClosed else { throw HookTrouble(what: "the rehearsal is over") }
        let hook = hooks[call.hook]
        let task = open[call.idempotencyKey] ?? begin(hook, question(call, hook, weights, port))
        open[call.idempotencyKey] = task
        defer { if open[call.idempotencyKey] == task { open[call.idempotencyKey] = nil } }
        let answer: HookAnswer
        do {
            answer = try await task.value
        } catch {
            throw HookTrouble(what: "hook \(hook.name) gave no answer: \(error)")
        }
        switch answer.reply {
        case .inProgress(let seconds)?:
            // A time to wait, so the scale divides it.
            let scale = configuration.specification.scale
            return .inProgress(afterSeconds: Int((Double(seconds) / scale).rounded(.up)))
        case let reply?: return reply
        case nil: throw HookTrouble(what: "hook \(hook.name) gave no answer: \(answer.trouble)")
        }
    }

    /// Ends everything that runs for a hook, and waits until it has ended.
    func close() async {
        isClosed = true
        for task in open.values { task.cancel() }
        for task in open.values { _ = await task.result }
    }

    private func begin(_ hook: Hook, _ question: HookQuestion) -> Task<HookAnswer, any Error> {
        let (group, spawner) = (group, spawner)
        if let words = configuration.specification.command(of: hook) {
            var environment = configuration.inheritedEnvironment
            environment.merge(question.environment) { $1 }
            environment["VIRIDIAN_REHEARSAL"] = configuration.id
            let command = CommandHook(
                words: words, environment: environment, directory: configuration.workingDirectory,
                log: "\(folder)/logs/hook-\(hook.name).log")
            return Task { try await command.run(spawner, timeout: hook.timeout) }
        }
        guard case .http(let url) = hook.target, let address = try? HookAddress(url), !address.isSecure else {
            return Task { throw HookTrouble(what: "a rehearsal can't ask it") }
        }
        let request = HTTPHook(address: address, key: question.key, body: question.json)
        return Task { try await request.ask(group, timeout: hook.timeout) }
    }

    private func question(_ call: HookCall, _ hook: Hook, _ weights: Weights, _ port: Int) -> HookQuestion {
        let specification = configuration.specification
        let release = URL(filePath: folder).lastPathComponent
        let step: Int? = if case .step(let index) = call.stage { index + 1 } else { nil }
        return HookQuestion(
            release: release, key: "\(release)/\(call.idempotencyKey)", hook: hook.name,
            lifecycleStage: hook.moment.lifecycleStage, step: step, steps: specification.plan.steps.count, weights: weights,
            stable: specification.stable, candidate: specification.stable.other,
            revision: Specification.candidateRevision.name, url: "http://127.0.0.1:\(port)")
    }
}
