import ArgumentParser
import Foundation
import ViridianResources
import ViridianTemplate

/// Runs an app's program: the one file here that reads arguments, writes files and ends processes.
struct AppShell<App: ViridianApp> {
    let app: App

    func run() -> Never {
        let arguments = Array(CommandLine.arguments.dropFirst())
        do {
            if let handOver = try HandOver(arguments) { try perform(handOver) }
            var command = try AppCommand<App>.parseAsRoot(arguments)
            try command.run()
            Foundation.exit(0)
        } catch let error as AppError {
            end(error.description)
        } catch let error as StackError {
            end(error.description)
        } catch {
            let code = AppCommand<App>.exitCode(for: error)
            guard code == .validationFailure else { AppCommand<App>.exit(withError: error) }
            end(AppCommand<App>.fullMessage(for: error), prefix: "")
        }
    }

    /// Where templates go, and how.
    struct Output {
        /// None prints the one template.
        var folder: String?
        var format: String
        var region: String
        var values: [String: String]
    }

    func synth(_ synthesis: Synthesis, _ output: Output, called name: String) throws {
        let format = try Template.Format(named: output.format)
        guard let folder = output.folder else { return write(try synthesis.template(of: app.stacks).write(as: format)) }
        let assembly = try synthesis.assembly(
            of: app.stacks, called: name, in: output.region, as: format, values: output.values)
        for path in try AssemblyFolder(folder).write(assembly) { write(path + "\n") }
    }

    func review(_ synthesis: Synthesis, format: String, failOn: String) throws {
        let templates = try synthesis.templates(of: app.stacks)
        let review = try AppReview(templates, format: format, failOn: failOn) { fileID in
            SwiftSource.path(of: fileID, in: Self.swiftFiles).flatMap { try? String(contentsOfFile: $0, encoding: .utf8) }
        }
        write(review.report)
        if review.isFailed { throw ExitCode(1) }
    }

    private func perform(_ handOver: HandOver) throws -> Never {
        let template = try handOver.synthesis.template(of: app.stacks)
        let files = FileManager.default
        let program = try HandOver.program(
            besides: Bundle.main.executablePath ?? CommandLine.arguments[0],
            path: ProcessInfo.processInfo.environment["PATH"], isExecutable: files.isExecutableFile(atPath:))
        let folder = files.temporaryDirectory.appending(path: "viridian-\(UUID().uuidString)").path
        let path = try AssemblyFolder(folder).save(Array(template.write(as: .json).utf8), as: "\(template.name).json")
        // From here on this process is viridian: it gets the signals, and its exit code is the answer.
        let words = handOver.command(program: program, template: path)
        execv(program, words.map { strdup($0) } + [nil])
        throw AppError(
            .notFound, "\(program) can't be run: \(String(cString: strerror(errno)))",
            advice: "Build it again: swift build --product viridian.")
    }

    /// The Swift files below the working directory, without those that a build left behind.
    private static var swiftFiles: [String] {
        let files = FileManager.default
        let folder = URL(filePath: files.currentDirectoryPath)
        let found = files.enumerator(at: folder, includingPropertiesForKeys: nil, options: [.skipsHiddenFiles])
        return (found?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }.map(\.path)
    }

    private func write(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }

    private func end(_ message: String, prefix: String = "error: ") -> Never {
        FileHandle.standardError.write(Data("\(prefix)\(message)\n".utf8))
        Foundation.exit(2)
    }
}
