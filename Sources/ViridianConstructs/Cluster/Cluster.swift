public import ViridianResources

/// A cluster with what carries its tasks: Fargate, or instances of one's own, which each colour has for itself.
///
/// ```swift
/// let cluster = stack.add("Cluster", Cluster(in: network, on: .instances(InstanceCapacity(count: 3...10))))
/// ```
///
/// On instances, each colour has an Auto Scaling group behind a capacity provider. ECS itself starts instances when tasks wait
/// for room and drains those that it stops, so services name their provider and no launch type: with one, nothing would ever
/// scale. Source: Amazon ECS Developer Guide, "Automatically manage Amazon ECS capacity with cluster auto scaling".
public struct Cluster: Construct {
    /// Where its instances stand.
    public var network: Network.Parts
    /// What carries the tasks.
    public var capacity: Capacity
    /// Whether metrics of tasks and containers are kept.
    public var containerInsights: ECS.Cluster.ContainerInsights

    /// What carries the tasks of a cluster.
    public enum Capacity: Hashable, Sendable {
        /// Machines that AWS runs.
        case fargate
        /// Instances of one's own.
        case instances(InstanceCapacity)
    }

    /// What others need of a cluster.
    public struct Parts: Hashable, Sendable {
        /// The cluster itself.
        public let cluster: Handle<ECS.Cluster>
        /// The instances of each colour; none on Fargate.
        public let providers: [BlueGreenService.Colour: Handle<ECS.CapacityProvider>]
        /// What services on instances must wait for.
        public let association: Handle<ECS.ClusterCapacityProviderAssociations>?
    }

    /// A cluster in a network.
    public init(
        in network: Network.Parts, on capacity: Capacity = .fargate, containerInsights: ECS.Cluster.ContainerInsights = .enabled
    ) {
        self.network = network
        self.capacity = capacity
        self.containerInsights = containerInsights
    }

    /// Adds the cluster's resources.
    public func define(in stack: inout Stack) -> Parts {
        let cluster = stack.add("Cluster", ECS.Cluster(containerInsights: containerInsights, clusterName: stack.physicalName("")))
        stack.output("Cluster", cluster.name, purpose: "The cluster.")
        guard case .instances(let instances) = capacity else {
            return Parts(cluster: cluster, providers: [:], association: nil)
        }
        for problem in instances.problems {
            stack.report(.invalidValue, problem, advice: "Change it in InstanceCapacity(…).")
        }
        let launch = InstanceLaunch(capacity: instances, network: network, cluster: cluster, to: &stack)
        var providers: [BlueGreenService.Colour: Handle<ECS.CapacityProvider>] = [:]
        for colour in BlueGreenService.Colour.allCases { providers[colour] = launch.addProvider(for: colour, to: &stack) }
        let names = BlueGreenService.Colour.allCases.compactMap { providers[$0]?.name }
        let association = stack.add(
            "CapacityProviders",
            ECS.ClusterCapacityProviderAssociations(
                capacityProviders: .list(names), cluster: cluster.name,
                defaultCapacityProviderStrategy: names.prefix(1).map { .init(capacityProvider: $0, weight: 1) }),
            purpose: "Gives the cluster the instances of both colours.")
        return Parts(cluster: cluster, providers: providers, association: association)
    }
}
