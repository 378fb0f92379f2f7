import ViridianTemplate

extension Rule {
    /// Too late to stop it.
    static let slowAlarm = Rule(
        "slow-alarm", .medium, .operations, .practice,
        title: "Alarm that needs longer than the release that it is to stop",
        rationale:
            "An alarm fires after as many periods as it asks for. A deployment that is over before then isn't "
            + "stopped by it, and rolls nothing back.",
        page: "https://docs.aws.amazon.com/codedeploy/latest/userguide/monitoring-create-alarms.html",
        failing: [
            """
            Resources:
              Errors:
                Type: AWS::CloudWatch::Alarm
                Properties: {MetricName: HTTPCode_Target_5XX_Count, ↓Period: 300, EvaluationPeriods: 3}
              Web:
                Type: AWS::CodeDeploy::DeploymentGroup
                Properties:
                  ApplicationName: shop
                  ServiceRoleArn: arn
                  DeploymentConfigName: CodeDeployDefault.ECSCanary10Percent5Minutes
                  ECSServices: [{ClusterName: shop, ServiceName: web}]
                  AlarmConfiguration: {Enabled: true, Alarms: [{Name: !Ref Errors}]}
            """
        ],
        passing: [
            """
            Resources:
              Errors:
                Type: AWS::CloudWatch::Alarm
                Properties: {MetricName: HTTPCode_Target_5XX_Count, Period: 60, EvaluationPeriods: 2}
              Web:
                Type: AWS::CodeDeploy::DeploymentGroup
                Properties:
                  ApplicationName: shop
                  ServiceRoleArn: arn
                  DeploymentConfigName: CodeDeployDefault.ECSCanary10Percent5Minutes
                  ECSServices: [{ClusterName: shop, ServiceName: web}]
                  AlarmConfiguration: {Enabled: true, Alarms: [{Name: !Ref Errors}]}
            """
        ]
    ) { subject in
        let holds = subject.releaseHolds
        guard !holds.isEmpty else { return [] }
        return subject.resources(ofType: "AWS::CloudWatch::Alarm").compactMap { spot, properties in
            let watching = holds.filter { $0.alarms.contains(spot.key) }
            guard let hold = watching.max(by: { $0.seconds < $1.seconds }), hold.seconds > 0,
                let (period, place) = subject.period(ofAlarm: properties),
                let points = subject.number("DatapointsToAlarm", in: properties)
                    ?? subject.number("EvaluationPeriods", in: properties),
                period * points > hold.seconds
            else { return nil }
            return place.problem(
                "this alarm fires after \(period * points) s, and \(hold.name) can be stopped for \(hold.seconds) s",
                fix: "Take a shorter period or fewer of them, or let the release bake longer.")
        }
    }
}

extension Subject {
    /// The period of an alarm or of its metrics, and where it is written.
    fileprivate func period(ofAlarm properties: Spot?) -> (Int, Spot)? {
        if let period = number("Period", in: properties), let place = properties?["Period"] { return (period, place) }
        for metric in items("Metrics", in: properties) {
            guard let period = number("MetricStat.Period", in: metric.spot), let place = metric.spot["MetricStat"]?["Period"]
            else { continue }
            return (period, place)
        }
        return nil
    }
}
