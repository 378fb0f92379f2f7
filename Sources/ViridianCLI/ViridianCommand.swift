import ArgumentParser
import ViridianReview

/// The command line: parses, calls one library function, prints.
@main
struct ViridianCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "viridian",
        abstract: "Describe, review and rehearse blue/green releases on Amazon ECS.",
        version: "0.1.0",
        subcommands: [
            Rehearse.self, ReleasesCommand.self, InitCommand.self, SystemsCommand.self, Synth.self, AssetsCommand.self,
            ReviewCommand.self,
            SimulateCommand.self,
            SelfTestCommand.self,
            WorldCommand.self,
            SampleServiceCommand.self,
        ])

    static func main() async {
        do {
            var command = try command(of: MendExtent.spelledOut(Array(CommandLine.arguments.dropFirst())))
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            exit(withFailure: error)
        }
    }

    /// What the arguments ask for.
    ///
    /// The command that is named reads its own arguments first, which is quicker. The way from the top, which knows the whole
    /// path for help and for errors, is gone when there is something to say.
    private static func command(of arguments: [String]) throws -> any ParsableCommand {
        guard let named = configuration.subcommands.first(where: { $0.configuration.commandName == arguments.first }),
            named.configuration.subcommands.isEmpty,
            let command = try? named.parseAsRoot(Array(arguments.dropFirst())), type(of: command) == named
        else { return try parseAsRoot(arguments) }
        return command
    }

    /// Ends the process: what the user gave wrongly is exit code 2, whoever noticed it.
    private static func exit(withFailure error: any Error) -> Never {
        if let code = error as? ExitCode { Failure.end(with: code.rawValue) }
        guard let failure = Failure(error) else {
            if exitCode(for: error) == .validationFailure {
                Failure.print(fullMessage(for: error))
                Failure.end(with: 2)
            }
            exit(withError: error)
        }
        Failure.print("error: \(failure.description)")
        Failure.end(with: failure.exitCode)
    }
}
