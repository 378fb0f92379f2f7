import ViridianTemplate

/// A service of ECS as a template declares it.
struct ECSService {
    let spot: Spot
    let properties: Spot
    let subject: Subject

    /// Who deploys: `ECS` where nothing is said; none where it can't be known.
    var controller: String? {
        if subject.lacks("DeploymentController.Type", in: properties) { return "ECS" }
        return subject.text("DeploymentController.Type", in: properties)
    }

    /// How traffic moves to new tasks: `ROLLING` where nothing is said; none where it can't be known.
    var strategy: String? {
        if subject.lacks("DeploymentConfiguration.Strategy", in: properties) { return "ROLLING" }
        return subject.text("DeploymentConfiguration.Strategy", in: properties)
    }

    var isDaemon: Bool { subject.text("SchedulingStrategy", in: properties) == "DAEMON" }

    /// Whether tasks certainly run on instances that somebody has to provide.
    var isOnEC2: Bool { subject.text("LaunchType", in: properties) == "EC2" }

    /// Whether tasks certainly run on instances, also where only the task definition says so.
    var needsInstances: Bool {
        if isOnEC2 { return true }
        guard subject.lacks("LaunchType", in: properties), subject.lacks("CapacityProviderStrategy", in: properties),
            let taskDefinition
        else { return false }
        let kinds = subject.items("RequiresCompatibilities", in: taskDefinition).map(\.spot.node.text)
        return !kinds.isEmpty && kinds.allSatisfy { $0 == "EC2" }
    }

    /// Whether every capacity provider of it is an Auto Scaling group of this template.
    var usesOwnProviders: Bool {
        let providers = subject.items("CapacityProviderStrategy", in: properties).map {
            subject.resource(at: "CapacityProvider", in: $0.spot)?.type
        }
        return !providers.isEmpty && providers.allSatisfy { $0 == "AWS::ECS::CapacityProvider" }
    }

    /// Whether tasks certainly run on Fargate.
    var isOnFargate: Bool {
        if subject.text("LaunchType", in: properties) == "FARGATE" { return true }
        let providers = subject.items("CapacityProviderStrategy", in: properties).map {
            subject.text("CapacityProvider", in: $0.spot)
        }
        return !providers.isEmpty && providers.allSatisfy { $0 == "FARGATE" || $0 == "FARGATE_SPOT" }
    }

    /// Whether it is certainly registered with no load balancer.
    var hasNoBalancer: Bool {
        if subject.lacks("LoadBalancers", in: properties) { return true }
        let lists = subject.values("LoadBalancers", in: properties).map(\.spot.node.list)
        return !lists.isEmpty && lists.allSatisfy { $0?.isEmpty == true }
    }

    /// The entries by which it is registered with target groups.
    var loadBalancers: [Possibility] { subject.items("LoadBalancers", in: properties) }

    /// Its task definition, where this template declares it.
    var taskDefinition: Spot? {
        guard let resource = subject.resource(at: "TaskDefinition", in: properties),
            resource.type == "AWS::ECS::TaskDefinition"
        else { return nil }
        return subject.spot(resource)["Properties"]
    }
}

extension Subject {
    /// The services whose properties can be read.
    var services: [ECSService] {
        resources(ofType: "AWS::ECS::Service").compactMap { spot, properties in
            guard let properties, properties.node.object != nil, properties["Fn::Transform"] == nil else { return nil }
            return ECSService(spot: spot, properties: properties, subject: self)
        }
    }

    /// How tasks of a definition are networked; `bridge` where nothing is said.
    func networkMode(of taskDefinition: Spot?) -> String? {
        guard let taskDefinition else { return nil }
        let isForFargate = items("RequiresCompatibilities", in: taskDefinition).contains { $0.spot.node.text == "FARGATE" }
        if isForFargate { return "awsvpc" }
        return lacks("NetworkMode", in: taskDefinition) ? "bridge" : text("NetworkMode", in: taskDefinition)
    }
}
