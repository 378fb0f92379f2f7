import ViridianCatalog
import ViridianTemplate

extension Refusals {
    /// EC2's own check is always made, and can't be listed with others.
    ///
    /// Source: Amazon EC2 Auto Scaling API Reference, "CreateAutoScalingGroup", HealthCheckType.
    func healthCheckTypes() -> [Flaw] {
        texts(["HealthCheckType"]).compactMap { text, value in
            let parts = text.split(separator: ",").map { $0.filter { $0 != " " } }
            guard parts.count > 1, parts.contains("EC2") else { return nil }
            let others = parts.filter { $0 != "EC2" }.joined(separator: ",")
            return Flaw(.notAllowed([.string(others)]), value.spot, value.scenario)
        }
    }

    /// Source: Amazon GuardDuty API Reference, "CreateDetector": data sources or features, not both.
    func dataSources() -> [Flaw] {
        objects([], with: ["DataSources", "Features"]).map { $0.flaw(.excluded(by: "Features"), at: "DataSources") }
    }

    func scheduleExpressions() -> [Flaw] {
        texts(["ScheduleExpression"]).compactMap { text, value in
            ScheduleExpression.complaint(about: text).map { Flaw(.format($0), value.spot, value.scenario) }
        }
    }

    /// Snapshots are taken of functions on Java, Python and .NET.
    func snapStart() -> [Flaw] {
        objects([], with: ["Runtime", "SnapStart"]).compactMap { function in
            guard let runtime = function.text("Runtime"), let place = function.spot("SnapStart")["ApplyOn"],
                place.node.string == "PublishedVersions", !Self.takesSnapshots(runtime)
            else { return nil }
            return Flaw(.excluded(by: "the runtime \(runtime)"), place, function.scenario)
        }
    }

    /// Source: AWS Lambda Developer Guide, "Lambda SnapStart", supported runtimes: Java 11, Python 3.12 and .NET 8, and later.
    private static func takesSnapshots(_ runtime: String) -> Bool {
        for (prefix, least) in [("java", 11), ("python3.", 12), ("dotnet", 8)] where runtime.hasPrefix(prefix) {
            return Int(runtime.dropFirst(prefix.count).prefix { $0.isNumber }).map { $0 >= least } ?? false
        }
        return false
    }
}
