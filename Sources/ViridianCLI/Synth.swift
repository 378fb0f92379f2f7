import ArgumentParser
import Foundation
import ViridianTemplate

/// `viridian synth`
struct Synth: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write the CloudFormation template of an app, or of the README's storefront.")

    @Argument(help: "An app that writes a template, the folder of its package, or a template to be written anew.")
    var source: String?

    @Option(help: "json or yaml.")
    var format: String = "json"

    @Option(help: "The file to write; without it the template is printed.")
    var output: String?

    func run() throws {
        guard let format = Template.Format(rawValue: format) else {
            throw UsageError(description: "--format \(format): write json or yaml")
        }
        let text = try Source.template(source).write(as: format)
        guard let output else { return FileHandle.standardOutput.write(Data(text.utf8)) }
        // Atomic: to a temporary file, then renamed, so that nobody ever sees half a template.
        try Data(text.utf8).write(to: URL(filePath: output), options: .atomic)
    }
}
