import ViridianTemplate

extension Rule {
    /// A side door on the street.
    static let openPort = Rule(
        "open-port", .medium, .security, .practice,
        title: "Security group open to the world on a port that no listener has",
        rationale:
            "Scanners find an open port within minutes. Tasks, databases and administration belong behind the load balancer, and "
            + "their groups name its group as the source.",
        page: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
        failing: [
            """
            Resources:
              Tasks:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  GroupDescription: tasks
                  SecurityGroupIngress:
                    - ↓{IpProtocol: tcp, FromPort: 8080, ToPort: 8080, CidrIp: 0.0.0.0/0}
            """,
            """
            Resources:
              Front:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  GroupDescription: balancer
                  SecurityGroupIngress:
                    - {IpProtocol: tcp, FromPort: 9000, ToPort: 9000, CidrIp: 0.0.0.0/0}
                    - ↓{IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0}
              Balancer:
                Type: AWS::ElasticLoadBalancingV2::LoadBalancer
                Properties: {SecurityGroups: [!Ref Front]}
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties: {LoadBalancerArn: !Ref Balancer, Port: 9000, Protocol: HTTP}
            """,
        ],
        passing: [
            """
            Resources:
              Balancer:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  GroupDescription: balancer
                  SecurityGroupIngress:
                    - {IpProtocol: tcp, FromPort: 8080, ToPort: 8080, CidrIp: 0.0.0.0/0}
                    - {IpProtocol: udp, FromPort: 500, ToPort: 500, CidrIp: 0.0.0.0/0}
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties: {LoadBalancerArn: arn, Port: 8080, Protocol: HTTP}
            """
        ]
    ) { subject in
        subject.openings.filter { !$0.isSensitive }.map { opening in
            if opening.isUnanswered {
                return Problem(
                    "\(opening.description) open to the world, and no listener answers there", at: opening.place,
                    fix: "Remove it, or add the listener that it is for.")
            }
            return Problem(
                "\(opening.description) open to the world", at: opening.place,
                fix: "Name the source: SourceSecurityGroupId of the load balancer, or the addresses that need it.")
        }
    }
}
