import ArgumentParser
import SampleService

/// `viridian sample-service`: what stands in for a container whose image can't run here.
struct SampleServiceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sample-service", abstract: "Serve the sample service.", shouldDisplay: false)

    func run() async throws {
        await SampleService.main()
    }
}
