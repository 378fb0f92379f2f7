// What memory goes with how much processor, in MiB.

extension TaskSize {
    /// The memory that 256 CPU units may have.
    public enum QuarterCPUMemory: Int, Hashable, Sendable, CaseIterable {
        case mib512 = 512
        case gib1 = 1024
        case gib2 = 2048
    }

    /// The memory that 512 CPU units may have.
    public enum HalfCPUMemory: Int, Hashable, Sendable, CaseIterable {
        case gib1 = 1024
        case gib2 = 2048
        case gib3 = 3072
        case gib4 = 4096
    }

    /// The memory that 1024 CPU units may have.
    public enum OneCPUMemory: Int, Hashable, Sendable, CaseIterable {
        case gib2 = 2048
        case gib3 = 3072
        case gib4 = 4096
        case gib5 = 5120
        case gib6 = 6144
        case gib7 = 7168
        case gib8 = 8192
    }

    /// The memory that 2048 CPU units may have.
    public enum TwoCPUMemory: Int, Hashable, Sendable, CaseIterable {
        case gib4 = 4096
        case gib5 = 5120
        case gib6 = 6144
        case gib7 = 7168
        case gib8 = 8192
        case gib9 = 9216
        case gib10 = 10240
        case gib11 = 11264
        case gib12 = 12288
        case gib13 = 13312
        case gib14 = 14336
        case gib15 = 15360
        case gib16 = 16384
    }

    /// The memory that 4096 CPU units may have.
    public enum FourCPUMemory: Int, Hashable, Sendable, CaseIterable {
        case gib8 = 8192
        case gib9 = 9216
        case gib10 = 10240
        case gib11 = 11264
        case gib12 = 12288
        case gib13 = 13312
        case gib14 = 14336
        case gib15 = 15360
        case gib16 = 16384
        case gib17 = 17408
        case gib18 = 18432
        case gib19 = 19456
        case gib20 = 20480
        case gib21 = 21504
        case gib22 = 22528
        case gib23 = 23552
        case gib24 = 24576
        case gib25 = 25600
        case gib26 = 26624
        case gib27 = 27648
        case gib28 = 28672
        case gib29 = 29696
        case gib30 = 30720
    }

    /// The memory that 8192 CPU units may have.
    public enum EightCPUMemory: Int, Hashable, Sendable, CaseIterable {
        case gib16 = 16384
        case gib20 = 20480
        case gib24 = 24576
        case gib28 = 28672
        case gib32 = 32768
        case gib36 = 36864
        case gib40 = 40960
        case gib44 = 45056
        case gib48 = 49152
        case gib52 = 53248
        case gib56 = 57344
        case gib60 = 61440
    }

    /// The memory that 16384 CPU units may have.
    public enum SixteenCPUMemory: Int, Hashable, Sendable, CaseIterable {
        case gib32 = 32768
        case gib40 = 40960
        case gib48 = 49152
        case gib56 = 57344
        case gib64 = 65536
        case gib72 = 73728
        case gib80 = 81920
        case gib88 = 90112
        case gib96 = 98304
        case gib104 = 106496
        case gib112 = 114688
        case gib120 = 122880
    }

    /// The memory that 32768 CPU units may have.
    public enum ThirtyTwoCPUMemory: Int, Hashable, Sendable, CaseIterable {
        case gib60 = 61440
        case gib120 = 122880
        case gib244 = 249856
    }
}
