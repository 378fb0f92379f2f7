extension Rule {
    /// Properties that don't go together.
    static let propertyCombination = Rule(
        "property-combination", .high, .deployment, .aws,
        title: "Properties that don't go together",
        rationale:
            "Some properties exclude each other, need each other, or have only certain forms; the service refuses "
            + "other combinations.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        failing: [
            """
            Resources:
              Subnet:
                Type: AWS::EC2::Subnet
                Properties:
                  VpcId: vpc-0123456789abcdef0
                  CidrBlock: 10.0.0.0/24
                  ↓AvailabilityZone: eu-west-1a
                  ↓AvailabilityZoneId: euw1-az1
              Ingress:
                Type: AWS::EC2::SecurityGroupIngress
                Properties:
                  GroupId: sg-0123456789abcdef0
                  IpProtocol: tcp
                  FromPort: 443
                  ToPort: 443
                  ↓CidrIp: 10.0.0.0/8
                  ↓CidrIpv6: ::/0
            """
        ],
        passing: [
            """
            Resources:
              Subnet:
                Type: AWS::EC2::Subnet
                Properties:
                  VpcId: vpc-0123456789abcdef0
                  CidrBlock: 10.0.0.0/24
                  AvailabilityZone: eu-west-1a
              Ingress:
                Type: AWS::EC2::SecurityGroupIngress
                Properties:
                  GroupId: sg-0123456789abcdef0
                  IpProtocol: tcp
                  FromPort: 443
                  ToPort: 443
                  CidrIp: 10.0.0.0/8
            """
        ]
    ) { $0.problems(.combination) }
}
