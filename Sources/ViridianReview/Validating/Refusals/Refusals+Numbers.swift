import ViridianCatalog
import ViridianTemplate

extension Refusals {
    /// Source: Amazon S3 User Guide, "Using S3 Intelligent-Tiering", archive tiers.
    private static let archiveDays = ["ARCHIVE_ACCESS": 90...730, "DEEP_ARCHIVE_ACCESS": 180...730]

    func tierings() -> [Flaw] {
        let path = ["IntelligentTieringConfigurations", "*", "Tierings", "*"]
        return objects(path, with: ["AccessTier", "Days"]).compactMap { tiering in
            guard let tier = tiering.text("AccessTier"), let range = Self.archiveDays[tier],
                let days = tiering.spot("Days").node.int, !range.contains(days)
            else { return nil }
            let (bound, limit): (Constraint.Bound, Int) =
                days < range.lowerBound ? (.minimum, range.lowerBound) : (.maximum, range.upperBound)
            return tiering.flaw(.range(bound, .int(limit), isExclusive: false), at: "Days")
        }
    }

    /// What goes to cold storage stays there for 90 days.
    ///
    /// Source: AWS Backup Developer Guide, API reference, "Lifecycle".
    func lifecycles() -> [Flaw] {
        let rules = ["BackupPlan", "BackupPlanRule", "*"]
        let paths = [rules + ["Lifecycle"], rules + ["CopyActions", "*", "Lifecycle"]]
        return paths.flatMap { objects($0, with: ["DeleteAfterDays", "MoveToColdStorageAfterDays"]) }.compactMap { lifecycle in
            guard let moved = lifecycle.spot("MoveToColdStorageAfterDays").node.int,
                let deleted = lifecycle.spot("DeleteAfterDays").node.int, moved < 1_000_000, deleted < moved + 90
            else { return nil }
            return lifecycle.flaw(.range(.minimum, .int(moved + 90), isExclusive: false), at: "DeleteAfterDays")
        }
    }

    /// The task's own network interface has the container's ports.
    ///
    /// Source: Amazon ECS API Reference, "PortMapping", hostPort.
    func hostPorts() -> [Flaw] {
        guard texts(["NetworkMode"]).contains(where: { $0.text == "awsvpc" }) else { return [] }
        let names = ["HostPort", "ContainerPort"]
        return objects(["ContainerDefinitions", "*", "PortMappings", "*"], with: names).compactMap { mapping in
            guard let host = mapping.text("HostPort"), let container = mapping.text("ContainerPort"), host != container else {
                return nil
            }
            return mapping.flaw(.notAllowed([.string(container)]), at: "HostPort")
        }
    }

    /// An ARN of a layer has at most 176 characters beside its partition and region.
    ///
    /// Source: AWS Lambda API Reference, "GetLayerVersionByArn"; cfn-lint E3716.
    func layers() -> [Flaw] {
        texts(["Layers", "*"]).compactMap { text, value in
            let parts = text.split(separator: ":", maxSplits: 4, omittingEmptySubsequences: false)
            guard parts.count > 4 else { return nil }
            let limit = 176 + parts[1].count + parts[3].count
            guard text.unicodeScalars.count > limit else { return nil }
            return Flaw(.length(.maximum, limit), value.spot, value.scenario)
        }
    }

    /// Source: AWS Lambda Developer Guide, "Lambda quotas": 4 KB for names and values together.
    func environment() -> [Flaw] {
        values(["Environment", "Variables"]).compactMap { variables in
            let fields = variables.spot.node.object?.fields ?? []
            let size = fields.reduce(0) { $0 + $1.key.utf8.count + ($1.node.string?.utf8.count ?? 0) }
            return size > 4096 ? Flaw(.length(.maximum, 4096), variables.spot, variables.scenario) : nil
        }
    }
}
