public import Viridian

/// The storefront: one service, two colours, one address.
public struct Storefront: StackDefinition {
    var image: ContainerImage =
        "ghcr.io/acme/storefront@sha256:032778fa5dae5c627d06fe72acdecfd97f95c0e1ac087e462c360a9d759712e9"

    /// Adds a network, a cluster, a load balancer and the service.
    public func define(in stack: inout Stack) {
        let network = stack.add("Network", Network(zones: 3))
        let cluster = stack.add("Cluster", ECS.Cluster(containerInsights: .enabled))
        let balancer = stack.add("Balancer", LoadBalancer(in: network))

        let web = BlueGreenService(
            blue: image, green: image, port: 8080, healthPath: "/health", size: .halfCPU(.gib1),
            on: cluster, behind: balancer, release: .steps([10, 50, 100], bake: .minutes(5)))
        stack.add("Web", web)

        stack.output("Address", balancer.url)
    }

    /// The storefront of the README.
    public init() {}
}
