import ViridianResources

extension ContainerService {
    func addService(
        _ task: Handle<ECS.TaskDefinition>, _ groups: [Handle<ElasticLoadBalancingV2.TargetGroup>], _ routing: ServiceRouting,
        _ alarms: [Handle<CloudWatch.Alarm>], _ common: CommonParts, to stack: inout Stack
    ) -> Handle<ECS.Service> {
        let advanced = routing.production.flatMap { rule in
            groups.last.map { group in
                ECS.Service.AdvancedConfiguration(
                    alternateTargetGroupARN: group.arn, productionListenerRule: rule.arn, roleARN: routing.role?.arn,
                    testListenerRule: routing.test?.arn)
            }
        }
        let usesCodeDeploy = if case .codeDeploy = deployment { true } else { false }
        let listeners: [any LogicalReference] = balancer.testListener.map { [$0] } ?? []
        return stack.add(
            "Service",
            ECS.Service(
                capacityProviderStrategy: strategy(.blue), cluster: cluster.cluster.arn,
                deploymentConfiguration: configuration(alarms, routing),
                deploymentController: usesCodeDeploy
                    ? .init(type: .codeDeploy) : nil,
                desiredCount: scaling == nil ? tasks : nil, enableECSManagedTags: true,
                enableExecuteCommand: allowsExec ? true : nil,
                healthCheckGracePeriodSeconds: Input(healthCheck.grace.wholeSeconds),
                launchType: cluster.association == nil ? .fargate : nil,
                loadBalancers: groups.prefix(1).map {
                    .init(
                        advancedConfiguration: advanced, containerName: Input(containerName), containerPort: Input(port),
                        targetGroupARN: $0.arn)
                },
                networkConfiguration: networkConfiguration(common), placementStrategies: placement, propagateTags: .service,
                serviceName: stack.physicalName(""), taskDefinition: task.arn),
            purpose: "Keeps the tasks running, and brings new versions.", dependsOn: waitsFor + listeners)
    }

    /// CodeDeploy takes neither circuit breaker nor alarms from the service: it has its own.
    private func configuration(
        _ alarms: [Handle<CloudWatch.Alarm>], _ routing: ServiceRouting
    ) -> ECS.Service.DeploymentConfiguration? {
        let names = ECS.Service.DeploymentAlarms(alarmNames: .list(alarms.map(\.name)), enable: true, rollback: true)
        switch deployment {
        case .codeDeploy: return nil
        case .rolling(let rolling): return rolling.configuration(alarms)
        case .native(let native):
            let hooks = native.hooks.map { hook in
                ECS.Service.DeploymentLifecycleHook(
                    hookTargetARN: hook.function.arn, lifecycleStages: hook.stages, roleARN: routing.hookRole?.arn)
            }
            var canary: ECS.Service.CanaryConfiguration?
            var linear: ECS.Service.LinearConfiguration?
            switch native.shift {
            case .allAtOnce: break
            case .canary(let percent, let time):
                canary = .init(canaryBakeTimeInMinutes: Input(time.wholeMinutes), canaryPercent: Input(percent))
            case .linear(let percent, let every):
                linear = .init(stepBakeTimeInMinutes: Input(every.wholeMinutes), stepPercent: Input(percent))
            }
            return .init(
                alarms: names, bakeTimeInMinutes: Input(native.bake.wholeMinutes), canaryConfiguration: canary,
                lifecycleHooks: hooks.isEmpty ? nil : hooks, linearConfiguration: linear, maximumPercent: 200,
                minimumHealthyPercent: 100,
                strategy: canary != nil ? .canary : linear != nil ? .linear : .blueGreen)
        }
    }
}
