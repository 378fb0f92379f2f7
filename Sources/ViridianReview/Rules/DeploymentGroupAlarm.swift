import ViridianTemplate

extension Rule {
    /// A release that no measurement stops.
    static let deploymentGroupAlarm = Rule(
        "deployment-group-alarm", .medium, .deployment, .practice,
        title: "Deployment group for ECS that no alarm stops",
        rationale:
            "CodeDeploy notices tasks that don't start, not answers that are wrong. Without an alarm a version that "
            + "answers every "
            + "request with an error is a success.",
        page: "https://docs.aws.amazon.com/codedeploy/latest/userguide/monitoring-create-alarms.html",
        failing: [
            """
            Resources:
              ↓Web:
                Type: AWS::CodeDeploy::DeploymentGroup
                Properties:
                  ApplicationName: shop
                  ServiceRoleArn: arn
                  ECSServices: [{ClusterName: shop, ServiceName: web}]
            """
        ],
        passing: [
            """
            Resources:
              Web:
                Type: AWS::CodeDeploy::DeploymentGroup
                Properties:
                  ApplicationName: shop
                  ServiceRoleArn: arn
                  ECSServices: [{ClusterName: shop, ServiceName: web}]
                  AlarmConfiguration: {Enabled: true, Alarms: [{Name: errors}]}
            """
        ]
    ) { subject in
        subject.ecsDeploymentGroups.filter { subject.lacks("AlarmConfiguration", in: $0.properties) }.map { group in
            group.spot.problem(
                "no alarm stops a deployment of \"\(group.spot.key)\"",
                fix: "Add AlarmConfiguration with alarms on errors and latency of both target groups.")
        }
    }
}
