import ArgumentParser
import Foundation
import ViridianResources
import ViridianReview
import ViridianTemplate

/// Runs an app's program: reads its arguments, performs its verbs, and ends the process.
struct AppShell<App: ViridianApp> {
    let app: App

    func run() -> Never {
        let arguments = Array(CommandLine.arguments.dropFirst())
        do {
            if let handOver = try HandOver(arguments) { try perform(handOver) }
            var command = try AppCommand<App>.parseAsRoot(MendExtent.spelledOut(arguments))
            try command.run()
            Foundation.exit(0)
        } catch let error as AppError {
            end(error.description)
        } catch let error as StackError {
            end(error.description)
        } catch let error as ReviewError {
            end(error.description)
        } catch let error as TemplateError {
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

    func review(_ options: SynthesisOptions, _ review: ReviewOptions) throws {
        let request = try review.request()
        var policy = try Self.policy(review.policy)
        let synthesis = options.synthesis(for: policy.stage?.rawValue)
        let templates = try synthesis.templates(of: app.stacks)
        policy.stage = Stage(rawValue: synthesis.stage)
        let outcome = ReviewOutcome(templates, request, policy: policy, isWhole: synthesis.stack == nil)
        let answer = try review.conclude(
            request, with: outcome, text: FindingFile.text(of:), location: FindingFile.location(of:))
        if review.mending.fix != nil, !outcome.changes.isEmpty {
            throw AppError(
                .badOption, "Swift sources are not mended",
                advice: "Change the stacks so that their templates change like this:\n  "
                    + outcome.changes.joined(separator: "\n  "))
        }
        if answer.isFailed { throw ExitCode(1) }
    }

    func describe(_ synthesis: Synthesis) throws {
        write(DescribedTemplates(stage: synthesis.stage, templates: try synthesis.templates(of: app.stacks)).text)
    }

    /// The policy that was named, or the one in the working directory; none where there is none.
    private static func policy(_ file: String?) throws -> ReviewPolicy {
        guard let file = file ?? (FileManager.default.fileExists(atPath: ReviewPolicy.fileName) ? ReviewPolicy.fileName : nil)
        else {
            return ReviewPolicy()
        }
        do {
            return try ReviewPolicy.read(Node.read(contentsOf: file), file: file)
        } catch let error as TemplateError where error.code == .emptyFile {
            return ReviewPolicy()
        }
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

    private func write(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }

    private func end(_ message: String, prefix: String = "error: ") -> Never {
        FileHandle.standardError.write(Data("\(prefix)\(message)\n".utf8))
        Foundation.exit(2)
    }
}
