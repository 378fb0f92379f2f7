import ViridianTemplate

/// A value of one stack that others use: they deploy after it, and it can't go while they do.
///
/// ```swift
/// let vpc = stack.export("VPC", network.vpc.id, as: "network-vpc")       // in the one stack
/// let group = EC2.SecurityGroup(groupDescription: "Web", vpcID: vpc.imported)   // in the other
/// ```
/// Source: CloudFormation User Guide, "Get exported outputs from a deployed CloudFormation stack".
public struct Export<T>: Hashable, Sendable {
    /// The name under which the account and region know the value; it ends with the environment's suffix.
    public let name: Input<String>

    /// `Fn::ImportValue`: the value, in another stack.
    public var imported: Input<T> {
        Input(lowered: Lowered(.call(.importValue(name.lowered.node)), references: name.lowered.references))
    }

    /// What another stack exports under a name, for stacks that are written apart.
    public init(named name: ResourceName) { self.name = name.full }
}

extension Stack {
    /// Gives a value a name under which other stacks of the account and region use it.
    @discardableResult
    public mutating func export<T>(
        _ name: String, _ value: Input<T>, as exportName: ResourceName, purpose: String? = nil,
        file: String = #fileID, line: Int = #line, column: Int = #column
    ) -> Export<T> {
        output(name, value, purpose: purpose, exportName: exportName, file: file, line: line, column: column)
        return Export(named: exportName)
    }
}
