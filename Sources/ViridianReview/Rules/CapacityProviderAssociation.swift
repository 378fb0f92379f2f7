import ViridianTemplate

extension Rule {
    /// Capacity that no cluster knows.
    static let capacityProviderAssociation = Rule(
        "capacity-provider-association", .critical, .deployment, .aws,
        title: "Capacity provider that is associated with no cluster, or too late",
        rationale:
            "A service may only name capacity providers that its cluster knows. The association is a resource of "
            + "its own, and nothing orders it before the service unless the service depends on it: ECS then refuses "
            + "the service.",
        page: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/asg-capacity-providers.html",
        failing: [
            """
            Resources:
              Cluster:
                Type: AWS::ECS::Cluster
              ↓Provider:
                Type: AWS::ECS::CapacityProvider
                Properties: {AutoScalingGroupProvider: {AutoScalingGroupArn: !Ref Group}}
              Web:
                Type: AWS::ECS::Service
                Properties:
                  Cluster: !Ref Cluster
                  TaskDefinition: web
                  CapacityProviderStrategy: [{CapacityProvider: !Ref Provider, Weight: 1}]
            """,
            """
            Resources:
              Cluster:
                Type: AWS::ECS::Cluster
              Provider:
                Type: AWS::ECS::CapacityProvider
                Properties: {AutoScalingGroupProvider: {AutoScalingGroupArn: !Ref Group}}
              Association:
                Type: AWS::ECS::ClusterCapacityProviderAssociations
                Properties: {Cluster: !Ref Cluster, CapacityProviders: [!Ref Provider], DefaultCapacityProviderStrategy: []}
              ↓Web:
                Type: AWS::ECS::Service
                Properties:
                  Cluster: !Ref Cluster
                  TaskDefinition: web
                  CapacityProviderStrategy: [{CapacityProvider: !Ref Provider, Weight: 1}]
            """,
        ],
        passing: [
            """
            Resources:
              Cluster:
                Type: AWS::ECS::Cluster
              Provider:
                Type: AWS::ECS::CapacityProvider
                Properties: {AutoScalingGroupProvider: {AutoScalingGroupArn: !Ref Group}}
              Association:
                Type: AWS::ECS::ClusterCapacityProviderAssociations
                Properties: {Cluster: !Ref Cluster, CapacityProviders: [!Ref Provider], DefaultCapacityProviderStrategy: []}
              Web:
                Type: AWS::ECS::Service
                DependsOn: Association
                Properties:
                  Cluster: !Ref Cluster
                  TaskDefinition: web
                  CapacityProviderStrategy: [{CapacityProvider: !Ref Provider, Weight: 1}]
            """
        ]
    ) { subject in
        let associations = subject.resourceList.filter {
            ["AWS::ECS::ClusterCapacityProviderAssociations", "AWS::ECS::Cluster"].contains($0.type)
        }
        func associates(_ resource: Resource, _ provider: String) -> Bool {
            let name = subject.text("Name", in: subject.resources[provider].flatMap { subject.spot($0)["Properties"] })
            let listed = subject.items("Properties.CapacityProviders", in: subject.spot(resource))
            return listed.contains { subject.names(in: $0.spot).contains(provider) || (name != nil && $0.spot.node.text == name) }
        }
        let providers = subject.resources(ofType: "AWS::ECS::CapacityProvider").map(\.spot)
        let namesCluster = subject.has("AWS::ECS::Cluster") || subject.has("AWS::ECS::Service")
        let loose = providers.filter { provider in
            namesCluster && !subject.mayBeUsedElsewhere(provider.key) && !subject.hasGeneratedNames
                && !associations.contains { associates($0, provider.key) || subject.hasOpenProviders($0) }
        }
        let early = subject.services.compactMap { service -> Problem? in
            let used = subject.items("CapacityProviderStrategy", in: service.properties).reduce(into: Set<String>()) {
                $0.formUnion(subject.names(in: $1.spot))
            }
            let needed = associations.filter { association in used.contains { associates(association, $0) } }
            guard let first = needed.first, subject.precedents(of: service.spot.key).isDisjoint(with: needed.map(\.logicalID))
            else { return nil }
            return service.spot.problem(
                "\"\(service.spot.key)\" may be made before \"\(first.logicalID)\" gives its cluster the capacity provider",
                fix: "Add DependsOn: \(first.logicalID).")
        }
        return loose.map {
            $0.problem(
                "no cluster is associated with the capacity provider \"\($0.key)\"",
                fix: "Add ClusterCapacityProviderAssociations with the cluster and \($0.key).")
        } + early
    }
}

extension Subject {
    /// Whether the providers of a cluster come from a function, so that any may be among them.
    fileprivate func hasOpenProviders(_ resource: Resource) -> Bool {
        guard let list = resource.properties["CapacityProviders"] else { return false }
        return list.list == nil && list.function != nil
    }
}
