import Viridian

extension ConstructSample {
    /// Two services behind balancers of their own, and what brings changes to them.
    static let pipeline = ConstructSample("pipeline") { stack in
        let network = stack.add("Network", Network(zones: 2))
        let cluster = stack.add("Cluster", Cluster(in: network))
        let services = ["Staging", "Production"].map { name in
            let balancer = stack.add("\(name)Balancer", LoadBalancer(in: network, testPort: TestPort(8080)))
            return stack.add(
                name,
                ContainerService(
                    image, port: 8080, healthPath: "/health", size: .quarterCPU(.mib512), on: cluster, behind: balancer,
                    deployment: .codeDeploy()))
        }
        let connection = stack.parameter(
            "Connection", of: String.self, .matching("^arn:.+$", explanation: "The ARN of a connection."),
            purpose: "The connection to the sources.")
        stack.add(
            "Pipeline",
            Pipeline(
                of: .init(connection: connection.value, repository: "acme/shop"), tests: ["make test", "echo 'done'"],
                staging: services[0], production: services[1], notify: ["team@example.org"]))
    }
}
