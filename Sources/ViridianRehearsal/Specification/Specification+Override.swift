import ViridianRelease
import ViridianTemplate

extension Specification {
    /// Takes a plan from a file, and its steps, hold and bake from words, where they are given.
    public mutating func override(planFile: String?, steps: String?, hold: String?, bake: String?) throws {
        if let planFile {
            let alarms = plan.gates
            let read = try PlanReader.read(try Node.read(contentsOf: planFile), file: planFile)
            plan = read.plan
            if !read.namesGates { plan.gates = alarms }
        }
        let length = try hold.map(Duration.init(text:)) ?? plan.steps.first?.hold ?? .seconds(30)
        if let steps {
            let weights = try steps.split(separator: ",", omittingEmptySubsequences: false).map { text in
                guard let weight = Int(text.drop { $0 == " " }) else {
                    throw RehearsalError(.badInput, "--steps \(steps): \"\(text)\" is no whole number; write 10,50,100")
                }
                return weight
            }
            plan.steps = weights.map { Plan.Step(weight: $0, hold: $0 == 100 ? .zero : length) }
        } else if hold != nil {
            plan.steps = plan.steps.map { Plan.Step(weight: $0.weight, hold: $0.weight == 100 ? $0.hold : length) }
        }
        if let bake { plan.bake = try Duration(text: bake) }
    }
}
