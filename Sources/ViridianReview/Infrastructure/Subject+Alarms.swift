import ViridianTemplate

extension Subject {
    /// What alarms look at: objects with `Namespace`, `MetricName` and `Dimensions`.
    var alarmedMetrics: [Spot] {
        resources(ofType: "AWS::CloudWatch::Alarm").flatMap { _, properties -> [Spot] in
            guard let properties else { return [] }
            if properties["MetricName"] != nil { return [properties] }
            return items("Metrics", in: properties).flatMap { values("MetricStat.Metric", in: $0.spot) }.map(\.spot)
        }
    }
}
