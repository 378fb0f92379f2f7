import ViridianRelease

extension Hook.Moment {
    /// The stages of ECS that a release knows. What ECS does at `BAKE_TIME` asks no hook there; a release can.
    /// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-lifecycle-hooks.html
    static let lifecycleStages: [(name: String, moment: Hook.Moment)] = [
        ("POST_TEST_TRAFFIC_SHIFT", .test), ("PRODUCTION_TRAFFIC_SHIFT", .everyStep),
        ("POST_PRODUCTION_TRAFFIC_SHIFT", .lastStep), ("BAKE_TIME", .bake),
    ]

    /// The moment of a stage, by the name that ECS gives it.
    init?(lifecycleStage name: String) {
        guard let known = Self.lifecycleStages.first(where: { $0.name == name }) else { return nil }
        self = known.moment
    }

    /// What ECS calls it.
    var lifecycleStage: String { Self.lifecycleStages.first { $0.moment == self }?.name ?? rawValue }
}
