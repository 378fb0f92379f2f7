import Testing
import ViridianResources
import ViridianTemplate

@testable import ViridianSystems

extension Account {
    /// All resources of a type.
    func all(_ type: String) -> [Part] { parts.filter { $0.type == type } }

    /// The one resource of a type, or the one of them for which something holds.
    func only(
        _ type: String, sourceLocation: SourceLocation = #_sourceLocation, where holds: (Part) -> Bool = { _ in true }
    ) throws -> Part {
        let found = all(type).filter(holds)
        return try #require(found.count == 1 ? found.first : nil, "\(type): \(found)", sourceLocation: sourceLocation)
    }

    /// What a pointer leads to.
    func part(_ pointer: Pointer) -> Part? { parts.first { $0.stack == pointer.stack && $0.logicalID == pointer.logicalID } }

    /// What the properties of a resource at a path point at, of a type.
    func targets(of part: Part, _ path: String..., type: String? = nil) -> [Part] {
        let node = Node(.object(part.properties)).at(path)
        let found = (node.map { Pointer.all(in: $0) } ?? []).compactMap { self.part($0) }
        return found.filter { type == nil || $0.type == type }
    }

    /// The statements of a role's policies, or of a policy.
    func statements(of part: Part) -> [Node] {
        let inline = (part["Policies"]?.list ?? []).compactMap { $0["PolicyDocument"] }
        let documents = inline + ["PolicyDocument", "KeyPolicy", "ResourcePolicy"].compactMap { part.properties[$0] }
        return documents.flatMap { $0["Statement"]?.items ?? [] }
    }

    /// Every statement that allows something, of every policy, trust aside.
    var allowed: [(part: Part, statement: Node)] {
        parts.flatMap { part in statements(of: part).filter { $0["Effect"] == "Allow" }.map { (part, $0) } }
    }

    /// The attributes of a load balancer or a target group.
    func attributes(_ part: Part) -> [String: String] {
        let list = part["TargetGroupAttributes"] ?? part["LoadBalancerAttributes"]
        return Dictionary((list?.list ?? []).map { ($0["Key"]?.words ?? "", $0["Value"]?.words ?? "") }) { $1 }
    }

    /// A parameter of the stacks that aren't nested, as it is declared.
    func parameter(_ name: String) -> Object? {
        synthesized.lazy.compactMap { $0.template.root["Parameters"]?[name]?.object }.first
    }
}

/// Accounts that tests only look at, each made once.
enum Accounts {
    private struct Key: Hashable {
        var system: String
        var stage: Stage
    }

    private static let made: [Key: Result<Account, any Error>] = {
        var made: [Key: Result<Account, any Error>] = [:]
        for system in ReferenceSystem.all {
            for stage in Stage.allCases {
                made[Key(system: system.name, stage: stage)] = Result { try Account(system, at: stage) }
            }
        }
        return made
    }()

    static func account(_ system: String, _ stage: Stage) throws -> Account {
        try #require(made[Key(system: system, stage: stage)], "there is no system \(system)").get()
    }
}
