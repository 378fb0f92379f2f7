public import ViridianTemplate

/// All that `synth` writes into a folder, as one value: which files there are, and which bytes are in them.
///
/// ```text
/// manifest.json            the stacks with their files, the environment, the stage and the region
/// parameters.dev.json      what a deployment passes: values that were given, or defaults
/// Shop.json                a template for each stack
/// assets/viridian/3f2a….json   nested templates and code of functions, named after their content
/// ```
/// The same stacks for the same environment are the same bytes.
public struct Assembly: Hashable, Sendable {
    /// What it is made of: a system's name, or an app's.
    public let name: String
    /// Whom it is for.
    public let environment: Environment
    /// Where it is to be deployed.
    public let region: String
    /// How templates are written; nested ones are always JSON, so that their keys are the same.
    public let format: Template.Format
    /// The stacks in the order in which they are deployed.
    public let stacks: [SynthesizedStack]
    /// The values of parameters that were given.
    let values: [String: String]

    /// A file of an assembly.
    public struct File: Hashable, Sendable {
        /// Where it lies in the folder, with `/` between its parts.
        public let path: String
        /// What is in it.
        public let bytes: [UInt8]

        init(_ path: String, _ bytes: [UInt8]) {
            self.path = path
            self.bytes = bytes
        }

        init(_ path: String, _ text: String) { self.init(path, Array(text.utf8)) }
    }

    /// The name of the file that lists all others; it is the last to be written.
    public static let manifestPath = "manifest.json"

    /// What is to be deployed; a value for a parameter that no stack has, or that its stack refuses, is an error.
    public init(
        name: String, _ stacks: [SynthesizedStack], for environment: Environment, in region: String, as format: Template.Format,
        values: [String: String] = [:]
    ) throws(StackError) {
        self.name = name
        self.environment = environment
        self.region = region
        self.format = format
        self.stacks = stacks
        self.values = values
        let problems = Self.problems(of: values, for: stacks) + Self.problems(of: region)
        guard problems.isEmpty else { throw StackError(problems) }
    }

    /// Every file, in the order in which they are written: what others point at first, and what makes it count last.
    public var files: [File] {
        var files: [File] = []
        for asset in stacks.flatMap(\.assets) where !files.contains(where: { $0.path == asset.path }) {
            files.append(File(asset.path, asset.bytes))
        }
        for stack in stacks {
            files.append(File(templatePath(of: stack), stack.template.write(as: format)))
            files.append(File(parametersPath(of: stack), json(of: parameters(of: stack))))
        }
        return files + [File(Self.manifestPath, json(of: manifest))]
    }

    /// Where the template of a stack lies.
    func templatePath(of stack: SynthesizedStack) -> String { "\(stack.template.name).\(format.rawValue)" }

    /// Where the parameters of a stack lie: one stack needs no name there.
    func parametersPath(of stack: SynthesizedStack) -> String {
        let infix = stacks.count == 1 ? "" : "\(stack.template.name)."
        return "parameters.\(infix)\(environment.name).json"
    }

    private func json(of node: Node) -> String { node.json + "\n" }
}

extension Asset {
    /// Where it lies in a folder: under the key that it has in the bucket.
    var path: String { "assets/\(key)" }
}
