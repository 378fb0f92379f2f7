import ViridianResources
import ViridianTemplate

extension BlueGreenService {
    func addService(
        _ colour: Colour, _ task: Handle<ECS.TaskDefinition>, _ group: Handle<ElasticLoadBalancingV2.TargetGroup>,
        tasks: Parameter<Int>, _ common: CommonParts, to stack: inout Stack
    ) -> Handle<ECS.Service> {
        var metadata: Object = ["Viridian::Release": release.metadata]
        if let rehearsal { metadata["Viridian::Rehearsal"] = rehearsal.metadata }
        let registries = addRegistry(colour, to: &stack)
        return stack.add(
            "\(colour.rawValue)Service",
            ECS.Service(
                capacityProviderStrategy: strategy(colour), cluster: cluster.cluster.arn,
                deploymentConfiguration: rolling.configuration([]),
                desiredCount: tasks.value, enableECSManagedTags: true, enableExecuteCommand: allowsExec ? true : nil,
                healthCheckGracePeriodSeconds: Input(healthCheck.grace.wholeSeconds),
                launchType: cluster.association == nil ? .fargate : nil,
                loadBalancers: [
                    .init(
                        containerName: Input(containerName), containerPort: Input(port), targetGroupARN: group.arn)
                ],
                networkConfiguration: networkConfiguration(common), placementStrategies: placement,
                propagateTags: .service, serviceName: stack.physicalName(colour.word), serviceRegistries: registries,
                taskDefinition: task.arn),
            purpose: "Keeps the tasks of \(colour.word) running.",
            dependsOn: waitsFor, metadata: metadata)
    }

    private func addRegistry(_ colour: Colour, to stack: inout Stack) -> [ECS.Service.ServiceRegistry]? {
        guard let discovery else { return nil }
        let service = discovery.addService("\(colour.rawValue)Name", named: colour.word, to: &stack)
        return [.init(registryARN: service.arn)]
    }
}
