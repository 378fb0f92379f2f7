import Testing
import ViridianTemplate

// What several cases ask for in the same words.
extension Account {
    /// Whether a role may do an action on the resource of an ARN, as far as its own policies say so.
    func statements(allowing action: String, of role: Part) -> [Node] {
        statements(of: role).filter { $0["Effect"] == "Allow" && ($0["Action"]?.items.contains(Node(.string(action))) ?? false) }
    }

    /// All actions that a role is allowed, without those of managed policies.
    func actions(of role: Part) -> Set<String> {
        Set(statements(of: role).filter { $0["Effect"] == "Allow" }.flatMap { $0["Action"]?.items.map(\.words) ?? [] })
    }

    /// The listener that takes what clients ask: the one that forwards, not the one that only redirects.
    func forwardingListeners(of balancer: Part? = nil) -> [Part] {
        all("AWS::ElasticLoadBalancingV2::Listener").filter { listener in
            listener["DefaultActions", "0", "Type"] == "forward" && (balancer.map { listener.points(at: $0) } ?? true)
        }
    }

    /// The weights of a forward action by the target groups that it leads to.
    func weights(_ action: Node?) -> [(group: Part, weight: Int)] {
        (action?["ForwardConfig"]?["TargetGroups"]?.list ?? []).compactMap { entry in
            guard let pointer = entry["TargetGroupArn"].flatMap({ Pointer.all(in: $0).first }), let group = part(pointer) else {
                return nil
            }
            return (group, entry["Weight"]?.int ?? -1)
        }
    }

    /// The retention of the log group to which a task's container writes.
    func retention(of task: Part) -> Int? {
        targets(of: task, "ContainerDefinitions", type: "AWS::Logs::LogGroup").first?["RetentionInDays"]?.int
    }

    /// That every log group has a retention, and which.
    func expectRetention(_ days: Int, sourceLocation: SourceLocation = #_sourceLocation) {
        for group in all("AWS::Logs::LogGroup") {
            #expect(group["RetentionInDays"]?.int == days, "\(group)", sourceLocation: sourceLocation)
        }
        #expect(!all("AWS::Logs::LogGroup").isEmpty, sourceLocation: sourceLocation)
    }

    /// That nothing that takes tags lacks the tags by which costs are told apart.
    func expectTags(sourceLocation: SourceLocation = #_sourceLocation) {
        let wanted: Set = ["CostCenter", "Environment", "ManagedBy", "Owner", "Project"]
        for part in parts where !part.tags.isEmpty {
            #expect(wanted.isSubset(of: part.tags.keys), "\(part)", sourceLocation: sourceLocation)
        }
    }
}
