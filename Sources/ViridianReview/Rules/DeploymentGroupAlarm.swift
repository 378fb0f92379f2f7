import ViridianTemplate

extension Rule {
    /// A release that no measurement stops.
    static let deploymentGroupAlarm = Rule(
        "deployment-group-alarm", .medium, .deployment, .practice,
        title: "Deployment group for ECS that no alarm stops",
        rationale:
            "CodeDeploy notices tasks that don't start, not answers that are wrong. Without an alarm a version that "
            + "answers every "
            + "request with an error is a success. Below production, where all traffic moves at once, it is low.",
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
            """,
            """
            Resources:
              ↓Staging:
                Type: AWS::CodeDeploy::DeploymentGroup
                Properties:
                  ApplicationName: shop
                  ServiceRoleArn: arn
                  ECSServices: [{ClusterName: shop, ServiceName: web}]
                  DeploymentConfigName: CodeDeployDefault.ECSAllAtOnce
            """,
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
                fix: "Add AlarmConfiguration with alarms on errors and latency of both target groups."
            ).graded(isForTrying(group, subject) ? .low : nil)
        }
    }

    /// Whether a group is for a stage below production, as its name or the template says, and moves all traffic at once, so that
    /// no alarm would have the time to ring.
    private static func isForTrying(_ group: DeploymentGroup, _ subject: Subject) -> Bool {
        let config = "DeploymentConfigName"
        guard
            subject.lacks(config, in: group.properties)
                || subject.text(config, in: group.properties) == "CodeDeployDefault.ECSAllAtOnce"
        else { return false }
        let name = (group.spot.key + (subject.text("DeploymentGroupName", in: group.properties) ?? "")).lowercased()
        if name.holds("prod") { return false }
        return subject.stageBelowProduction != nil || ["staging", "development", "sandbox"].contains(where: name.holds)
    }
}
