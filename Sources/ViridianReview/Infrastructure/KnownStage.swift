import ViridianTemplate

/// The stage of a template, and how it is known.
struct KnownStage: Hashable {
    var stage: Stage
    /// The end of a sentence: `the stage is dev by default`.
    var words: String

    var isProduction: Bool { stage == .production }
}

extension Subject {
    /// What the template is for: as the policy says, or as the defaults of its own parameters agree. Nothing where neither tells;
    /// a rule that holds for one stage only is silent then.
    func findStage() -> KnownStage? {
        if let stage = policy.stage { return KnownStage(stage: stage, words: "the stage is \(stage.rawValue)") }
        let defaults = section("Parameters").filter { Self.stageNames.contains($0.key.lowercased()) }
            .compactMap { $0.node["Default"]?.text }
        let stages = defaults.map { Self.stages[$0.lowercased()] }
        guard let first = stages.first, let stage = first, stages.allSatisfy({ $0 == stage }) else {
            // Development beside staging is below production, whichever counts.
            guard !stages.contains(nil), !stages.contains(.production), let name = defaults.first else { return nil }
            return KnownStage(stage: .development, words: "the stage is \(name) by default")
        }
        return KnownStage(stage: stage, words: "the stage is \(defaults[0]) by default")
    }

    /// The stage where it is certainly not production.
    var stageBelowProduction: KnownStage? { stage.flatMap { $0.isProduction ? nil : $0 } }
    /// The stage where it certainly is production.
    var stageOfProduction: KnownStage? { stage.flatMap { $0.isProduction ? $0 : nil } }

    private static let stageNames: Set<String> = [
        "environment", "environmentname", "environmentsuffix", "env", "envname", "stage", "stagename", "environmenttype",
    ]

    private static let stages: [String: Stage] = [
        "dev": .development, "develop": .development, "development": .development, "test": .development,
        "testing": .development, "qa": .development, "sandbox": .development,
        "staging": .staging, "stage": .staging,
        "prod": .production, "production": .production, "prd": .production, "live": .production,
    ]
}
