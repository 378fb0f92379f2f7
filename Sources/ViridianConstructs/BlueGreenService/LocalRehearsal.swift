public import ViridianTemplate

/// What stands in for the service's containers when a release is rehearsed on this machine, in place of Viridian's sample
/// service.
public struct LocalRehearsal: Hashable, Sendable {
    /// The program and its arguments; `{port}` stands for the port, which is also in the variable `PORT`.
    public var command: [String]
    /// Variables of its environment.
    public var environment: [String: String]

    /// A program that serves HTTP.
    public init(command: [String], environment: [String: String] = [:]) {
        self.command = command
        self.environment = environment
    }

    /// What `Viridian::Rehearsal` says.
    public var metadata: Node {
        var object: Object = ["Command": Node(.list(command.map { Node(.string($0)) }))]
        if !environment.isEmpty {
            let fields = environment.sorted { $0.key < $1.key }.map { Field($0.key, Node(.string($0.value))) }
            object["Environment"] = Node(.object(Object(fields)))
        }
        return Node(.object(object))
    }
}
