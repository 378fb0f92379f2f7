import ViridianResources

// Three alarms for each colour: an alarm on one target group alone misses what happens to the other. Each gives both dimensions
// under which the metrics are published. No data is no alarm: an idle colour has no requests, and no targets.
// Source: Elastic Load Balancing, "CloudWatch metrics for your Application Load Balancer".

extension ServiceDescription {
    /// The alarms of a colour; a release takes its gates from them, and ECS and CodeDeploy roll back by them.
    @discardableResult
    func addAlarms(
        _ colour: BlueGreenService.Colour, _ group: Handle<ElasticLoadBalancingV2.TargetGroup>, to stack: inout Stack
    ) -> [Handle<CloudWatch.Alarm>] {
        let metrics = ColourMetrics(balancer: balancer.loadBalancer, group: group)
        let word = colour.word
        let errors = add(
            "\(colour.rawValue)ErrorsAlarm", "\(word)-errors", to: &stack,
            description: "Responses of \(word) with a status from 500 on, in percent of all",
            queries: [
                .init(expression: "100 * FILL(errors, 0) / requests", id: "share", label: "5xx in percent", returnData: true),
                metrics.query("errors", "HTTPCode_Target_5XX_Count", "Sum"), metrics.query("requests", "RequestCount", "Sum"),
            ],
            comparison: .greaterThanThreshold, threshold: alarms.errorPercent, of: (2, 3),
            purpose: "Tells when \(word) fails.")
        let unhealthy = add(
            "\(colour.rawValue)UnhealthyAlarm", "\(word)-unhealthy", to: &stack,
            description: "Unhealthy targets of \(word), in percent of all",
            queries: [
                .init(
                    expression: "100 * unhealthy / (healthy + unhealthy)", id: "share", label: "Unhealthy in percent",
                    returnData: true),
                metrics.query("healthy", "HealthyHostCount", "Maximum"),
                metrics.query("unhealthy", "UnHealthyHostCount", "Minimum"),
            ],
            comparison: .greaterThanOrEqualToThreshold, threshold: alarms.unhealthyPercent,
            of: alarms.unhealthyMinutes.map { ($0, $0) } ?? (2, 3), purpose: "Tells when \(word) loses its targets.")
        addCountAlarm(colour, metrics, to: &stack)
        return [errors, unhealthy, addLatencyAlarm(colour, metrics, to: &stack)]
    }

    private func add(
        _ name: String, _ physicalName: String, to stack: inout Stack, description: String,
        queries: [CloudWatch.Alarm.MetricDataQuery], comparison: CloudWatch.Alarm.ComparisonOperator, threshold: Double,
        of periods: (datapoints: Int, periods: Int), purpose: String
    ) -> Handle<CloudWatch.Alarm> {
        stack.add(
            name,
            CloudWatch.Alarm(
                alarmActions: actions, alarmDescription: Input(description), alarmName: stack.physicalName(physicalName),
                comparisonOperator: comparison, datapointsToAlarm: Input(periods.datapoints),
                evaluationPeriods: Input(periods.periods), metrics: queries, threshold: Input(threshold),
                treatMissingData: .notBreaching),
            purpose: purpose)
    }

    /// A notice for people, which takes no deployment back: of few targets, two are many.
    private func addCountAlarm(
        _ colour: BlueGreenService.Colour, _ metrics: ColourMetrics, to stack: inout Stack
    ) {
        guard let count = alarms.unhealthyTargets else { return }
        stack.add(
            "\(colour.rawValue)UnhealthyTargetsAlarm",
            CloudWatch.Alarm(
                alarmActions: actions, alarmDescription: Input("\(count) or more targets of \(colour.word) are unhealthy"),
                alarmName: stack.physicalName("\(colour.word)-unhealthy-targets"),
                comparisonOperator: .greaterThanOrEqualToThreshold, datapointsToAlarm: 2, dimensions: metrics.dimensions,
                evaluationPeriods: 2, metricName: "UnHealthyHostCount", namespace: "AWS/ApplicationELB", period: 60,
                statistic: .maximum, threshold: Input(Double(count)), treatMissingData: .notBreaching),
            purpose: "Tells people when \(count) or more targets of \(colour.word) are unhealthy.")
    }

    private func addLatencyAlarm(
        _ colour: BlueGreenService.Colour, _ metrics: ColourMetrics, to stack: inout Stack
    ) -> Handle<CloudWatch.Alarm> {
        let (seconds, attoseconds) = alarms.p99.components
        return stack.add(
            "\(colour.rawValue)LatencyAlarm",
            CloudWatch.Alarm(
                alarmActions: actions, alarmDescription: Input("Seconds until \(colour.word) begins its answers, 99 of 100"),
                alarmName: stack.physicalName("\(colour.word)-latency"), comparisonOperator: .greaterThanThreshold,
                datapointsToAlarm: 2, dimensions: metrics.dimensions, evaluationPeriods: 3, extendedStatistic: "p99",
                metricName: "TargetResponseTime", namespace: "AWS/ApplicationELB", period: 60,
                threshold: Input(Double(seconds) + Double(attoseconds) / 1e18), treatMissingData: .notBreaching),
            purpose: "Tells when \(colour.word) is slow.")
    }

    private var actions: Input<[String]>? { alarms.notify.isEmpty ? nil : .list(alarms.notify) }
}

/// The metrics of one colour: those of its target group behind its load balancer.
private struct ColourMetrics {
    let balancer: Handle<ElasticLoadBalancingV2.LoadBalancer>
    let group: Handle<ElasticLoadBalancingV2.TargetGroup>

    var dimensions: [CloudWatch.Alarm.Dimension] {
        [.init(name: "LoadBalancer", value: balancer.fullName), .init(name: "TargetGroup", value: group.fullName)]
    }

    func query(_ id: String, _ metric: String, _ statistic: String) -> CloudWatch.Alarm.MetricDataQuery {
        .init(
            id: Input(id),
            metricStat: .init(
                metric: .init(dimensions: dimensions, metricName: Input(metric), namespace: "AWS/ApplicationELB"), period: 60,
                stat: Input(statistic)),
            returnData: false)
    }
}
