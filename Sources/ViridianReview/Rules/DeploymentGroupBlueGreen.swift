import ViridianTemplate

extension Rule {
    /// CodeDeploy isn't told what happens to blue.
    static let deploymentGroupBlueGreen = Rule(
        "deployment-group-blue-green", .critical, .deployment, .aws,
        title: "Deployment group for ECS without a complete blue/green configuration",
        rationale:
            "CodeDeploy refuses the group: \"For ECS deployment group, blueGreenDeploymentConfiguration must be specified\"; it "
            + "needs both what to do when green is ready and when to end blue.",
        page: "https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_BlueGreenDeploymentConfiguration.html",
        failing: [
            """
            Resources:
              ↓Web:
                Type: AWS::CodeDeploy::DeploymentGroup
                Properties:
                  ApplicationName: shop
                  ServiceRoleArn: arn
                  ECSServices: [{ClusterName: shop, ServiceName: web}]
              Half:
                Type: AWS::CodeDeploy::DeploymentGroup
                Properties:
                  ApplicationName: shop
                  ServiceRoleArn: arn
                  ECSServices: [{ClusterName: shop, ServiceName: web}]
                  ↓BlueGreenDeploymentConfiguration:
                    TerminateBlueInstancesOnDeploymentSuccess: {Action: TERMINATE, TerminationWaitTimeInMinutes: 5}
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
                  BlueGreenDeploymentConfiguration:
                    DeploymentReadyOption: {ActionOnTimeout: CONTINUE_DEPLOYMENT}
                    TerminateBlueInstancesOnDeploymentSuccess: {Action: TERMINATE, TerminationWaitTimeInMinutes: 5}
            """
        ]
    ) { subject in
        subject.ecsDeploymentGroups.compactMap { group in
            let key = "BlueGreenDeploymentConfiguration"
            if subject.lacks(key, in: group.properties) {
                return group.spot.problem(
                    "\"\(group.spot.key)\" doesn't say how blue gives way to green",
                    fix: "Add \(key) with DeploymentReadyOption and TerminateBlueInstancesOnDeploymentSuccess.")
            }
            let parts = ["DeploymentReadyOption", "TerminateBlueInstancesOnDeploymentSuccess"]
            guard let missing = parts.first(where: { subject.lacks("\(key).\($0)", in: group.properties) }) else { return nil }
            return group.properties[key]?.problem("\(missing) is missing", fix: "Add \(missing); CodeDeploy needs both parts.")
        }
    }
}
