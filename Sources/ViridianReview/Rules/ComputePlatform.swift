import ViridianTemplate

extension Rule {
    /// A deployment group for containers, and around it what is for servers or functions.
    static let computePlatform = Rule(
        "compute-platform", .critical, .deployment, .aws,
        title: "Deployment group for ECS whose application or configuration is for another platform",
        rationale:
            "An application of CodeDeploy is for servers unless it says otherwise, and a deployment configuration is for one "
            + "platform only. CodeDeploy refuses a group for ECS in an application for servers, and one with a configuration for "
            + "servers or functions.",
        page: "https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html",
        failing: [
            """
            Resources:
              Application:
                Type: AWS::CodeDeploy::Application
                Properties: {ComputePlatform: ECS}
              Steps:
                Type: AWS::CodeDeploy::DeploymentConfig
                Properties: {ComputePlatform: Lambda}
              Group:
                Type: AWS::CodeDeploy::DeploymentGroup
                Properties:
                  ApplicationName: !Ref Application
                  ServiceRoleArn: arn
                  ↓DeploymentConfigName: CodeDeployDefault.OneAtATime
              Other:
                Type: AWS::CodeDeploy::DeploymentGroup
                Properties:
                  ApplicationName: !Ref Application
                  ServiceRoleArn: arn
                  ↓DeploymentConfigName: !Ref Steps
            """,
            """
            Resources:
              Application:
                Type: AWS::CodeDeploy::Application
                Properties: {ApplicationName: shop}
              Group:
                Type: AWS::CodeDeploy::DeploymentGroup
                Properties:
                  ↓ApplicationName: !Ref Application
                  ServiceRoleArn: arn
                  ECSServices: [{ClusterName: main, ServiceName: web}]
            """,
        ],
        passing: [
            """
            Parameters:
              Configuration: {Type: String}
            Resources:
              Application:
                Type: AWS::CodeDeploy::Application
                Properties: {ComputePlatform: ECS}
              Steps:
                Type: AWS::CodeDeploy::DeploymentConfig
                Properties: {ComputePlatform: ECS}
              Group:
                Type: AWS::CodeDeploy::DeploymentGroup
                Properties:
                  ApplicationName: !Ref Application
                  ServiceRoleArn: arn
                  DeploymentConfigName: CodeDeployDefault.ECSCanary10Percent5Minutes
              Other:
                Type: AWS::CodeDeploy::DeploymentGroup
                Properties: {ApplicationName: !Ref Application, ServiceRoleArn: arn, DeploymentConfigName: !Ref Steps}
              Asked:
                Type: AWS::CodeDeploy::DeploymentGroup
                Properties: {ApplicationName: !Ref Application, ServiceRoleArn: arn, DeploymentConfigName: !Ref Configuration}
              Servers:
                Type: AWS::CodeDeploy::Application
              Fleet:
                Type: AWS::CodeDeploy::DeploymentGroup
                Properties:
                  {ApplicationName: !Ref Servers, ServiceRoleArn: arn, DeploymentConfigName: CodeDeployDefault.OneAtATime}
            """
        ]
    ) { subject in
        subject.ecsDeploymentGroups.flatMap { group -> [Problem] in
            var problems: [Problem] = []
            if let place = group.properties["ApplicationName"],
                let application = subject.resource(at: "ApplicationName", in: group.properties),
                application.type == "AWS::CodeDeploy::Application", let other = subject.otherPlatform(of: application)
            {
                problems.append(
                    place.problem(
                        "the application \"\(application.logicalID)\" is for \(other), and this group for ECS",
                        fix: "Give the application ComputePlatform: ECS."))
            }
            if let place = group.properties["DeploymentConfigName"], let other = subject.otherPlatform(ofConfigurationAt: group) {
                problems.append(
                    place.problem(
                        "this configuration is for \(other), and the group for ECS",
                        fix: "Take CodeDeployDefault.ECSCanary10Percent5Minutes, or another whose name begins with "
                            + "CodeDeployDefault.ECS, or one of your own with ComputePlatform: ECS."))
            }
            return problems
        }
    }
}

extension Subject {
    /// The platform of an application or a configuration, where that is certainly another one than ECS.
    fileprivate func otherPlatform(of resource: Resource) -> String? {
        let properties = spot(resource)["Properties"]
        guard !lacks("ComputePlatform", in: properties) else { return "servers" }
        guard let platform = text("ComputePlatform", in: properties), platform != "ECS" else { return nil }
        return platform == "Server" ? "servers" : "functions"
    }

    fileprivate func otherPlatform(ofConfigurationAt group: DeploymentGroup) -> String? {
        if let own = resource(at: "DeploymentConfigName", in: group.properties) {
            return own.type == "AWS::CodeDeploy::DeploymentConfig" ? otherPlatform(of: own) : nil
        }
        guard let name = text("DeploymentConfigName", in: group.properties), name.hasPrefix("CodeDeployDefault."),
            !name.hasPrefix("CodeDeployDefault.ECS")
        else { return nil }
        return name.hasPrefix("CodeDeployDefault.Lambda") ? "functions" : "servers"
    }
}
