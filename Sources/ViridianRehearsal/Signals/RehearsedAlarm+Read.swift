import ViridianRelease
import ViridianTemplate

extension RehearsedAlarm {
    /// The alarms of a template that a rehearsal can evaluate: those on one colour's target group over what is measured.
    static func all(in template: Template, targetGroups: PerColour<String>) -> [RehearsedAlarm] {
        template.resources.filter { $0.type == "AWS::CloudWatch::Alarm" }.compactMap { RehearsedAlarm($0, targetGroups) }
    }

    private init?(_ alarm: Resource, _ targetGroups: PerColour<String>) {
        let properties = alarm.properties
        let metrics = AlarmGates.metrics(of: alarm)
        let groups = Set(metrics.compactMap(\.targetGroup))
        guard let colour = Colour.allCases.first(where: { groups == [targetGroups[$0]] }), let metric = metrics.first,
            let quantity = Self.quantity(properties, metrics, colour), let threshold = properties["Threshold"]?.double,
            let comparison = (properties["ComparisonOperator"]?.string).flatMap(Comparison.init),
            let evaluationPeriods = properties["EvaluationPeriods"]?.int, evaluationPeriods > 0
        else { return nil }
        names = [alarm.logicalID] + [properties["AlarmName"]?.string].compactMap(\.self)
        self.colour = colour
        self.quantity = quantity
        self.threshold = threshold
        self.comparison = comparison
        periodSeconds = max(1, metric.period ?? 60)
        self.evaluationPeriods = evaluationPeriods
        let datapoints = properties["DatapointsToAlarm"]?.int ?? evaluationPeriods
        datapointsToAlarm = min(max(1, datapoints), evaluationPeriods)
        missingData = properties["TreatMissingData"]?.string ?? "missing"
    }

    private static func quantity(_ properties: Object, _ metrics: [AlarmGates.Metric], _ colour: Colour) -> Quantity? {
        let expression = properties["Metrics"]?.list?.lazy.compactMap { $0["Expression"]?.string }.first
        guard let expression else {
            guard metrics.count == 1 else { return nil }
            let query = MetricQuery(metrics[0].name, metrics[0].statistic, of: colour)
            return query.isMeasured ? .metric(query) : nil
        }
        let factor = expression.contains("100") ? 100.0 : 1
        let names = Set(metrics.map(\.name))
        if names == ["HTTPCode_Target_5XX_Count", "RequestCount"] { return .errorShare(factor: factor) }
        if names == ["UnHealthyHostCount", "HealthyHostCount"] { return .unhealthyShare(factor: factor) }
        return nil
    }
}
