import ViridianTemplate

extension Subject {
    /// The stage that the template's own parameters give by default, where it is certainly not production: `dev`, `staging`.
    var stageBelowProduction: String? {
        let below = ["dev", "develop", "development", "test", "testing", "qa", "sandbox", "staging", "stage"]
        let stages = defaultStages
        guard let first = stages.first, stages.allSatisfy({ below.contains($0.lowercased()) }) else { return nil }
        return first
    }

    /// Whether the stage that the template's own parameters give by default is certainly production.
    var isProductionByDefault: Bool {
        let stages = defaultStages
        return !stages.isEmpty && stages.allSatisfy { ["prod", "production", "prd", "live"].contains($0.lowercased()) }
    }

    private var defaultStages: [String] {
        let names = [
            "environment", "environmentname", "environmentsuffix", "env", "envname", "stage", "stagename", "environmenttype",
        ]
        return section("Parameters").filter { names.contains($0.key.lowercased()) }.compactMap { $0.node["Default"]?.text }
    }
}
