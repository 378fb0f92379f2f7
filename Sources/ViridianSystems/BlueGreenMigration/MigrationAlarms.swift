import ViridianConstructs
import ViridianResources

extension BlueGreenMigration {
    /// The topic that alarms tell. It has no key of ours, and AWS's own would not let alarms tell it anything.
    func addAlerts(to stack: inout Stack) -> Handle<SNS.Topic> {
        let topic = stack.add(
            "Alerts", SNS.Topic(topicName: stack.physicalName("alerts")), purpose: "Where alarms say what is wrong.")
        let email = stack.parameter(
            "AlarmEmail", default: "",
            .matching("^$|^[^@ ]+@[^@ ]+$", explanation: "An address of e-mail, or nothing."),
            purpose: "Whom alarms tell; its owner confirms once. Without an address nobody is told.")
        let hasEmail = stack.condition("HasAlarmEmail", .not(.equals(email.value, "")))
        stack.when(hasEmail) { stack in
            _ = stack.add(
                "AlertsEmail", SNS.Subscription(endpoint: email.value, protocol: .email, topicARN: topic.arn),
                purpose: "Who is told by e-mail.")
        }
        return topic
    }

    /// For both colours processors, memory and connections: a colour that only looks well because nobody asks it is found before
    /// anybody does.
    func addAlarms(
        for web: BlueGreenService.Parts, in cluster: Cluster.Parts, _ data: MigrationData, telling topic: Handle<SNS.Topic>,
        to stack: inout Stack
    ) {
        let notify: [Input<String>] = [topic.arn.typed()]
        let clusters: [BlueGreenService.Colour: Input<String>] = [
            .blue: data.database.cluster.identifier.typed(), .green: data.greenCluster,
        ]
        for colour in BlueGreenService.Colour.allCases {
            guard let service = web.services[colour], let database = clusters[colour] else { continue }
            let word = colour.rawValue.lowercased()
            stack.add("\(colour.rawValue)Tasks", ServiceAlarms(for: service, in: cluster.cluster, called: word, notify: notify))
            stack.add(
                "\(colour.rawValue)Connections",
                CloudWatch.Alarm(
                    alarmActions: .list(notify), alarmDescription: Input("Connections to the cluster of \(word)'s database"),
                    alarmName: stack.physicalName("\(word)-connections"), comparisonOperator: .greaterThanThreshold,
                    datapointsToAlarm: 3, dimensions: [.init(name: "DBClusterIdentifier", value: database)],
                    evaluationPeriods: 5, metricName: "DatabaseConnections", namespace: "AWS/RDS", period: 60,
                    statistic: .maximum, threshold: 200, treatMissingData: .missing),
                purpose: "Tells when the database of \(word) has many connections.")
        }
        stack.add("DatabaseAlarms", DatabaseAlarms(for: data.database, connections: 200, notify: notify))
    }
}
