import ArgumentParser
import Foundation
import Storefront
import Viridian
import ViridianSystems
import ViridianTemplate

/// `viridian synth`
struct Synth: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "synth",
        abstract: "Write the CloudFormation of a reference system, of an app, or of the README's storefront.",
        discussion: """
            Into a folder it writes the templates, their assets, parameters.<environment>.json and manifest.json, and deletes \
            what an earlier run left there. Without --output it prints the one template. Exit codes: 0 done, 2 bad input.
            """)

    @Argument(
        help: """
            A system (viridian systems lists them), an app that writes templates, the folder of its package, or a template to be \
            written anew.
            """)
    var source: String?

    @Option(help: "The environment's name, which ends the names of resources.")
    var environment = Environment.development.name

    @Option(help: "What the environment is for: development, staging or production.")
    var stage = Stage.development.rawValue

    @Option(help: "One of several stacks, by its name.")
    var stack: String?

    @Option(help: "The region to which the stacks are deployed.")
    var region = "us-east-1"

    @Option(help: "The value of a parameter, NAME=VALUE, for the file of parameters; may be given again.")
    var parameter: [String] = []

    @Option(help: "json or yaml; by default JSON, and for a system its own.")
    var format: String?

    @Option(help: "The folder to write, such as viridian.out; for a template the file.")
    var output: String?

    @Flag(help: "Leave out the code of functions: templates for review alone.")
    var withoutAssets = false

    func run() throws {
        let synthesis = Synthesis(
            environment: environment, stage: stage, stack: stack,
            functionCode: withoutAssets ? .leftOut : BuiltFunctions.code())
        guard let source else { return try write([Storefront()], called: "storefront", .json, synthesis) }
        if let system = ReferenceSystem.named(source) {
            return try write(system.stacks, called: system.name, system.format, synthesis)
        }
        var isFolder: ObjCBool = false
        let files = FileManager.default
        if files.fileExists(atPath: source, isDirectory: &isFolder) {
            let isTemplate = ["json", "yaml", "yml", "template"].contains(URL(filePath: source).pathExtension)
            if isFolder.boolValue { return try App.synth(App.command(ofPackage: source), optionsOfApp) }
            if !isTemplate, files.isExecutableFile(atPath: source) { return try App.synth([source], optionsOfApp) }
        }
        try rewrite(Source.template(source))
    }

    private func write(
        _ stacks: [any StackDefinition], called name: String, _ own: Template.Format, _ synthesis: Synthesis
    ) throws {
        let format = try format.map { try Template.Format(named: $0) } ?? own
        let values = try ParameterPairs(parameter).values
        guard let output else { return write(try synthesis.template(of: stacks).write(as: format)) }
        let assembly = try synthesis.assembly(of: stacks, called: name, in: region, as: format, values: values)
        for path in try AssemblyFolder(output).write(assembly) { write(path + "\n") }
    }

    /// A template in another format, or in the order in which we write it.
    private func rewrite(_ template: Template) throws {
        let text = template.write(as: try format.map { try Template.Format(named: $0) } ?? .json)
        guard let output else { return write(text) }
        // Atomic: to a temporary file, then renamed, so that nobody ever sees half a template.
        try Data(text.utf8).write(to: URL(filePath: output), options: .atomic)
    }

    /// What an app is asked for in its own words, which are the same.
    private var optionsOfApp: [String] {
        var options = ["--environment", environment, "--stage", stage, "--region", region]
        for (name, value) in [("--stack", stack), ("--format", format), ("--output", output)] {
            if let value { options += [name, value] }
        }
        return options + parameter.flatMap { ["--parameter", $0] } + (withoutAssets ? ["--without-assets"] : [])
    }

    private func write(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }
}
