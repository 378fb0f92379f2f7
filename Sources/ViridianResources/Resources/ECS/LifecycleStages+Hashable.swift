// Constructs keep these stages in values that are compared.

extension ECS.Service.DeploymentLifecycleHook.LifecycleStages: Hashable {
    /// By AWS's word.
    public static func == (left: Self, right: Self) -> Bool { left.rawValue == right.rawValue }
    /// By AWS's word.
    public func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }
}
