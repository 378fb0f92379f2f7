import ViridianTemplate

extension Rule {
    /// A check that is to be made again before the last one has ended.
    static let healthCheckTimeout = Rule(
        "health-check-timeout", .critical, .deployment, .aws,
        title: "Health check whose timeout is not shorter than its interval",
        rationale:
            "Elastic Load Balancing refuses the target group: \"Health check timeout '5' must be smaller than the "
            + "interval '5'.\" "
            + "Timeouts of 2 to 120 seconds are fine as long as they are shorter.",
        page: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html",
        failing: [
            """
            Resources:
              Group:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties:
                  Port: 80
                  Protocol: HTTP
                  VpcId: vpc-1
                  HealthCheckIntervalSeconds: 5
                  HealthCheckTimeoutSeconds: ↓5
            """
        ],
        passing: [
            """
            Resources:
              Group:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {Port: 80, Protocol: HTTP, VpcId: vpc-1, HealthCheckIntervalSeconds: 10, HealthCheckTimeoutSeconds: 3}
              Default:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {Port: 80, Protocol: HTTP, VpcId: vpc-1, HealthCheckTimeoutSeconds: 10}
              Network:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {Port: 80, Protocol: TCP, VpcId: vpc-1, HealthCheckIntervalSeconds: 10, HealthCheckTimeoutSeconds: 10}
            """
        ]
    ) { subject in
        subject.resources(ofType: "AWS::ElasticLoadBalancingV2::TargetGroup").compactMap { _, properties in
            guard ["HTTP", "HTTPS"].contains(subject.text("Protocol", in: properties)),
                let timeout = subject.number("HealthCheckTimeoutSeconds", in: properties),
                let interval = subject.number("HealthCheckIntervalSeconds", in: properties), timeout >= interval,
                let place = properties?["HealthCheckTimeoutSeconds"]?.place
            else { return nil }
            return Problem(
                "a timeout of \(timeout) s is not shorter than the interval of \(interval) s", at: place,
                fix: "Take a timeout below \(interval), or a longer interval.")
        }
    }
}
