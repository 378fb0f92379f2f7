import ViridianResources
import ViridianTemplate

// One colour: its task definition, its service, its alarms.

extension BlueGreenParts {
    func addColour(
        _ colour: Colour, image: ContainerImage, group: Handle<ElasticLoadBalancingV2.TargetGroup>, _ shared: Shared,
        to stack: inout Stack
    ) -> BlueGreenService.ColourAdded {
        let image: Input<String> = stack.parameter(
            "\(service.parameterPrefix)\(colour.name)Image", default: image.reference,
            description: "What \(colour.rawValue) runs. A release owns it; a deployment restates it.")
        let tasks: Input<Int> = stack.parameter(
            "\(service.parameterPrefix)\(colour.name)Tasks", type: "Number", default: service.tasks,
            description: "How many tasks \(colour.rawValue) has. A release owns it; a deployment restates it.", minimum: 0)
        let task = addTaskDefinition(colour, image: image, shared, to: &stack)
        var metadata: Object = ["Viridian::Release": service.release.node]
        if let rehearsal = service.rehearsal { metadata["Viridian::Rehearsal"] = rehearsal.node }
        let ecs = stack.add(
            "\(id)\(colour.name)Service",
            ECS.Service(
                serviceName: "\(id.lowercased())-\(colour.rawValue)-\(stack.suffix)", cluster: service.cluster.arn,
                launchType: .fargate, desiredCount: tasks, taskDefinition: task.ref,
                deploymentConfiguration: .init(
                    maximumPercent: 200, minimumHealthyPercent: 100,
                    deploymentCircuitBreaker: .init(enable: true, rollback: true)),
                healthCheckGracePeriodSeconds: Input(service.gracePeriod.wholeSeconds),
                networkConfiguration: .init(
                    awsvpcConfiguration: .init(
                        subnets: service.balancer.network.privateSubnets.map(\.ref), securityGroups: [shared.securityGroup.ref],
                        assignPublicIp: "DISABLED")),
                loadBalancers: [
                    .init(containerName: Input(containerName), containerPort: Input(service.port), targetGroupARN: group.ref)
                ],
                enableECSManagedTags: true, propagateTags: "SERVICE"),
            // ECS refuses a target group that no listener uses yet.
            purpose: "Keeps \(colour.rawValue)'s tasks running", dependsOn: [shared.listener], metadata: metadata)
        addAlarms(colour, group: group, to: &stack)
        stack.output("\(id)\(colour.name)ServiceName", ecs.name, description: "\(colour.name)'s ECS service")
        stack.output("\(id)\(colour.name)TargetGroupArn", group.ref, description: "\(colour.name)'s target group")
        return BlueGreenService.ColourAdded(service: ecs, targetGroup: group, taskDefinition: task)
    }

    private var containerName: String { id.lowercased() }

    private func addTaskDefinition(
        _ colour: Colour, image: Input<String>, _ shared: Shared, to stack: inout Stack
    ) -> Handle<ECS.TaskDefinition> {
        let variables = service.environment.sorted { $0.key < $1.key }.map {
            ECS.TaskDefinition.KeyValuePair(name: Input($0.key), value: $0.value)
        }
        let options: Node = [
            "awslogs-group": shared.logGroup.ref.node, "awslogs-region": Node(.function(.ref("AWS::Region"))),
            "awslogs-stream-prefix": Node(.string(colour.rawValue)),
        ]
        return stack.add(
            "\(id)\(colour.name)Task",
            ECS.TaskDefinition(
                family: "\(id.lowercased())-\(colour.rawValue)-\(stack.suffix)", cpu: Input("\(service.size.cpuUnits)"),
                memory: Input("\(service.size.memoryMiB)"), networkMode: "awsvpc", requiresCompatibilities: ["FARGATE"],
                executionRoleARN: shared.roles.execution.arn, taskRoleARN: shared.roles.task.arn,
                containerDefinitions: [
                    .init(
                        name: Input(containerName), image: image, essential: true,
                        portMappings: [.init(containerPort: Input(service.port), protocol: "tcp")],
                        environment: variables.isEmpty ? nil : variables,
                        logConfiguration: .init(logDriver: "awslogs", options: options))
                ]),
            purpose: "What a task of \(colour.rawValue) is")
    }

    /// An alarm on one colour misses the other, so each has the same three. They need both dimensions to have data at all.
    ///
    /// Source: <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html>
    private func addAlarms(
        _ colour: Colour, group: Handle<ElasticLoadBalancingV2.TargetGroup>, to stack: inout Stack
    ) {
        let dimensions: [CloudWatch.Alarm.Dimension] = [
            .init(name: "LoadBalancer", value: service.balancer.balancer.fullName),
            .init(name: "TargetGroup", value: group.fullName),
        ]
        func metric(_ id: Input<String>, _ name: Input<String>, _ statistic: Input<String>) -> CloudWatch.Alarm.MetricDataQuery {
            let metric = CloudWatch.Alarm.Metric(namespace: "AWS/ApplicationELB", metricName: name, dimensions: dimensions)
            return .init(id: id, metricStat: .init(metric: metric, period: 60, stat: statistic), returnData: false)
        }
        func name(_ what: String) -> Input<String> { "\(containerName)-\(colour.rawValue)-\(what)-\(stack.suffix)" }
        stack.add(
            "\(id)\(colour.name)ErrorsAlarm",
            CloudWatch.Alarm(
                alarmName: name("errors"), alarmDescription: Input("More than 1 % of \(colour.rawValue)'s answers are 5xx"),
                metrics: [
                    metric("requests", "RequestCount", "Sum"), metric("errors", "HTTPCode_Target_5XX_Count", "Sum"),
                    .init(id: "share", label: "5xx in percent", expression: "100*FILL(errors,0)/requests", returnData: true),
                ],
                evaluationPeriods: 3, datapointsToAlarm: 2, threshold: 1, comparisonOperator: .greaterThan,
                treatMissingData: "notBreaching"),
            purpose: "Notices a release that answers wrongly")
        stack.add(
            "\(id)\(colour.name)LatencyAlarm",
            CloudWatch.Alarm(
                alarmName: name("latency"), alarmDescription: Input("\(colour.name)'s p99 is over half a second"),
                namespace: "AWS/ApplicationELB", metricName: "TargetResponseTime", dimensions: dimensions,
                extendedStatistic: "p99", period: 60, evaluationPeriods: 3, datapointsToAlarm: 2, threshold: 0.5,
                comparisonOperator: .greaterThan, treatMissingData: "notBreaching"),
            purpose: "Notices a release that answers slowly")
        stack.add(
            "\(id)\(colour.name)HealthAlarm",
            CloudWatch.Alarm(
                alarmName: name("health"), alarmDescription: Input("Half of \(colour.rawValue)'s targets or more are unhealthy"),
                metrics: [
                    metric("healthy", "HealthyHostCount", "Minimum"), metric("unhealthy", "UnHealthyHostCount", "Maximum"),
                    .init(
                        id: "share", label: "unhealthy in percent", expression: "100*unhealthy/(healthy+unhealthy)",
                        returnData: true),
                ],
                evaluationPeriods: 3, datapointsToAlarm: 2, threshold: 50, comparisonOperator: .greaterThanOrEqualTo,
                treatMissingData: "notBreaching"),
            purpose: "Notices tasks that fail their health checks")
    }
}
