// Resources whose ids CloudFormation checks when they are given as parameters.
// Source: CloudFormation User Guide, "Supplied parameter types".

extension EC2.VPC: ParameterResource {
    /// CloudFormation's name for the parameter's type.
    public static var parameterType: String { "AWS::EC2::VPC::Id" }
}

extension EC2.Subnet: ParameterResource {
    /// CloudFormation's name for the parameter's type.
    public static var parameterType: String { "AWS::EC2::Subnet::Id" }
}

extension EC2.SecurityGroup: ParameterResource {
    /// CloudFormation's name for the parameter's type.
    public static var parameterType: String { "AWS::EC2::SecurityGroup::Id" }
}

extension Route53.HostedZone: ParameterResource {
    /// CloudFormation's name for the parameter's type.
    public static var parameterType: String { "AWS::Route53::HostedZone::Id" }
}
