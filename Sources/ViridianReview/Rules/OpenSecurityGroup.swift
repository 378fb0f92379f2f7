import ViridianTemplate

extension Rule {
    /// A door on the street that isn't the shop's.
    static let openSecurityGroup = Rule(
        "open-security-group", .high, .security, .practice,
        title: "Administration, database or every port open to the world",
        rationale:
            "Scanners find an open port within minutes. Tasks, databases and administration belong behind the load balancer, and "
            + "their groups name its group as the source.",
        page: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
        failing: [
            """
            Resources:
              Group:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  GroupDescription: tasks
                  SecurityGroupIngress:
                    - ↓{IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0}
                    - ↓{IpProtocol: "-1", CidrIp: 0.0.0.0/0}
              Database:
                Type: AWS::EC2::SecurityGroupIngress
                Properties: {GroupId: sg-1, IpProtocol: tcp, FromPort: 3306, ToPort: 3306, ↓CidrIp: 0.0.0.0/0}
            """
        ],
        passing: [
            """
            Resources:
              Group:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  GroupDescription: balancer
                  SecurityGroupIngress:
                    - {IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIp: 0.0.0.0/0}
                    - {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}
                    - {IpProtocol: tcp, FromPort: 9000, ToPort: 9000, CidrIp: 10.0.0.0/8}
            """
        ]
    ) { subject in
        subject.openings.filter(\.isSensitive).map { opening in
            Problem(
                "\(opening.description) open to the world", at: opening.place,
                fix: "Name the source: SourceSecurityGroupId of the load balancer, or the addresses that need it.")
        }
    }
}
