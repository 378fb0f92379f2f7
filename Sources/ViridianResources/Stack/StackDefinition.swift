/// A stack as a user writes it: a value with settings, and a method that adds what the stack is made of.
///
/// ```swift
/// struct Shop: StackDefinition {
///     func define(in stack: inout Stack) {
///         stack.add("Cluster", ECS.Cluster())
///     }
/// }
/// let template = try Shop().template(for: .development)
/// ```
public protocol StackDefinition: Sendable {
    /// The stack's name: letters and digits. By default that of the type.
    var name: String { get }
    /// What the stack is for: the template's description.
    var purpose: String { get }
    /// Whom the stack belongs to.
    var tags: StackTags { get }
    /// Adds everything to the stack.
    func define(in stack: inout Stack)
}

extension StackDefinition {
    /// The name of the type.
    public var name: String { String(describing: Self.self) }
    /// Nothing is said.
    public var purpose: String { "" }
    /// The stack's name as the project, and nobody in particular.
    public var tags: StackTags { StackTags() }
}
