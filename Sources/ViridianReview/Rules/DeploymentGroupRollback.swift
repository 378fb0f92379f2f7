import ViridianTemplate

extension Rule {
    /// A failed release that stays.
    static let deploymentGroupRollback = Rule(
        "deployment-group-rollback", .high, .deployment, .practice,
        title: "Deployment group for ECS that doesn't roll back by itself",
        rationale:
            "When a deployment fails half-way, or an alarm rings, traffic stays where it is until somebody wakes up.",
        page: "https://docs.aws.amazon.com/codedeploy/latest/userguide/deployments-rollback-and-redeploy.html",
        failing: [
            """
            Resources:
              ↓Web:
                Type: AWS::CodeDeploy::DeploymentGroup
                Properties:
                  ApplicationName: shop
                  ServiceRoleArn: arn
                  ECSServices: [{ClusterName: shop, ServiceName: web}]
              Off:
                Type: AWS::CodeDeploy::DeploymentGroup
                Properties:
                  ApplicationName: shop
                  ServiceRoleArn: arn
                  ECSServices: [{ClusterName: shop, ServiceName: web}]
                  ↓AutoRollbackConfiguration: {Enabled: false}
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
                  AutoRollbackConfiguration: {Enabled: true, Events: [DEPLOYMENT_FAILURE]}
            """
        ]
    ) { subject in
        subject.ecsDeploymentGroups.compactMap { group in
            // Where no alarm is listed, none can stop a deployment.
            let events =
                subject.lacks("AlarmConfiguration", in: group.properties)
                ? "DEPLOYMENT_FAILURE" : "DEPLOYMENT_FAILURE, DEPLOYMENT_STOP_ON_ALARM"
            let fix = "Write AutoRollbackConfiguration: {Enabled: true, Events: [\(events)]}."
            if subject.lacks("AutoRollbackConfiguration", in: group.properties) {
                return group.spot.problem("\"\(group.spot.key)\" doesn't roll back a failed deployment", fix: fix)
            }
            guard subject.text("AutoRollbackConfiguration.Enabled", in: group.properties) == "false" else { return nil }
            return group.properties["AutoRollbackConfiguration"]?.problem("automatic rollback is off", fix: fix)
        }
    }
}
