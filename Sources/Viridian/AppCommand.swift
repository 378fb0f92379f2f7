import ArgumentParser
import ViridianResources

/// The verbs that an app knows by itself.
struct AppCommand<App: ViridianApp>: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: commandName, abstract: "Write the templates of this app's stacks, and say what is wrong with them.",
            discussion: """
                \(HandOver.verbs.joined(separator: ", ")): handed over to the program viridian, with the template of \
                --environment, --stage and --stack.
                Exit codes: 0 done, 1 findings, 2 bad input.
                """,
            subcommands: [SynthVerb<App>.self, ReviewVerb<App>.self, DescribeVerb<App>.self])
    }

    /// `StorefrontApp` is called as `storefront`.
    static var commandName: String {
        let name = String(describing: App.self)
        return (name.hasSuffix("App") ? String(name.dropLast(3)) : name).lowercased()
    }
}

/// Which templates are written.
struct SynthesisOptions: ParsableArguments {
    @Option(help: "The environment's name, which ends the names of resources.")
    var environment = Environment.development.name

    @Option(help: "What the environment is for: development, staging or production.")
    var stage: String?

    @Option(help: "One stack of the app, by its name.")
    var stack: String?

    var synthesis: Synthesis { synthesis(for: nil) }

    /// `other` is the stage where none was given.
    func synthesis(for other: String?) -> Synthesis {
        Synthesis(environment: environment, stage: stage ?? other ?? Stage.development.rawValue, stack: stack)
    }
}

/// `synth`
struct SynthVerb<App: ViridianApp>: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "synth", abstract: "Write the CloudFormation templates.")
    }

    @OptionGroup var options: SynthesisOptions

    @Option(help: "json or yaml.")
    var format = "json"

    @Option(
        help: """
            The folder for templates, assets, parameters and a manifest; viridian.out is a good name. - prints one template, as \
            does leaving it out.
            """)
    var output: String?

    @Option(help: "The region to which the stacks are deployed.")
    var region = "us-east-1"

    @Option(help: "The value of a parameter, NAME=VALUE, for the file of parameters; may be given again.")
    var parameter: [String] = []

    @Flag(help: "Leave out the code of functions: templates for review alone.")
    var withoutAssets = false

    func run() throws {
        var synthesis = options.synthesis
        synthesis.functionCode = withoutAssets ? .leftOut : BuiltFunctions.code()
        let output = AppShell<App>.Output(
            folder: output == "-" ? nil : output, format: format, region: region, values: try ParameterPairs(parameter).values)
        try AppShell(app: App()).synth(synthesis, output, called: AppCommand<App>.commandName)
    }
}

/// `review`
struct ReviewVerb<App: ViridianApp>: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "review", abstract: "Find what AWS would refuse and what an expert would object to.")
    }

    @OptionGroup var options: SynthesisOptions

    @OptionGroup var review: ReviewOptions

    func run() throws { try AppShell(app: App()).review(options, review) }
}

/// `describe`
struct DescribeVerb<App: ViridianApp>: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "describe", abstract: "Write all templates with their places in Swift, for viridian review.",
            shouldDisplay: false)
    }

    @OptionGroup var options: SynthesisOptions

    func run() throws { try AppShell(app: App()).describe(options.synthesis) }
}
