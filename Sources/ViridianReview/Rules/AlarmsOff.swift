import ViridianTemplate

extension Rule {
    /// A guard who sleeps.
    static let alarmsOff = Rule(
        "alarms-off", .high, .operations, .practice,
        title: "Alarms of a deployment that are listed and switched off",
        rationale:
            "Whoever lists alarms believes that they stop a bad release. With the switch off nothing looks at them, and the "
            + "release goes on whatever they say.",
        page: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html",
        failing: [
            """
            Resources:
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  DeploymentConfiguration: {Alarms: {AlarmNames: [errors], ↓Enable: false, Rollback: true}}
              Group:
                Type: AWS::CodeDeploy::DeploymentGroup
                Properties:
                  ApplicationName: shop
                  ServiceRoleArn: arn
                  AlarmConfiguration: {↓Enabled: "false", Alarms: [{Name: errors}]}
            """
        ],
        passing: [
            """
            Parameters:
              Watch: {Type: String, Default: "false"}
            Resources:
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  DeploymentConfiguration: {Alarms: {AlarmNames: [errors], Enable: true, Rollback: true}}
              Unwatched:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  DeploymentConfiguration: {Alarms: {AlarmNames: [], Enable: false, Rollback: false}}
              Asked:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  DeploymentConfiguration: {Alarms: {AlarmNames: [errors], Enable: !Ref Watch, Rollback: true}}
              Group:
                Type: AWS::CodeDeploy::DeploymentGroup
                Properties:
                  ApplicationName: shop
                  ServiceRoleArn: arn
                  AlarmConfiguration: {Enabled: true, Alarms: [{Name: errors}]}
            """
        ]
    ) { subject in
        let ofServices = subject.services.flatMap { subject.values("DeploymentConfiguration.Alarms", in: $0.properties) }
            .map { ($0.spot, "AlarmNames", "Enable") }
        let ofGroups = subject.resources(ofType: "AWS::CodeDeploy::DeploymentGroup").flatMap {
            subject.values("AlarmConfiguration", in: $0.properties)
        }.map { ($0.spot, "Alarms", "Enabled") }
        return (ofServices + ofGroups).compactMap { alarms, list, key in
            let values = subject.values(key, in: alarms)
            // A parameter is somebody's switch.
            guard let place = alarms[key], !subject.items(list, in: alarms).isEmpty, !values.isEmpty,
                values.allSatisfy({ $0.parameter == nil && $0.spot.node.text?.lowercased() == "false" })
            else { return nil }
            return place.problem("alarms are listed here, and none of them is looked at", fix: "Set \(key) to true.")
        }
    }
}
