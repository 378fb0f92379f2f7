import ViridianTemplate

extension Rule {
    /// A parameter that is declared wrongly.
    static let parameterDeclaration = Rule(
        "parameter-declaration", .high, .deployment, .aws,
        title: "Parameter that is declared wrongly",
        rationale:
            "CloudFormation knows a fixed set of parameter types and constraints, and a default must satisfy the "
            + "constraints of its own parameter.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html",
        failing: [
            """
            Parameters:
              Stage:
                Type: ↓Sting
              Size:
                Type: String
                AllowedValues: [small, large]
                Default: ↓medium
              Count:
                Type: Number
                MinValue: 1
                Default: ↓0
                ↓MaxLength: 5
              ↓Nothing:
                Description: no type
            Resources: {}
            """
        ],
        passing: [
            """
            Parameters:
              Stage:
                Type: String
                AllowedPattern: "[a-z]+"
                ConstraintDescription: small letters
                Default: live
              Subnets:
                Type: List<AWS::EC2::Subnet::Id>
              Image:
                Type: AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>
                Default: /aws/service/ami
            Resources: {}
            """
        ]
    ) { subject in
        subject.section("Parameters").filter { !Sections.isGenerated($0.key) }.flatMap { ParameterCheck(subject, $0).problems() }
    }
}
