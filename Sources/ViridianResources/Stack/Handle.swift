import ViridianTemplate

/// Something in a stack that other things may wait for.
public protocol LogicalReference: Sendable {
    /// Which stack it is in, and its name there.
    var reference: Reference { get }
}

/// A resource that was added to a stack. Only `Stack.add` makes handles, so a reference to nothing can't be written.
///
/// Attributes have names and types of their own, such as `cluster.arn`; `attribute(_:)` reaches those that have none here.
public struct Handle<R>: LogicalReference, Hashable, Interpolatable {
    /// Which stack it is in, and its name there.
    public let reference: Reference

    init(_ reference: Reference) { self.reference = reference }

    /// The resource's name in the template.
    public var logicalID: String { reference.logicalID }

    /// `Ref`: what AWS returns for the resource by itself, which is an id for one type and an ARN for another.
    public func ref<T>(as type: T.Type = T.self) -> Input<T> {
        Input(lowered: Lowered(.call(.ref(reference.symbol)), references: [reference]))
    }

    /// `Fn::GetAtt`: an attribute of the resource.
    public func attribute<T>(_ name: String, as type: T.Type = T.self) -> Input<T> {
        let function = Intrinsic.getAtt(resource: reference.symbol, attribute: Node(.string(name)))
        return Input(lowered: Lowered(.call(function), references: [reference]))
    }

    /// `Ref`, also inside text.
    public var lowered: Lowered { ref(as: String.self).lowered }
}
