import Viridian

extension ConstructSample {
    /// Both colours on instances of their own, scaled, found by name, with secrets and a shell.
    static let cluster = ConstructSample("cluster") { stack in
        let network = stack.add("Network", Network(zones: 2))
        let cluster = stack.add("Cluster", Cluster(in: network, on: .instances(InstanceCapacity(count: 3...10))))
        let balancer = stack.add("Balancer", LoadBalancer(in: network))
        let names = stack.add("Names", ServiceDiscoveryNamespace("shop.internal", in: network))
        let secret = stack.add("APIKey", SecretsManager.Secret(generateSecretString: .init(passwordLength: 40)))
        stack.add(
            "Web",
            BlueGreenService(
                blue: image, green: image, port: 8080, healthPath: "/health", size: .oneCPU(.gib2), on: cluster,
                behind: balancer, release: .steps([10, 100]), secrets: ["API_KEY": SecretReference(secret.arn)],
                allowsExec: true, scaling: ServiceScaling(3...10), discovery: names))
    }
}
