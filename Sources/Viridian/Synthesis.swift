public import ViridianResources
import ViridianReview
public import ViridianTemplate

/// Which stacks of an app or of a system are made into templates, and for which environment, as it was asked for in words.
public struct Synthesis: Hashable, Sendable {
    /// The environment's name.
    public var environment = Environment.development.name
    /// The name of its stage.
    public var stage = Stage.development.rawValue
    /// One stack by its name, or all of them.
    public var stack: String?
    /// The code of functions of ours, as far as it was built.
    public var functionCode = FunctionCode.unbuilt

    /// All stacks for an environment, or one of them.
    public init(
        environment: String = Environment.development.name, stage: String = Stage.development.rawValue, stack: String? = nil,
        functionCode: FunctionCode = .unbuilt
    ) {
        self.environment = environment
        self.stage = stage
        self.stack = stack
        self.functionCode = functionCode
    }

    /// All that is written into a folder.
    public func assembly(
        of stacks: [any StackDefinition], called name: String, in region: String, as format: Template.Format,
        values: [String: String] = [:]
    ) throws -> Assembly {
        try Assembly(
            name: name, synthesized(stacks), for: namedEnvironment(), in: region, as: format, values: values)
    }

    /// The templates, in the order of the stacks, each followed by those nested in it.
    public func templates(of stacks: [any StackDefinition]) throws -> [Template] {
        try synthesized(stacks).flatMap(\.templates)
    }

    /// The environment; a stage that isn't there is an error.
    func namedEnvironment() throws -> Environment {
        guard let stage = Stage(rawValue: stage) else {
            let names = Stage.allCases.map(\.rawValue)
            let meant =
                names.first { !stage.isEmpty && $0.hasPrefix(stage.lowercased()) } ?? Suggestion.nearest(to: stage, among: names)
            throw AppError(
                .badOption, "there is no stage \"\(stage)\"\(meant.map { "; did you mean \"\($0)\"?" } ?? "")",
                advice: "Stages are \(names.joined(separator: ", ")).")
        }
        return try Environment(name: environment, stage: stage)
    }

    /// The stacks with their assets. What is wrong with any of them is in one error.
    func synthesized(_ stacks: [any StackDefinition]) throws -> [SynthesizedStack] {
        let environment = try namedEnvironment()
        var synthesized: [SynthesizedStack] = []
        var problems: [StackProblem] = []
        for stack in try chosen(from: stacks) {
            do throws(StackError) {
                synthesized.append(try stack.synthesized(for: environment, functionCode: functionCode))
            } catch {
                problems += error.problems
            }
        }
        guard problems.isEmpty else { throw StackError(problems) }
        return synthesized
    }

    /// The one template that is meant.
    public func template(of stacks: [any StackDefinition]) throws -> Template {
        let synthesized = try synthesized(stacks)
        guard synthesized.count == 1, let template = synthesized.first?.template else {
            throw AppError(
                .stackNotChosen, "there are \(synthesized.count) stacks, and only one can be taken",
                advice: "Choose with --stack: \(stacks.map(\.name).joined(separator: ", ")). A folder takes all: --output DIR.")
        }
        return template
    }

    private func chosen(from stacks: [any StackDefinition]) throws -> [any StackDefinition] {
        let names = stacks.map(\.name)
        if let twice = names.first(where: { name in names.count { $0 == name } > 1 }) {
            throw AppError(
                .duplicateStack, "there are two stacks called \"\(twice)\"", advice: "Give one of them another name.")
        }
        guard let stack else { return stacks }
        guard let chosen = stacks.first(where: { $0.name == stack }) else {
            throw AppError(
                .unknownStack, "there is no stack \"\(stack)\"\(Suggestion.clause(for: stack, among: names))",
                advice: names.isEmpty ? "There is none." : "There are \(names.joined(separator: ", ")).")
        }
        return [chosen]
    }
}
