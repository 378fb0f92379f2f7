/// The size of a Fargate task. Only sizes that Fargate has can be written.
///
/// ```swift
/// let size = TaskSize.halfCPU(.gib1)
/// ```
/// Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html>
public struct TaskSize: Hashable, Sendable {
    /// CPU units; 1024 are one vCPU.
    public let cpuUnits: Int
    /// Memory in MiB.
    public let memoryMiB: Int

    private init(_ cpuUnits: Int, _ memoryMiB: Int) {
        self.cpuUnits = cpuUnits
        self.memoryMiB = memoryMiB
    }
}

extension TaskSize {
    /// .25 vCPU with one of its memory sizes.
    public static func quarterCPU(_ memory: QuarterCPU) -> TaskSize { TaskSize(256, memory.rawValue) }

    /// .5 vCPU with one of its memory sizes.
    public static func halfCPU(_ memory: HalfCPU) -> TaskSize { TaskSize(512, memory.rawValue) }

    /// 1 vCPU with one of its memory sizes.
    public static func oneCPU(_ memory: OneCPU) -> TaskSize { TaskSize(1024, memory.rawValue) }

    /// 2 vCPUs with one of its memory sizes.
    public static func twoCPUs(_ memory: TwoCPUs) -> TaskSize { TaskSize(2048, memory.rawValue) }

    /// 4 vCPUs with one of its memory sizes.
    public static func fourCPUs(_ memory: FourCPUs) -> TaskSize { TaskSize(4096, memory.rawValue) }

    /// 8 vCPUs with one of its memory sizes.
    public static func eightCPUs(_ memory: EightCPUs) -> TaskSize { TaskSize(8192, memory.rawValue) }

    /// 16 vCPUs with one of its memory sizes.
    public static func sixteenCPUs(_ memory: SixteenCPUs) -> TaskSize { TaskSize(16384, memory.rawValue) }

    /// 32 vCPUs with one of its memory sizes.
    public static func thirtyTwoCPUs(_ memory: ThirtyTwoCPUs) -> TaskSize { TaskSize(32768, memory.rawValue) }
}

extension TaskSize {
    /// The memory that .25 vCPU can have.
    public enum QuarterCPU: Int, Sendable {
        case mib512 = 512, gib1 = 1024, gib2 = 2048
    }
}

extension TaskSize {
    /// The memory that .5 vCPU can have.
    public enum HalfCPU: Int, Sendable {
        case gib1 = 1024, gib2 = 2048, gib3 = 3072, gib4 = 4096
    }
}

extension TaskSize {
    /// The memory that 1 vCPU can have.
    public enum OneCPU: Int, Sendable {
        case gib2 = 2048, gib3 = 3072, gib4 = 4096, gib5 = 5120, gib6 = 6144, gib7 = 7168, gib8 = 8192
    }
}

extension TaskSize {
    /// The memory that 2 vCPUs can have.
    public enum TwoCPUs: Int, Sendable {
        case gib4 = 4096, gib5 = 5120, gib6 = 6144, gib7 = 7168, gib8 = 8192, gib9 = 9216, gib10 = 10240
        case gib11 = 11264, gib12 = 12288, gib13 = 13312, gib14 = 14336, gib15 = 15360, gib16 = 16384
    }
}

extension TaskSize {
    /// The memory that 4 vCPUs can have.
    public enum FourCPUs: Int, Sendable {
        case gib8 = 8192, gib9 = 9216, gib10 = 10240, gib11 = 11264, gib12 = 12288, gib13 = 13312, gib14 = 14336
        case gib15 = 15360, gib16 = 16384, gib17 = 17408, gib18 = 18432, gib19 = 19456, gib20 = 20480, gib21 = 21504
        case gib22 = 22528, gib23 = 23552, gib24 = 24576, gib25 = 25600, gib26 = 26624, gib27 = 27648, gib28 = 28672
        case gib29 = 29696, gib30 = 30720
    }
}

extension TaskSize {
    /// The memory that 8 vCPUs can have.
    public enum EightCPUs: Int, Sendable {
        case gib16 = 16384, gib20 = 20480, gib24 = 24576, gib28 = 28672, gib32 = 32768, gib36 = 36864, gib40 = 40960
        case gib44 = 45056, gib48 = 49152, gib52 = 53248, gib56 = 57344, gib60 = 61440
    }
}

extension TaskSize {
    /// The memory that 16 vCPUs can have.
    public enum SixteenCPUs: Int, Sendable {
        case gib32 = 32768, gib40 = 40960, gib48 = 49152, gib56 = 57344, gib64 = 65536, gib72 = 73728, gib80 = 81920
        case gib88 = 90112, gib96 = 98304, gib104 = 106496, gib112 = 114688, gib120 = 122880
    }
}

extension TaskSize {
    /// The memory that 32 vCPUs can have.
    public enum ThirtyTwoCPUs: Int, Sendable {
        case gib60 = 61440, gib120 = 122880, gib244 = 249856
    }
}
