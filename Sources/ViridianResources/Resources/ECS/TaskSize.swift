/// How much processor and memory a Fargate task has. Only the pairs that AWS offers can be written: `.halfCPU(.gib1)`.
///
/// Source: Amazon ECS Developer Guide, "Amazon ECS task definition differences for Fargate", task CPU and memory.
public enum TaskSize: Hashable, Sendable {
    /// 256 CPU units.
    case quarterCPU(QuarterCPUMemory)
    /// 512 CPU units.
    case halfCPU(HalfCPUMemory)
    /// 1024 CPU units.
    case oneCPU(OneCPUMemory)
    /// 2048 CPU units.
    case twoCPU(TwoCPUMemory)
    /// 4096 CPU units.
    case fourCPU(FourCPUMemory)
    /// 8192 CPU units, Linux only.
    case eightCPU(EightCPUMemory)
    /// 16384 CPU units, Linux only.
    case sixteenCPU(SixteenCPUMemory)
    /// 32768 CPU units, Linux only.
    case thirtyTwoCPU(ThirtyTwoCPUMemory)

    /// Processor in units: 1024 are one virtual CPU.
    public var cpuUnits: Int {
        switch self {
        case .quarterCPU: 256
        case .halfCPU: 512
        case .oneCPU: 1024
        case .twoCPU: 2048
        case .fourCPU: 4096
        case .eightCPU: 8192
        case .sixteenCPU: 16384
        case .thirtyTwoCPU: 32768
        }
    }

    /// Memory in MiB.
    public var memoryMiB: Int {
        switch self {
        case .quarterCPU(let memory): memory.rawValue
        case .halfCPU(let memory): memory.rawValue
        case .oneCPU(let memory): memory.rawValue
        case .twoCPU(let memory): memory.rawValue
        case .fourCPU(let memory): memory.rawValue
        case .eightCPU(let memory): memory.rawValue
        case .sixteenCPU(let memory): memory.rawValue
        case .thirtyTwoCPU(let memory): memory.rawValue
        }
    }

    /// The text that CloudFormation wants.
    var cpu: String { String(cpuUnits) }
    var memory: String { String(memoryMiB) }
}
