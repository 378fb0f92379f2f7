import ViridianTemplate

/// A target group of the template in which tasks of a service are registered: from the beginning, or by a release.
struct ServiceTargetGroup {
    let group: Resource
    let properties: Spot?
    /// Where the service, or its deployment group, names it.
    let place: Place
    /// The entry of `LoadBalancers` with the container and the port that are registered.
    let entry: Spot

    var name: String { group.logicalID }
}

extension Subject {
    /// All target groups of a service: those of `LoadBalancers`, those between which ECS moves traffic, and the other one of each
    /// pair of CodeDeploy.
    ///
    /// Rules that compare tasks with target groups ask for these, since a release registers green in the group that the service
    /// doesn't name.
    func targetGroups(of service: ECSService) -> [ServiceTargetGroup] {
        var groups = service.loadBalancers.map(\.spot).flatMap { entry in
            ["TargetGroupArn", "AdvancedConfiguration.AlternateTargetGroupArn"].flatMap { path in
                values(path, in: entry).compactMap { targetGroup(named: $0.spot, registering: entry) }
            }
        }
        for name in pairedNames(of: service) {
            guard let entry = groups.first?.entry, let other = targetGroup(named: name, registering: entry) else { continue }
            groups.append(other)
        }
        var seen: Set<String> = []
        return groups.filter { seen.insert($0.name).inserted }
    }

    private func targetGroup(named name: Spot, registering entry: Spot) -> ServiceTargetGroup? {
        let named = resource(named: name.node) ?? targetGroup(called: name.node)
        guard let named, named.type == "AWS::ElasticLoadBalancingV2::TargetGroup" else { return nil }
        return ServiceTargetGroup(group: named, properties: spot(named)["Properties"], place: name.place, entry: entry)
    }

    /// The target group with a name of its own, by which CodeDeploy may call it: written alike in both places.
    private func targetGroup(called name: Node) -> Resource? {
        resources(ofType: "AWS::ElasticLoadBalancingV2::TargetGroup").first { _, properties in
            properties?["Name"]?.node == name || (name.text != nil && text("Name", in: properties) == name.text)
        }.flatMap { resources[$0.spot.key] }
    }

    /// The names of the target groups between which CodeDeploy moves a service.
    private func pairedNames(of service: ECSService) -> [Spot] {
        guard service.controller == "CODE_DEPLOY" else { return [] }
        return ecsDeploymentGroups.filter { deploys($0, service) }.flatMap { group in
            items("LoadBalancerInfo.TargetGroupPairInfoList", in: group.properties).flatMap { pair in
                items("TargetGroups", in: pair.spot).flatMap { values("Name", in: $0.spot) }.map(\.spot)
            }
        }
    }

    private func deploys(_ group: DeploymentGroup, _ service: ECSService) -> Bool {
        let own = service.properties["ServiceName"]?.node
        return items("ECSServices", in: group.properties).contains { entry in
            guard let name = entry.spot["ServiceName"]?.node else { return false }
            return resource(named: name)?.logicalID == service.spot.key || (own != nil && own == name)
        }
    }
}
