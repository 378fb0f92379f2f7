import ViridianRelease
import ViridianTemplate

// The programs that are asked at the stages of a release.

extension PlanReader {
    /// CodeDeploy gives a hook an hour; so does a plan that doesn't say otherwise.
    /// https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html
    private static let timeout = Duration.seconds(3600)

    func hooks(_ node: Node, of plan: Plan) throws -> [Hook] {
        guard let list = node.list, !list.isEmpty else { throw mistake(node, "Hooks is a list with at least one hook") }
        var names: Set<String> = []
        return try list.flatMap { node in
            let hooks = try self.hooks(of: node)
            for hook in hooks {
                if let reason = hook.reasonNotAsked(by: plan) { throw mistake(node["LifecycleStages"] ?? node, reason) }
            }
            let name = hooks[0].name
            guard names.insert(name).inserted else {
                throw mistake(
                    node["Name"] ?? node, "two hooks are called \(name); a hook that is asked at several stages lists them")
            }
            return hooks
        }
    }

    /// One hook for each of its stages.
    private func hooks(of node: Node) throws -> [Hook] {
        let object = try self.object(
            node, "a hook",
            keys: ["Name", "Type", "Url", "Function", "Command", "LifecycleStages", "TimeoutSeconds", "OnTimeout"])
        guard let name = object["Name"]?.string, Self.isName(name) else {
            throw mistake(object["Name"] ?? node, "a hook has a Name of up to 64 letters, digits, dots, hyphens and underscores")
        }
        let target = try target(object, of: node)
        let timeout = try seconds(object, "TimeoutSeconds") ?? Self.timeout
        guard (.seconds(1) ... .seconds(86_400)).contains(timeout) else {
            throw mistake(object["TimeoutSeconds"] ?? node, "TimeoutSeconds is from 1 to 86400")
        }
        let action = try word(object, "OnTimeout", ["ROLLBACK": Hook.TimeoutAction.rollBack, "CONTINUE": .goOn]) ?? .rollBack
        return try moments(object, of: node).map { Hook(name, target, at: $0, timeout: timeout, onTimeout: action) }
    }

    private func target(_ object: Object, of node: Node) throws -> Hook.Target {
        let keys = ["Http": "Url", "Lambda": "Function", "Command": "Command"]
        guard let type = object["Type"]?.string, let key = keys[type] else {
            throw mistake(object["Type"] ?? node, "a hook's Type is Http, Lambda or Command")
        }
        for other in keys.values.sorted() where other != key {
            if let node = object[other] { throw mistake(node, "a hook of the type \(type) has \(key) and no \(other)") }
        }
        guard let value = object[key] else { throw mistake(node, "a hook of the type \(type) has \(key)") }
        switch type {
        case "Http":
            do throws(HookAddress.Refusal) {
                _ = try HookAddress(value.string ?? "")
            } catch {
                throw mistake(value, error.text)
            }
            return .http(url: value.string ?? "")
        case "Lambda":
            guard let function = reference(value), Self.isFunction(function) else {
                throw mistake(value, "Function is the name or the ARN of a Lambda function, or points at one of the template")
            }
            return .lambda(arn: function)
        default:
            guard let words = value.list?.compactMap(\.string), !words.isEmpty, words.count == value.list?.count,
                words[0] != ""
            else { throw mistake(value, "Command is a list of words: the program, then its arguments") }
            return .command(words)
        }
    }

    private func moments(_ object: Object, of node: Node) throws -> [Hook.Moment] {
        let known = Hook.Moment.lifecycleStages.map(\.name).joined(separator: ", ")
        guard let stages = object["LifecycleStages"], let list = stages.list, !list.isEmpty else {
            throw mistake(object["LifecycleStages"] ?? node, "a hook has LifecycleStages, a list of \(known)")
        }
        var moments: [Hook.Moment] = []
        for stage in list {
            guard let moment = Hook.Moment(lifecycleStage: stage.string ?? "") else {
                throw mistake(stage, "a release asks hooks at \(known)")
            }
            guard !moments.contains(moment) else { throw mistake(stage, "\(moment.lifecycleStage) is there twice") }
            moments.append(moment)
        }
        return moments
    }

    /// What is safe in a file name, a header and a line of text.
    static func isName(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count) && text.first != "."
            && text.utf8.allSatisfy { byte in
                let character = Character(UnicodeScalar(byte))
                return character.isASCII && (character.isLetter || character.isNumber || "._-".contains(character))
            }
    }

    /// https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_RequestParameters
    private static func isFunction(_ text: String) -> Bool {
        guard text.hasPrefix("arn:") else { return isName(text.replacing(":", with: "-")) }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        return (7...8).contains(parts.count) && parts[2] == "lambda" && parts[5] == "function" && !parts[6].isEmpty
    }
}

extension Hook {
    /// Why a plan would never ask it, if so: the stage is one that the plan doesn't have.
    func reasonNotAsked(by plan: Plan) -> String? {
        switch moment {
        case .test where plan.testHold <= .zero:
            "hook \(name) is asked at \(moment.lifecycleStage), and a plan without TestSeconds has no test traffic"
        case .bake where plan.bake <= .zero:
            "hook \(name) is asked at \(moment.lifecycleStage), and a plan without BakeSeconds has no bake"
        default: nil
        }
    }
}
