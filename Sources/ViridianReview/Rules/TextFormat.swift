extension Rule {
    /// A text that is no address, id or date where one is wanted.
    static let textFormat = Rule(
        "text-format", .high, .deployment, .aws,
        title: "Text that is no address, id or ARN where one is wanted",
        rationale:
            "An AMI id, a security group id, an ARN or an address block has a form of its own, and the service "
            + "refuses anything else.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        failing: [
            """
            Resources:
              Ingress:
                Type: AWS::EC2::SecurityGroupIngress
                Properties:
                  GroupId: ↓sg-web
                  IpProtocol: tcp
                  FromPort: 443
                  ToPort: 443
                  CidrIp: ↓10.0.0.1/8
            """
        ],
        passing: [
            """
            Resources:
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
    ) { $0.problems(.format) }
}
