import ViridianResources
import ViridianTemplate

/// Which of an app's stacks are made into templates, and for which environment.
struct Synthesis: Hashable {
    var environment = Environment.development.name
    var stage = Stage.development.rawValue
    /// One stack by its name, or all of them.
    var stack: String?

    /// The templates, in the order of the app's stacks, each followed by those nested in it.
    func templates(of stacks: [any StackDefinition]) throws -> [Template] { try synthesized(stacks).flatMap(\.templates) }

    /// The stacks with their assets. What is wrong with any of them is in one error.
    func synthesized(_ stacks: [any StackDefinition]) throws -> [SynthesizedStack] {
        guard let stage = Stage(rawValue: stage) else {
            throw AppError(
                .badOption, "there is no stage \"\(stage)\"",
                advice: "Stages are \(Stage.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        let environment = try Environment(name: environment, stage: stage)
        var synthesized: [SynthesizedStack] = []
        var problems: [StackProblem] = []
        for stack in try chosen(from: stacks) {
            do throws(StackError) {
                synthesized.append(try stack.synthesized(for: environment))
            } catch {
                problems += error.problems
            }
        }
        guard problems.isEmpty else { throw StackError(problems) }
        return synthesized
    }

    /// The one template that is meant.
    func template(of stacks: [any StackDefinition]) throws -> Template {
        let synthesized = try synthesized(stacks)
        guard synthesized.count == 1, let template = synthesized.first?.template else {
            throw AppError(
                .stackNotChosen, "the app has \(synthesized.count) stacks, and only one can be taken",
                advice: "Choose with --stack: \(stacks.map(\.name).joined(separator: ", ")).")
        }
        return template
    }

    private func chosen(from stacks: [any StackDefinition]) throws -> [any StackDefinition] {
        let names = stacks.map(\.name)
        if let twice = names.first(where: { name in names.count { $0 == name } > 1 }) {
            throw AppError(
                .duplicateStack, "the app has two stacks called \"\(twice)\"", advice: "Give one of them another name.")
        }
        guard let stack else { return stacks }
        guard let chosen = stacks.first(where: { $0.name == stack }) else {
            throw AppError(
                .unknownStack, "the app has no stack \"\(stack)\"",
                advice: names.isEmpty ? "It has none." : "It has \(names.joined(separator: ", ")).")
        }
        return [chosen]
    }
}
