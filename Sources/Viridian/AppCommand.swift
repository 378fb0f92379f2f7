public import ArgumentParser
import Foundation

/// What an app's command line understands, beside the verbs that it hands over.
struct AppOptions: ParsableArguments {
    @Option(help: "The environment: a short name that becomes the suffix of other names.")
    var environment: String = "dev"

    @Option(help: "development, staging or production.")
    var stage: Stage = .development

    var place: Environment { Environment(name: environment, stage: stage) }
}

extension Stage: ExpressibleByArgument {}
extension Severity: ExpressibleByArgument {}
extension Template.Format: ExpressibleByArgument {}

/// An app's command line.
enum AppCommand {
    /// Verbs that need processes or the network; `viridian` has them.
    private static let handedOver = ["rehearse", "deploy", "release", "cloud"]

    static func run(_ definition: any StackDefinition, arguments: [String]) -> Never {
        do {
            switch arguments.first {
            case "synth": try Synth.parse(Array(arguments.dropFirst())).run(definition)
            case "review": try Review.parse(Array(arguments.dropFirst())).run(definition)
            case let verb? where handedOver.contains(verb): try HandOver.run(definition, arguments: arguments)
            case nil, "help", "--help", "-h":
                print("usage: \(program) synth | review | rehearse [options]   (--help after a verb tells its options)")
                exit(arguments.isEmpty ? 2 : 0)
            case let verb?: throw AppError("there is no \"\(verb)\"; an app knows synth, review and rehearse")
            }
        } catch let error as StackError {
            end(error.description)
        } catch let error as AppError {
            end("error: \(error.description)")
        } catch let code as ExitCode {
            exit(code.rawValue)
        } catch let error as CocoaError {
            end("error: \(error.localizedDescription)")
        } catch {
            if ParsableArgumentsParser.exitCode(for: error) == .validationFailure {
                end(ParsableArgumentsParser.fullMessage(for: error))
            }
            ParsableArgumentsParser.exit(withError: error)
        }
        exit(0)
    }

    private typealias ParsableArgumentsParser = Synth

    private static var program: String { URL(filePath: CommandLine.arguments[0]).lastPathComponent }

    private static func end(_ text: String) -> Never {
        FileHandle.standardError.write(Data((text + "\n").utf8))
        exit(2)
    }

    /// `synth`
    struct Synth: ParsableArguments {
        @OptionGroup var options: AppOptions

        @Option(help: "json or yaml.")
        var format: Template.Format = .json

        @Option(help: "The folder to write into; without it the template is printed.")
        var output: String?

        func run(_ definition: any StackDefinition) throws {
            let text = try definition.template(for: options.place).write(as: format)
            guard let output else { return FileHandle.standardOutput.write(Data(text.utf8)) }
            let folder = URL(filePath: output, directoryHint: .isDirectory)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            // Atomic: to a temporary file, then renamed, so that nobody ever sees half a template.
            let file = folder.appending(path: "\(definition.name).template.\(format.rawValue)")
            try Data(text.utf8).write(to: file, options: .atomic)
            print(file.path)
        }
    }

    /// `review`
    struct Review: ParsableArguments {
        @OptionGroup var options: AppOptions

        @Option(help: "The mildest severity that fails: low, medium, high or critical.")
        var failOn: Severity = .high

        func run(_ definition: any StackDefinition) throws {
            let findings = ViridianReview.Review().run(try definition.template(for: options.place))
            print(TextReport(findings) { _ in nil })
            if findings.contains(where: { $0.severity >= failOn }) { throw ExitCode(1) }
        }
    }
}

/// Something that was asked of an app and can't be done.
struct AppError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
