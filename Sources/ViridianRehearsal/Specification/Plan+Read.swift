public import ViridianRelease
import ViridianTemplate

extension Plan {
    /// Reads a plan from a file of its own, JSON or YAML; without gates of its own it gets the three standard ones.
    ///
    /// - Returns: nothing where the file is a template and not a plan.
    /// - Throws: ``RehearsalError`` with file, line and column of what is wrong.
    public static func read(contentsOf path: String) throws -> Plan? {
        let node = try Node.read(contentsOf: path)
        guard PlanReader.isPlan(node) else { return nil }
        let read = try PlanReader.read(node, file: path)
        var plan = read.plan
        if !read.namesGates { plan.gates = Gate.standard }
        return plan
    }
}
