import ArgumentParser
import SampleService
import ViridianRehearsal

/// `viridian world`: the process in which a rehearsal's services, balancer and load live. Started by `rehearse`.
struct WorldCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "world", abstract: "Serve a rehearsed world.", shouldDisplay: false)

    @Argument(help: "The folder of the rehearsal.")
    var folder: String

    func run() async throws { try await WorldServer.run(folder: folder) }
}
