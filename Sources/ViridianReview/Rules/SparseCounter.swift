import ViridianTemplate

extension Rule {
    /// An alarm that loses its voice in a quiet hour.
    static let sparseCounter = Rule(
        "sparse-counter", .low, .operations, .practice,
        title: "Alarm on a counter of errors that says nothing of missing data",
        rationale:
            "Error counters of a load balancer are published only when they aren't zero. With TreatMissingData left "
            + "at missing the "
            + "alarm falls into INSUFFICIENT_DATA when all is well, and may stay in ALARM when the errors are over.",
        page: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html",
        failing: [
            """
            Resources:
              ↓Errors:
                Type: AWS::CloudWatch::Alarm
                Properties: {Namespace: AWS/ApplicationELB, MetricName: HTTPCode_ELB_5XX_Count, Threshold: 5}
            """
        ],
        passing: [
            """
            Resources:
              Errors:
                Type: AWS::CloudWatch::Alarm
                Properties:
                  Namespace: AWS/ApplicationELB
                  MetricName: HTTPCode_ELB_5XX_Count
                  TreatMissingData: notBreaching
            """
        ]
    ) { subject in
        subject.resources(ofType: "AWS::CloudWatch::Alarm").filter { _, properties in
            let name = subject.text("MetricName", in: properties) ?? ""
            return subject.text("Namespace", in: properties) == "AWS/ApplicationELB"
                && (name.hasPrefix("HTTPCode_ELB_") || name.hasPrefix("HTTPCode_Target_5"))
                && subject.lacks("TreatMissingData", in: properties)
        }.map { spot, _ in
            spot.problem("\"\(spot.key)\" doesn't say what no data means", fix: "Add TreatMissingData: notBreaching.")
        }
    }
}
