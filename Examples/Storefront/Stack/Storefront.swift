public import Viridian

/// The storefront: one service, two colours, one address.
public struct Storefront: StackDefinition {
    var image: ContainerImage =
        "ghcr.io/acme/storefront@sha256:9b2a1c0d5e6f7a8b9c0d1e2f3a4b5c6d7e8f9a0b1c2d3e4f5a6b7c8d9e0f1a2b"

    public init() {}

    public func define(in stack: inout Stack) {
        let network = stack.add("Network", Network(zones: 3))
        let cluster = stack.add("Cluster", ECS.Cluster(containerInsights: .enabled))
        let balancer = stack.add("Balancer", LoadBalancer(in: network))

        stack.add(
            "Web",
            BlueGreenService(
                blue: image, green: image, port: 8080, healthPath: "/health", size: .halfCPU(.gib1),
                on: cluster, behind: balancer,
                release: .steps([10, 50, 100], bake: .minutes(5))
            ))

        stack.output("Address", balancer.url)
    }
}
