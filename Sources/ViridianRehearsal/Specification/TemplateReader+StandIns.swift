import ViridianRelease
import ViridianTemplate

extension TemplateReader {
    /// What the services' `Viridian::Rehearsal` says beside their commands.
    func standIns(of services: [Resource]) throws -> StandIns {
        var standIns = StandIns()
        for node in services.compactMap({ $0.metadata["Viridian::Rehearsal"] }) {
            for field in node.object?.fields ?? [] {
                switch field.key {
                case "Command", "Environment": continue
                case "Hooks": try readHooks(field.node, &standIns)
                case "Alarms": try readAlarms(field.node, &standIns)
                default:
                    throw mistake(
                        Node(.null, at: field.keySource ?? field.node.source),
                        "Viridian::Rehearsal has no \(field.key); it has Command, Environment, Hooks and Alarms")
                }
            }
        }
        return standIns
    }

    private func readHooks(_ node: Node, _ standIns: inout StandIns) throws {
        guard let object = node.object, node.function == nil else {
            throw mistake(node, "Hooks gives each hook's name the command that stands in for it")
        }
        for field in object.fields {
            guard let words = field.node.list?.compactMap(\.string), !words.isEmpty, words.count == field.node.list?.count else {
                throw mistake(field.node, "a hook's stand-in is a list of words: the program, then its arguments")
            }
            standIns.hooks[field.key] = words
        }
    }

    private func readAlarms(_ node: Node, _ standIns: inout StandIns) throws {
        guard let object = node.object, node.function == nil else {
            throw mistake(node, "Alarms gives each alarm's name the state that it is to be in")
        }
        for field in object.fields {
            guard let state = (field.node.string).flatMap(AlarmState.init) else {
                throw mistake(field.node, "an alarm's state is OK, ALARM or INSUFFICIENT_DATA")
            }
            standIns.alarms[field.key] = state
        }
    }

    private func mistake(_ node: Node, _ text: String) -> RehearsalError {
        RehearsalError(.badInput, "\(node.source?.description ?? template.name): \(text). See docs/plan.md.")
    }
}
