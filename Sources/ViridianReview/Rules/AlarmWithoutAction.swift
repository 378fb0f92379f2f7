import ViridianTemplate

extension Rule {
    /// An alarm that rings in an empty house.
    static let alarmWithoutAction = Rule(
        "alarm-without-action", .medium, .operations, .practice,
        title: "Alarm that tells nobody and stops nothing",
        rationale:
            "An alarm without actions changes its colour in the console. Unless a deployment, a scaling policy or another alarm "
            + "watches it, nobody learns of it.",
        page: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html",
        failing: [
            """
            Resources:
              ↓Errors:
                Type: AWS::CloudWatch::Alarm
                Properties: {MetricName: HTTPCode_Target_5XX_Count, Namespace: AWS/ApplicationELB, Threshold: 5}
            """
        ],
        passing: [
            """
            Resources:
              Errors:
                Type: AWS::CloudWatch::Alarm
                Properties: {MetricName: Errors, Namespace: AWS/Lambda, Threshold: 5, AlarmActions: [!Ref Topic]}
              Watched:
                Type: AWS::CloudWatch::Alarm
                Properties: {MetricName: Errors, Namespace: AWS/Lambda, Threshold: 5}
              Web:
                Type: AWS::ECS::Service
                Properties:
                  DeploymentConfiguration: {Alarms: {AlarmNames: [!Ref Watched], Enable: true, Rollback: true}}
            """
        ]
    ) { subject in
        let alarms = subject.resources(ofType: "AWS::CloudWatch::Alarm")
        guard !alarms.isEmpty else { return [] }
        let watched = subject.names(in: subject.resourceList)
        let named = subject.resourceList.contains { ["AWS::ECS::Service", "AWS::CodeDeploy::DeploymentGroup"].contains($0.type) }
        return alarms.filter { spot, properties in
            let lists = ["AlarmActions", "OKActions", "InsufficientDataActions"]
            let isNamed = named && properties?["AlarmName"] != nil
            return properties != nil
                && lists.allSatisfy { subject.lacks($0, in: properties) || subject.isEmptyList($0, in: properties) }
                && !watched.contains(spot.key) && !subject.exportedNames.contains(spot.key) && !isNamed
        }.map { spot, _ in
            spot.problem(
                "\"\(spot.key)\" tells nobody", fix: "Add AlarmActions with an SNS topic, or let the deployment watch it.")
        }
    }
}

extension Subject {
    fileprivate func isEmptyList(_ key: String, in properties: Spot?) -> Bool {
        let values = values(key, in: properties)
        return !values.isEmpty && values.allSatisfy { $0.spot.node.list?.isEmpty == true }
    }
}
