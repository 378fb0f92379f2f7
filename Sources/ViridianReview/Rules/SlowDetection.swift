import ViridianTemplate

extension Rule {
    /// The alarm bell rings after the fire.
    static let slowDetection = Rule(
        "slow-detection", .medium, .deployment, .practice,
        title: "Health check that notices a failure after the release has gone on",
        rationale:
            "A target counts as unhealthy after interval times threshold. If that is longer than the release can "
            + "still be stopped, or than the old targets still drain, nothing is left to which traffic could "
            + "return.",
        page: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html",
        failing: [
            """
            Resources:
              Group:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties:
                  ↓HealthCheckIntervalSeconds: 60
                  UnhealthyThresholdCount: 5
                  TargetGroupAttributes: [{Key: deregistration_delay.timeout_seconds, Value: "30"}]
            """
        ],
        passing: [
            """
            Resources:
              Group:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties:
                  HealthCheckIntervalSeconds: 30
                  UnhealthyThresholdCount: 3
                  TargetGroupAttributes: [{Key: deregistration_delay.timeout_seconds, Value: "30"}]
            """
        ]
    ) { subject in
        let holds = subject.releaseHolds
        return subject.resources(ofType: "AWS::ElasticLoadBalancingV2::TargetGroup").compactMap { spot, properties in
            func number(_ key: String, default standard: Int) -> Int? {
                subject.lacks(key, in: properties) ? standard : subject.number(key, in: properties)
            }
            guard let properties, let interval = number("HealthCheckIntervalSeconds", default: 30),
                let threshold = number("UnhealthyThresholdCount", default: 2)
            else { return nil }
            let seconds = interval * threshold
            let place = properties["HealthCheckIntervalSeconds"] ?? properties["UnhealthyThresholdCount"] ?? spot
            if let hold = holds.first(where: { $0.targetGroups.contains(spot.key) && $0.seconds < seconds && $0.seconds > 0 }) {
                return place.problem(
                    "a failure is noticed after \(seconds) s, and \(hold.name) can be stopped for \(hold.seconds) s",
                    fix: "Shorten the interval or the threshold, or let the release bake longer.")
            }
            let delay = subject.attribute("deregistration_delay.timeout_seconds", in: properties).flatMap { value in
                subject.values(of: value).compactMap { $0.spot.node.text.flatMap { Int($0) } }.max()
            }
            guard let delay, delay < seconds, seconds > 120 else { return nil }
            return place.problem(
                "a failure is noticed after \(seconds) s, and the old targets drain for \(delay) s",
                fix: "Shorten the interval or the threshold.")
        }
    }
}
