import Testing
import Viridian
import ViridianTemplate

@Suite struct TaskSizeTests {
    @Test func `the sizes are those of Fargate`() {
        let sizes: [Int: [Int]] = [
            256: TaskSize.QuarterCPUMemory.allCases.map { TaskSize.quarterCPU($0).memoryMiB },
            512: TaskSize.HalfCPUMemory.allCases.map { TaskSize.halfCPU($0).memoryMiB },
            1024: TaskSize.OneCPUMemory.allCases.map { TaskSize.oneCPU($0).memoryMiB },
            2048: TaskSize.TwoCPUMemory.allCases.map { TaskSize.twoCPU($0).memoryMiB },
            4096: TaskSize.FourCPUMemory.allCases.map { TaskSize.fourCPU($0).memoryMiB },
            8192: TaskSize.EightCPUMemory.allCases.map { TaskSize.eightCPU($0).memoryMiB },
            16384: TaskSize.SixteenCPUMemory.allCases.map { TaskSize.sixteenCPU($0).memoryMiB },
            32768: TaskSize.ThirtyTwoCPUMemory.allCases.map { TaskSize.thirtyTwoCPU($0).memoryMiB },
        ]
        #expect(
            sizes == [
                256: [512, 1024, 2048],
                512: Array(stride(from: 1024, through: 4096, by: 1024)),
                1024: Array(stride(from: 2048, through: 8192, by: 1024)),
                2048: Array(stride(from: 4096, through: 16384, by: 1024)),
                4096: Array(stride(from: 8192, through: 30720, by: 1024)),
                8192: Array(stride(from: 16384, through: 61440, by: 4096)),
                16384: Array(stride(from: 32768, through: 122880, by: 8192)),
                32768: [61440, 122880, 249856],
            ])
    }

    @Test func `a task definition takes both as text`() {
        let task = ECS.TaskDefinition(size: .sixteenCPU(.gib32))
        #expect(task.properties["Cpu"] == "16384")
        #expect(task.properties["Memory"] == "32768")
    }
}
