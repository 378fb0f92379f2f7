import ViridianTemplate

extension Rule {
    /// ECS knows one style of deployment by CodeDeploy.
    static let deploymentGroupStyle = Rule(
        "deployment-group-style", .critical, .deployment, .aws,
        title: "Deployment group for ECS without the style BLUE_GREEN with traffic control",
        rationale:
            "CodeDeploy refuses the group: \"For ECS deployment, the deployment type must be BLUE_GREEN, and "
            + "deployment option must "
            + "be WITH_TRAFFIC_CONTROL.\" Without DeploymentStyle the type is IN_PLACE.",
        page: "https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_DeploymentStyle.html",
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
                  ↓DeploymentStyle: {DeploymentType: BLUE_GREEN, DeploymentOption: WITHOUT_TRAFFIC_CONTROL}
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
                  DeploymentStyle: {DeploymentType: BLUE_GREEN, DeploymentOption: WITH_TRAFFIC_CONTROL}
            """
        ]
    ) { subject in
        subject.ecsDeploymentGroups.compactMap { group in
            let fix = "Write DeploymentStyle: {DeploymentType: BLUE_GREEN, DeploymentOption: WITH_TRAFFIC_CONTROL}."
            if subject.lacks("DeploymentStyle", in: group.properties) {
                return group.spot.problem("\"\(group.spot.key)\" has no deployment style", fix: fix)
            }
            let wanted = [("DeploymentType", "BLUE_GREEN"), ("DeploymentOption", "WITH_TRAFFIC_CONTROL")]
            let wrong = wanted.first { key, value in
                let path = "DeploymentStyle.\(key)"
                return subject.lacks(path, in: group.properties)
                    || subject.text(path, in: group.properties).map { $0 != value } ?? false
            }
            return wrong.flatMap { key, value in
                group.properties["DeploymentStyle"]?.problem("\(key) has to be \(value) for ECS", fix: fix)
            }
        }
    }
}
