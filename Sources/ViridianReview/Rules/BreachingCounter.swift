import ViridianTemplate

extension Rule {
    /// An alarm that rings because nothing happens.
    static let breachingCounter = Rule(
        "breaching-counter", .high, .operations, .practice,
        title: "Alarm that takes the absence of errors for an error",
        rationale:
            "Counters of errors are published only when something happened. With TreatMissingData: breaching the alarm is in "
            + "ALARM whenever all is well: CodeDeploy stops every deployment for it, and ECS, which ignores an alarm that was in "
            + "ALARM before, deploys without it.",
        page: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html",
        failing: [
            """
            Resources:
              Errors:
                Type: AWS::CloudWatch::Alarm
                Properties:
                  Namespace: AWS/ApplicationELB
                  MetricName: HTTPCode_Target_5XX_Count
                  ComparisonOperator: GreaterThanThreshold
                  Threshold: 5
                  TreatMissingData: ↓breaching
              Failures:
                Type: AWS::CloudWatch::Alarm
                Properties:
                  Namespace: AWS/Lambda
                  MetricName: Errors
                  ComparisonOperator: GreaterThanOrEqualToThreshold
                  Threshold: 1
                  TreatMissingData: ↓breaching
              Waiting:
                Type: AWS::CloudWatch::Alarm
                Properties:
                  Namespace: AWS/SQS
                  MetricName: ApproximateNumberOfMessagesVisible
                  ComparisonOperator: GreaterThanThreshold
                  Threshold: 100
                  TreatMissingData: ↓breaching
            """
        ],
        passing: [
            """
            Resources:
              Errors:
                Type: AWS::CloudWatch::Alarm
                Properties:
                  Namespace: AWS/ApplicationELB
                  MetricName: HTTPCode_Target_5XX_Count
                  ComparisonOperator: GreaterThanThreshold
                  Threshold: 5
                  TreatMissingData: notBreaching
              Quiet:
                Type: AWS::CloudWatch::Alarm
                Properties:
                  Namespace: AWS/ApplicationELB
                  MetricName: HTTPCode_Target_2XX_Count
                  ComparisonOperator: LessThanThreshold
                  Threshold: 1
                  TreatMissingData: breaching
              Healthy:
                Type: AWS::CloudWatch::Alarm
                Properties:
                  Namespace: AWS/ApplicationELB
                  MetricName: UnHealthyHostCount
                  ComparisonOperator: GreaterThanThreshold
                  Threshold: 0
                  TreatMissingData: breaching
            """
        ]
    ) { subject in
        subject.resources(ofType: "AWS::CloudWatch::Alarm").compactMap { _, properties in
            guard subject.text("TreatMissingData", in: properties) == "breaching",
                let namespace = subject.text("Namespace", in: properties),
                let name = subject.text("MetricName", in: properties), isSparse(name, namespace),
                subject.text("ComparisonOperator", in: properties)?.hasPrefix("Greater") == true,
                let threshold = subject.text("Threshold", in: properties).flatMap({ Double($0) }), threshold >= 0,
                let place = properties?["TreatMissingData"]?.place
            else { return nil }
            return Problem(
                "\(name) has no data when nothing happens, and this takes that for a breach", at: place,
                fix: "Write TreatMissingData: notBreaching.")
        }
    }

    /// Whether a metric is published only when there is something to count. A name that is only nearly right is told elsewhere.
    ///
    /// Sources: the pages "CloudWatch metrics for …" of each service, column "Reporting criteria".
    private static func isSparse(_ metric: String, _ namespace: String) -> Bool {
        let name = metric.lowercased()
        guard let names = sparse[namespace] else { return false }
        return names.contains { $0.hasSuffix("*") ? name.hasPrefix($0.dropLast()) : name == $0 }
    }

    private static let sparse: [String: [String]] = [
        "AWS/ApplicationELB": [
            "httpcode_*", "rejectedconnectioncount", "targetconnectionerrorcount", "clienttlsnegotiationerrorcount",
            "targettlsnegotiationerrorcount", "lambdausererror", "lambdainternalerror", "elbautherror", "elbauthfailure",
        ],
        "AWS/ELB": ["httpcode_*", "backendconnectionerrors", "spillovercount"],
        "AWS/Lambda": ["errors", "throttles", "deadlettererrors", "destinationdeliveryfailures", "asynceventsdropped"],
        "AWS/SQS": ["approximatenumberofmessages*", "approximateageofoldestmessage", "numberofmessages*"],
        "AWS/SNS": ["numberofnotificationsfailed*"],
        "AWS/States": ["executionsfailed", "executionstimedout", "executionsaborted", "executionthrottled"],
        "AWS/Events": ["failedinvocations", "throttledrules"],
        "AWS/ApiGateway": ["4xxerror", "5xxerror", "4xx", "5xx"],
        "AWS/DynamoDB": ["usererrors", "systemerrors", "throttledrequests", "readthrottleevents", "writethrottleevents"],
        "AWS/CodeBuild": ["failedbuilds"],
    ]
}
