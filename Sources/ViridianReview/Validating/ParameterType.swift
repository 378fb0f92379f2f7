/// The type of a template's parameter.
///
/// Source: CloudFormation User Guide, "Parameters section", and "Supported AWS-specific parameter types".
struct ParameterType: Hashable {
    let name: String
    /// Whether `Ref` gives a list.
    let isList: Bool

    private static let specific: Set<String> = [
        "AWS::EC2::AvailabilityZone::Name", "AWS::EC2::Image::Id", "AWS::EC2::Instance::Id", "AWS::EC2::KeyPair::KeyName",
        "AWS::EC2::SecurityGroup::GroupName", "AWS::EC2::SecurityGroup::Id", "AWS::EC2::Subnet::Id", "AWS::EC2::Volume::Id",
        "AWS::EC2::VPC::Id", "AWS::Route53::HostedZone::Id",
    ]

    /// All types that CloudFormation knows; for suggestions.
    static let names: [String] =
        ["String", "Number", "CommaDelimitedList", "List<Number>", "List<String>", "AWS::SSM::Parameter::Name"]
        + specific.flatMap { [$0, "List<\($0)>", "AWS::SSM::Parameter::Value<\($0)>"] }
        + ["AWS::SSM::Parameter::Value<String>", "AWS::SSM::Parameter::Value<CommaDelimitedList>"]

    /// A type that CloudFormation knows.
    init?(_ name: String) {
        self.name = name
        let stored = "AWS::SSM::Parameter::Value<"
        let inner = name.hasPrefix(stored) && name.hasSuffix(">") ? String(name.dropFirst(stored.count).dropLast()) : name
        switch inner {
        case "String", "Number", "AWS::SSM::Parameter::Name": isList = false
        case "CommaDelimitedList", "List<String>", "List<Number>": isList = true
        case let inner where Self.specific.contains(inner): isList = false
        case let inner where inner.hasPrefix("List<") && inner.hasSuffix(">"):
            guard Self.specific.contains(String(inner.dropFirst(5).dropLast())) else { return nil }
            isList = true
        default: return nil
        }
    }
}
