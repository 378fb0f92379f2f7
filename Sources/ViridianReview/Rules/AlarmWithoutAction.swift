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
            """
            Resources:
              ↓Few:
                Type: AWS::CloudWatch::Alarm
                Properties: {AlarmName: shop-few, MetricName: HealthyHostCount, Namespace: AWS/ApplicationELB, Threshold: 2}
              Web:
                Type: AWS::ECS::Service
                Properties: {TaskDefinition: web}
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
            """
            Resources:
              Few:
                Type: AWS::CloudWatch::Alarm
                Properties: {AlarmName: shop-few, MetricName: HealthyHostCount, Namespace: AWS/ApplicationELB, Threshold: 2}
              Errors:
                Type: AWS::CloudWatch::Alarm
                Properties: {AlarmName: shop-errors, MetricName: Errors, Namespace: AWS/Lambda, Threshold: 2}
              Both:
                Type: AWS::CloudWatch::CompositeAlarm
                Properties: {AlarmRule: ALARM(shop-few) OR ALARM("shop-errors"), AlarmActions: [!Ref Topic]}
            """,
            """
            Resources:
              Few:
                Type: AWS::CloudWatch::Alarm
                Properties: {AlarmName: shop-few, MetricName: HealthyHostCount, Namespace: AWS/ApplicationELB, Threshold: 2}
              Web:
                Type: AWS::ECS::Service
                Metadata: {Viridian::Release: {Steps: [{Weight: 100}]}}
                Properties: {TaskDefinition: web}
            """,
        ]
    ) { subject in
        let alarms = subject.resources(ofType: "AWS::CloudWatch::Alarm")
        guard !alarms.isEmpty else { return [] }
        let watched = subject.names(in: subject.resourceList)
        let listed = subject.listedAlarmNames
        let composites = subject.resources(ofType: "AWS::CloudWatch::CompositeAlarm").compactMap { _, properties in
            properties?["AlarmRule"].map { subject.knownText(of: $0.node) }
        }
        return alarms.filter { spot, properties in
            let lists = ["AlarmActions", "OKActions", "InsufficientDataActions"]
            let isNamed = properties?["AlarmName"].map { name in
                let name = subject.knownText(of: name.node)
                return listed.contains { $0 == name || $0 == String(Subject.unknownText) }
                    || composites.contains { $0.holds("(\(name))") || $0.holds("\"\(name)\"") }
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
    /// The alarms that deployments watch, by name; those that they refer to are found as references. A list that a parameter
    /// gives may name any.
    fileprivate var listedAlarmNames: [String] {
        let unknown = String(Subject.unknownText)
        let services = resources(ofType: "AWS::ECS::Service").flatMap {
            values("DeploymentConfiguration.Alarms.AlarmNames", in: $0.properties)
        }
        let groups = resources(ofType: "AWS::CodeDeploy::DeploymentGroup").flatMap {
            values("AlarmConfiguration.Alarms", in: $0.properties)
        }
        // What releases by a plan of Viridian's looks at alarms of the template.
        let isPlanned = self.services.contains { $0.spot["Metadata"]?["Viridian::Release"] != nil }
        if isPlanned || (services + groups).contains(where: { $0.spot.node.list == nil }) { return [unknown] }
        let names =
            services.flatMap { elements(of: $0.spot, in: $0.scenario) }.map(\.spot)
            + groups.flatMap { elements(of: $0.spot, in: $0.scenario) }.compactMap { $0.spot["Name"] }
        return names.filter { resource(named: $0.node) == nil }.map { spot in
            if case .ref? = spot.node.function { return unknown }
            return knownText(of: spot.node)
        }
    }

    fileprivate func isEmptyList(_ key: String, in properties: Spot?) -> Bool {
        let values = values(key, in: properties)
        return !values.isEmpty && values.allSatisfy { $0.spot.node.list?.isEmpty == true }
    }
}
