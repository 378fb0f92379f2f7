/// A stack as a person describes it.
///
/// ```swift
/// struct Shop: StackDefinition {
///     func define(in stack: inout Stack) {
///         let cluster = stack.add("Cluster", ECS.Cluster())
///         stack.output("ClusterName", cluster.ref)
///     }
/// }
/// ```
public protocol StackDefinition: Sendable {
    /// Adds what the stack is made of.
    func define(in stack: inout Stack)
    /// The stack's name: the type's, unless it says otherwise.
    var name: String { get }
    /// One sentence for the template.
    var description: String { get }
}

extension StackDefinition {
    /// The type's name.
    public var name: String { String(describing: Self.self) }
    /// The stack's name.
    public var description: String { name }

    /// The stack, for an environment.
    public func stack(for environment: Environment) -> Stack {
        var stack = Stack(name, description: description, environment: environment)
        define(in: &stack)
        return stack
    }
}

/// A pattern worth naming: several resources that belong together, added as one.
public protocol Construct: Sendable {
    /// What others may refer to.
    associatedtype Added
    /// Adds its resources; their logical ids begin with `id`.
    func add(to stack: inout Stack, id: String) -> Added
}
