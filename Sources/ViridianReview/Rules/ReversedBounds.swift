import ViridianTemplate

extension Rule {
    /// Limits that leave nothing between them.
    static let reversedBounds = Rule(
        "reversed-bounds", .critical, .deployment, .aws,
        title: "Minimum above its maximum",
        rationale:
            "A minimum above the maximum leaves no number that would do, and an alarm can't want more datapoints above its "
            + "threshold than it looks at. AWS refuses both.",
        page: "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html",
        failing: [
            """
            Parameters:
              Least: {Type: Number, Default: 8}
            Resources:
              Target:
                Type: AWS::ApplicationAutoScaling::ScalableTarget
                Properties:
                  ↓MinCapacity: !Ref Least
                  MaxCapacity: 4
                  ResourceId: service/main/web
                  ScalableDimension: ecs:service:DesiredCount
                  ServiceNamespace: ecs
              Alarm:
                Type: AWS::CloudWatch::Alarm
                Properties: {ComparisonOperator: GreaterThanThreshold, EvaluationPeriods: 3, ↓DatapointsToAlarm: 5}
              Database:
                Type: AWS::RDS::DBCluster
                Properties: {ServerlessV2ScalingConfiguration: {↓MinCapacity: 4, MaxCapacity: 1.5}}
            """
        ],
        passing: [
            """
            Parameters:
              Stage: {Type: String}
            Conditions:
              IsLive: !Equals [!Ref Stage, production]
            Resources:
              Target:
                Type: AWS::ApplicationAutoScaling::ScalableTarget
                Properties:
                  MinCapacity: !If [IsLive, 8, 1]
                  MaxCapacity: !If [IsLive, 16, 2]
                  ResourceId: service/main/web
                  ScalableDimension: ecs:service:DesiredCount
                  ServiceNamespace: ecs
              Alarm:
                Type: AWS::CloudWatch::Alarm
                Properties: {ComparisonOperator: GreaterThanThreshold, EvaluationPeriods: 5, DatapointsToAlarm: 3}
              Database:
                Type: AWS::RDS::DBCluster
                Properties: {ServerlessV2ScalingConfiguration: {MinCapacity: 0.5, MaxCapacity: 4}}
            """
        ]
    ) { subject in
        bounds.flatMap { type, lower, upper in
            subject.resources(ofType: type).compactMap { _, properties in
                guard let least = subject.text(lower, in: properties).flatMap(Double.init),
                    let most = subject.text(upper, in: properties).flatMap(Double.init), least > most,
                    let place = subject.spot(at: lower, in: properties)
                else { return nil }
                let (low, high) = (lower.split(separator: ".").last ?? "", upper.split(separator: ".").last ?? "")
                return place.problem("\(low) is above \(high)", fix: "Lower it, or raise \(high).")
            }
        }
    }

    /// What can't be above what.
    private static let bounds = [
        ("AWS::ApplicationAutoScaling::ScalableTarget", "MinCapacity", "MaxCapacity"),
        ("AWS::CloudWatch::Alarm", "DatapointsToAlarm", "EvaluationPeriods"),
        (
            "AWS::RDS::DBCluster", "ServerlessV2ScalingConfiguration.MinCapacity", "ServerlessV2ScalingConfiguration.MaxCapacity"
        ),
    ]
}

extension Subject {
    /// The spot with its key at a path without branches.
    fileprivate func spot(at path: String, in spot: Spot?) -> Spot? {
        path.split(separator: ".").reduce(spot) { $0?[String($1)] }
    }
}
