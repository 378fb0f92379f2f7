/// A pattern worth naming: several resources that belong together, added under one name.
///
/// ```swift
/// struct Queue: Construct {
///     func define(in stack: inout Stack) -> Handle<GenericResource> {
///         stack.add("Queue", GenericResource("AWS::SQS::Queue"))
///     }
/// }
/// let jobs = stack.add("Jobs", Queue())   // the template has JobsQueue
/// ```
public protocol Construct: Sendable {
    /// What others need of it: usually a struct of handles.
    associatedtype Parts
    /// Adds the construct's resources. Their names are put behind the construct's own, and their place is where it was added.
    func define(in stack: inout Stack) -> Parts
}

extension Stack {
    /// Adds a construct, and gives what others need of it.
    @discardableResult
    public mutating func add<C: Construct>(
        _ name: String, _ construct: C, file: String = #fileID, line: Int = #line, column: Int = #column
    ) -> C.Parts {
        let outer = scope
        defer { scope = outer }
        let place = outer.place ?? Place(file: file, line: line, column: column)
        let prefix = outer.prefix + name
        scope = Scope(
            prefix: prefix, place: place, isMuted: outer.isMuted || !declareConstruct(prefix, at: place),
            condition: outer.condition)
        return construct.define(in: &self)
    }

    private mutating func declareConstruct(_ name: String, at place: Place) -> Bool {
        guard !scope.isMuted else { return false }
        guard LogicalName.isValid(name) else {
            reportInvalidName(name, of: "a construct", at: place)
            return false
        }
        if let first = constructs[name] {
            reportDuplicate("name \"\(name)\"", at: place, first: first)
            return false
        }
        constructs[name] = place
        return true
    }
}
