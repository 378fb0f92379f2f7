import ViridianTemplate

extension Rule {
    /// Resources that need each other first.
    static let circularDependency = Rule(
        "circular-dependency", .critical, .deployment, .aws,
        title: "Resources that wait for each other",
        rationale:
            "CloudFormation creates a resource after those that it refers to. Where they form a circle none can "
            + "come first, and the template is refused.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html",
        failing: [
            """
            Resources:
              ↓Web:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  GroupDescription: web
                  VpcId: vpc-0123456789abcdef0
                  SecurityGroupIngress: [{IpProtocol: "-1", SourceSecurityGroupId: !GetAtt Data.GroupId}]
              ↓Data:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  GroupDescription: data
                  VpcId: vpc-0123456789abcdef0
                  SecurityGroupIngress: [{IpProtocol: "-1", SourceSecurityGroupId: !GetAtt Web.GroupId}]
              Queue:
                Type: AWS::SQS::Queue
                DependsOn: [Data]
            """
        ],
        passing: [
            """
            Resources:
              Web:
                Type: AWS::EC2::SecurityGroup
                Properties: {GroupDescription: web, VpcId: vpc-0123456789abcdef0}
              Data:
                Type: AWS::EC2::SecurityGroup
                Properties: {GroupDescription: data, VpcId: vpc-0123456789abcdef0}
              FromWeb:
                Type: AWS::EC2::SecurityGroupIngress
                Properties: {GroupId: !Ref Data, IpProtocol: "-1", SourceSecurityGroupId: !Ref Web}
              FromData:
                Type: AWS::EC2::SecurityGroupIngress
                Properties: {GroupId: !Ref Web, IpProtocol: "-1", SourceSecurityGroupId: !Ref Data}
            """
        ]
    ) { subject in
        DependencyGraph(subject).circles().compactMap { name, way in
            guard let resource = subject.resources[name] else { return nil }
            return Problem(
                "\"\(name)\" waits for itself: \(way.joined(separator: " → "))", at: subject.spot(resource).keyPlace,
                fix: "Break the circle: move one of the references into a resource of its own.")
        }
    }
}
