/// CloudFormation's functions as values.
///
/// A call that has not the shape its function needs (`{"Ref": 5}`, two keys beside each other) is no function: it stays an
/// ``Object``, so that nothing is lost and a review can point at it.
/// Source: AWS CloudFormation Template Reference, intrinsic function reference.
public indirect enum Intrinsic: Hashable, Sendable {
    /// `Ref`: the value of a parameter, or what a resource returns for its logical id.
    case ref(String)
    /// `Fn::GetAtt`: the attribute may be a `Ref` to a parameter.
    case getAtt(resource: String, attribute: Node)
    /// `Fn::Sub`: text with `${Name}`, `${Name.Attribute}` and, for the named variables, values.
    case sub(String, variables: Object)
    /// `Fn::Join`
    case join(delimiter: Node, Node)
    /// `Fn::Split`
    case split(delimiter: Node, Node)
    /// `Fn::Select`
    case select(index: Node, Node)
    /// `Fn::FindInMap`; `defaultValue` needs the language extensions.
    case findInMap(map: Node, topLevelKey: Node, secondLevelKey: Node, defaultValue: Node?)
    /// `Fn::Base64`
    case base64(Node)
    /// `Fn::Cidr`
    case cidr(ipBlock: Node, count: Node, cidrBits: Node?)
    /// `Fn::GetAZs`
    case getAZs(Node)
    /// `Fn::ImportValue`
    case importValue(Node)
    /// `Fn::If`
    case `if`(condition: String, then: Node, else: Node)
    /// `Fn::Equals`
    case equals(Node, Node)
    /// `Fn::And`
    case and([Node])
    /// `Fn::Or`
    case or([Node])
    /// `Fn::Not`
    case not(Node)
    /// `Condition` inside a condition: another condition by its name.
    case condition(String)
    /// `Fn::Transform` on a value.
    case transform(Node)
    /// Any other function whose argument is kept as it is: `Fn::Length`, `Fn::ToJsonString`, `Fn::GetStackOutput`,
    /// the rule functions, and those that AWS has yet to invent. The name is written in full, with its `Fn::`.
    case other(name: String, argument: Node)
}

extension Intrinsic {
    /// The function's full name: `Ref`, `Fn::GetAtt`, `Condition` …
    public var name: String {
        switch self {
        case .ref: "Ref"
        case .getAtt: "Fn::GetAtt"
        case .sub: "Fn::Sub"
        case .join: "Fn::Join"
        case .split: "Fn::Split"
        case .select: "Fn::Select"
        case .findInMap: "Fn::FindInMap"
        case .base64: "Fn::Base64"
        case .cidr: "Fn::Cidr"
        case .getAZs: "Fn::GetAZs"
        case .importValue: "Fn::ImportValue"
        case .if: "Fn::If"
        case .equals: "Fn::Equals"
        case .and: "Fn::And"
        case .or: "Fn::Or"
        case .not: "Fn::Not"
        case .condition: "Condition"
        case .transform: "Fn::Transform"
        case .other(let name, _): name
        }
    }
}
