/// What the function is called with: `{}`, a wish, or what ECS says at a stage of a deployment.
struct ValidationEvent: Hashable, Decodable {
    /// The colour whose version serves.
    var stable: Colour
    /// The schemas to compare; all of them for none.
    var schemas: [String]
    /// Whether an incompatibility is only told, and no error.
    var reportsOnly: Bool
    /// Whether ECS asks, and wants to hear so in its own words.
    var isLifecycleHook: Bool

    init(stable: Colour = .blue, schemas: [String] = [], reportsOnly: Bool = false, isLifecycleHook: Bool = false) {
        self.stable = stable
        self.schemas = schemas
        self.reportsOnly = reportsOnly
        self.isLifecycleHook = isLifecycleHook
    }

    private enum CodingKeys: String, CodingKey { case stable, schemas, reportOnly, lifecycleStage, executionDetails, hookDetails }

    /// Of what ECS says, only what somebody wrote into the hook's details is a wish.
    ///
    /// Source: Amazon ECS Developer Guide, "Lifecycle hooks for Amazon ECS service deployments".
    init(from decoder: any Decoder) throws {
        let event = try decoder.container(keyedBy: CodingKeys.self)
        let isHook = event.contains(.lifecycleStage) && event.contains(.executionDetails)
        var wishes = event
        if isHook, try event.contains(.hookDetails) && !event.decodeNil(forKey: .hookDetails) {
            wishes = try event.nestedContainer(keyedBy: CodingKeys.self, forKey: .hookDetails)
        }
        self.init(
            stable: try wishes.decodeIfPresent(Colour.self, forKey: .stable) ?? .blue,
            schemas: try wishes.decodeIfPresent([String].self, forKey: .schemas) ?? [],
            reportsOnly: try wishes.decodeIfPresent(Bool.self, forKey: .reportOnly) ?? false, isLifecycleHook: isHook)
    }
}
