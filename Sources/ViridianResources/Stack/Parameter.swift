import ViridianTemplate

/// A value that is given when a stack is deployed.
public struct Parameter<T>: LogicalReference, Hashable, Interpolatable {
    /// Which stack it is in, and its name there.
    public let reference: Reference

    init(_ reference: Reference) { self.reference = reference }

    /// The parameter's name in the template.
    public var name: String { reference.logicalID }

    /// The value that is given.
    public var value: Input<T> { Input(lowered: lowered) }

    /// `Ref`, also inside text.
    public var lowered: Lowered { Lowered(.call(.ref(reference.symbol)), references: [reference]) }
}

/// A type that a parameter may have.
///
/// Source: CloudFormation User Guide, "Parameters section".
public protocol ParameterValue: Lowerable {
    /// CloudFormation's name for the type.
    static var parameterType: String { get }
    /// Text as a default is written.
    var parameterText: String { get }
}

extension String: ParameterValue {
    /// `String`
    public static var parameterType: String { "String" }
    /// The text itself.
    public var parameterText: String { self }
}

extension Int: ParameterValue {
    /// `Number`
    public static var parameterType: String { "Number" }
    /// Its digits.
    public var parameterText: String { description }
}

extension ARN: ParameterValue {
    /// `String`: CloudFormation has no type for ARNs.
    public static var parameterType: String { "String" }
    /// The ARN.
    public var parameterText: String { rawValue }
}

/// A resource type whose ids CloudFormation checks when they are given as a parameter.
public protocol ParameterResource {
    /// CloudFormation's name for the parameter's type: `AWS::EC2::VPC::Id`.
    static var parameterType: String { get }
}

extension ID: ParameterValue where R: ParameterResource {
    /// CloudFormation's name for ids of the resource.
    public static var parameterType: String { R.parameterType }
    /// The id.
    public var parameterText: String { rawValue }
}

extension Array: ParameterValue where Element: ParameterValue {
    /// `CommaDelimitedList` for texts, `List<…>` for the others.
    public static var parameterType: String {
        Element.parameterType == "String" ? "CommaDelimitedList" : "List<\(Element.parameterType)>"
    }
    /// The elements, with commas between them.
    public var parameterText: String { map(\.parameterText).joined(separator: ",") }
}
