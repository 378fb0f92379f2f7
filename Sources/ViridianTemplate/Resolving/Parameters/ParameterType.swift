/// The type of a parameter: `String`, `Number`, lists, kinds of AWS's own, and values from the SSM parameter store.
///
/// Source: CloudFormation User Guide, "Specify existing resources at runtime with CloudFormation-supplied parameter types".
public struct ParameterType: Hashable, Sendable {
    /// What one value is.
    public enum Kind: Hashable, Sendable {
        case string
        case number
        /// Something that exists in the account, such as `AWS::EC2::VPC::Id`.
        case resource(String)
        /// The name of an SSM parameter.
        case ssmName
    }

    /// What each value is.
    public let kind: Kind
    /// Whether a `Ref` gives a list.
    public let isList: Bool
    /// Whether the value that is passed is the name of an SSM parameter, and a `Ref` gives what is stored under it.
    public let isStored: Bool

    /// The type of a name; none where AWS has no such type.
    public init?(_ name: String) {
        var inner = Substring(name)
        isStored = inner.unwrap("AWS::SSM::Parameter::Value<")
        let isWrapped = inner.unwrap("List<")
        isList = isWrapped || inner == "CommaDelimitedList"
        switch inner {
        case "String": kind = .string
        case "Number" where !isStored: kind = .number
        case "CommaDelimitedList" where !isWrapped: kind = .string
        case "AWS::SSM::Parameter::Name" where !isStored && !isWrapped: kind = .ssmName
        case "AWS::EC2::KeyPair::KeyName" where isWrapped: return nil
        case let other where Self.resources.contains(String(other)): kind = .resource(String(other))
        default: return nil
        }
    }

    /// The kinds that AWS looks up in the account.
    static let resources: Set<String> = [
        "AWS::EC2::AvailabilityZone::Name", "AWS::EC2::Image::Id", "AWS::EC2::Instance::Id", "AWS::EC2::KeyPair::KeyName",
        "AWS::EC2::SecurityGroup::GroupName", "AWS::EC2::SecurityGroup::Id", "AWS::EC2::Subnet::Id", "AWS::EC2::Volume::Id",
        "AWS::EC2::VPC::Id", "AWS::Route53::HostedZone::Id",
    ]

    /// How the ids of a kind begin, where they have a fixed beginning.
    static let prefixes: [String: String] = [
        "AWS::EC2::Image::Id": "ami-", "AWS::EC2::Instance::Id": "i-", "AWS::EC2::SecurityGroup::Id": "sg-",
        "AWS::EC2::Subnet::Id": "subnet-", "AWS::EC2::Volume::Id": "vol-", "AWS::EC2::VPC::Id": "vpc-",
    ]
}

extension Substring {
    /// Takes off `prefix` and the `>` at the end, if both are there.
    fileprivate mutating func unwrap(_ prefix: String) -> Bool {
        guard hasPrefix(prefix), hasSuffix(">") else { return false }
        self = dropFirst(prefix.count).dropLast()
        return true
    }
}
