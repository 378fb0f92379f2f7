import ViridianTemplate

extension Subject {
    /// The stage that the template's own parameters give by default, where it is certainly not production: `dev`, `staging`.
    var stageBelowProduction: String? {
        let names = [
            "environment", "environmentname", "environmentsuffix", "env", "envname", "stage", "stagename", "environmenttype",
        ]
        let stages = section("Parameters").filter { names.contains($0.key.lowercased()) }.compactMap { $0.node["Default"]?.text }
        let below = ["dev", "develop", "development", "test", "testing", "qa", "sandbox", "staging", "stage"]
        guard let first = stages.first, stages.allSatisfy({ below.contains($0.lowercased()) }) else { return nil }
        return first
    }
}
