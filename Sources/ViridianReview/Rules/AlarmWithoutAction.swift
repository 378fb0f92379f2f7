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
            """,
            """
            Resources:
              ↓Few:
                Type: AWS::CloudWatch::Alarm
                Properties: {AlarmName: shop-few, MetricName: HealthyHostCount, Namespace: AWS/ApplicationELB, Threshold: 2}
              Errors:
                Type: AWS::CloudWatch::Alarm
                Properties: {AlarmName: shop-errors, MetricName: Errors, Namespace: AWS/Lambda, Threshold: 5}
              Web:
                Type: AWS::ECS::Service
                Properties:
                  DeploymentConfiguration: {Alarms: {AlarmNames: [shop-errors], Enable: true, Rollback: true}}
            """,
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
            """,
            """
            Parameters:
              Alarms: {Type: CommaDelimitedList}
            Resources:
              Few:
                Type: AWS::CloudWatch::Alarm
                Properties: {AlarmName: shop-few, MetricName: HealthyHostCount, Namespace: AWS/ApplicationELB, Threshold: 2}
              Web:
                Type: AWS::ECS::Service
                Properties:
                  DeploymentConfiguration: {Alarms: {AlarmNames: !Ref Alarms, Enable: true, Rollback: true}}
            """,
            """
            Resources:
              Few:
                Type: AWS::CloudWatch::Alarm
                Properties: {AlarmName: !Sub "${AWS::StackName}-few", MetricName: Errors, Namespace: AWS/Lambda, Threshold: 2}
              Group:
                Type: AWS::CodeDeploy::DeploymentGroup
                Properties: {AlarmConfiguration: {Enabled: true, Alarms: [{Name: !Sub "${AWS::StackName}-few"}]}}
            """,
        ]
    ) { subject in
        let alarms = subject.resources(ofType: "AWS::CloudWatch::Alarm")
        guard !alarms.isEmpty else { return [] }
        let watched = subject.names(in: subject.resourceList)
        let releases = subject.resourceList.contains {
            ["AWS::ECS::Service", "AWS::CodeDeploy::DeploymentGroup"].contains($0.type)
        }
        let listed = subject.listedAlarmNames
        return alarms.filter { spot, properties in
            let lists = ["AlarmActions", "OKActions", "InsufficientDataActions"]
            // A release that lists no alarm here is told by name outside the template which ones it watches.
            let isNamed = properties?["AlarmName"].map { name in
                let name = subject.knownText(of: name.node)
                return releases && (listed.isEmpty || listed.contains { $0 == name || $0 == String(Subject.unknownText) })
            }
            return properties != nil
                && lists.allSatisfy { subject.lacks($0, in: properties) || subject.isEmptyList($0, in: properties) }
                && !watched.contains(spot.key) && !subject.exportedNames.contains(spot.key) && isNamed != true
        }.map { spot, _ in
            spot.problem(
                "\"\(spot.key)\" tells nobody", fix: "Add AlarmActions with an SNS topic, or let the deployment watch it.")
        }
    }
}

extension Subject {
    /// The alarms that deployments watch, by name; those that they refer to are found as references.
    fileprivate var listedAlarmNames: [String] {
        let services = resources(ofType: "AWS::ECS::Service").flatMap { _, properties in
            items("DeploymentConfiguration.Alarms.AlarmNames", in: properties).map(\.spot)
        }
        let groups = resources(ofType: "AWS::CodeDeploy::DeploymentGroup").flatMap { _, properties in
            items("AlarmConfiguration.Alarms", in: properties).compactMap { $0.spot["Name"] }
        }
        return (services + groups).filter { resource(named: $0.node) == nil }.map { spot in
            if case .ref? = spot.node.function { return String(Subject.unknownText) }
            return knownText(of: spot.node)
        }
    }

    fileprivate func isEmptyList(_ key: String, in properties: Spot?) -> Bool {
        let values = values(key, in: properties)
        return !values.isEmpty && values.allSatisfy { $0.spot.node.list?.isEmpty == true }
    }
}
