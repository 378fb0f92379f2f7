// The hooks: a question each, with a key that stays the same until it is answered.

extension Release {
    /// Asks the hooks of the stage whose time has come, and gives up those whose time is over.
    mutating func askHooks(_ stage: Stage, _ reaction: inout Reaction) {
        for index in hookStates.indices where hookStates[index] != .answered && fence != nil {
            let hook = plan.hooks[index]
            if pausedSince == nil, now > stageBegan + hook.$timeout {
                guard hook.onTimeout == .goOn else {
                    return revert(
                        .hook(name: hook.name, reason: "it took longer than \(hook.$timeout.count) ms"), &reaction)
                }
                reaction.note(.warning("hook \(hook.name) took longer than \(hook.$timeout.count) ms; the plan goes on"))
                hookStates[index] = .answered
                continue
            }
            guard case .waiting(let notBefore) = hookStates[index], now >= notBefore else { continue }
            let call = HookCall(hook: index, stage: stage, idempotencyKey: key(of: hook, at: stage))
            reaction.note(.asked(hook: hook.name, stage: stage, key: call.idempotencyKey))
            hookStates[index] = .asked
            issue(.invoke(call), &reaction)
        }
    }

    /// A hook may be asked at several moments of one stage, and each is a question of its own.
    private func key(of hook: Hook, at stage: Stage) -> String {
        "\(revision.name)/\(hook.name)/\(hook.moment.rawValue)/\(stage.key)"
    }

    mutating func hookAnswered(_ call: HookCall, _ reply: HookReply, _ reaction: inout Reaction) {
        guard case .holding(call.stage, _, _) = phase, hookStates.indices.contains(call.hook) else { return }
        let name = plan.hooks[call.hook].name
        reaction.note(.answered(hook: name, reply: reply))
        switch reply {
        case .succeeded: hookStates[call.hook] = .answered
        case .inProgress(let seconds): hookStates[call.hook] = .waiting(notBefore: now + .seconds(max(1, seconds)))
        case .failed(let reason): revert(.hook(name: name, reason: reason), &reaction)
        case .invalid(let reply): revert(.hook(name: name, reason: "its answer can't be understood: \(reply)"), &reaction)
        }
    }

    mutating func hookFailed(_ call: HookCall, _ reaction: inout Reaction) {
        guard case .holding(call.stage, _, _) = phase, hookStates.indices.contains(call.hook) else { return }
        hookStates[call.hook] = .waiting(notBefore: now + plan.$retryAfter)
    }
}

extension Hook {
    func isAsked(at stage: Stage, of plan: Plan) -> Bool {
        switch (moment, stage) {
        case (.beforeScaleUp, .beforeScaleUp), (.afterScaleUp, .afterScaleUp), (.beforeEveryStep, .beforeStep): true
        case (.test, .test), (.everyStep, .step), (.bake, .bake): true
        case (.lastStep, .step(let step)): step == plan.steps.count - 1
        default: false
        }
    }
}

extension Plan {
    /// How many times gates begin anew while the candidate may have requests.
    var stages: Int {
        steps.count * (asks(at: .beforeStep(0)) ? 2 : 1) + (bake > .zero ? 1 : 0) + (testHold > .zero ? 1 : 0)
    }

    /// Whether a hook is asked at a stage.
    func asks(at stage: Stage) -> Bool { hooks.contains { $0.isAsked(at: stage, of: self) } }
}
