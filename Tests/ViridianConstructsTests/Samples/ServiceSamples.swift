import Viridian

extension ConstructSample {
    /// Both colours on instances of their own, scaled, found by name, with secrets and a shell.
    static let cluster = ConstructSample("cluster") { stack in
        let network = stack.add("Network", Network(zones: 2))
        let cluster = stack.add("Cluster", Cluster(in: network, on: .instances(InstanceCapacity(count: 3...10))))
        let balancer = stack.add("Balancer", LoadBalancer(in: network))
        stack.add("Guard", NetworkGuard(network, ports: [80, 443, 8080]))
        let key = stack.add("LogKey", EncryptionKey("Encrypts who talks to whom", services: [.logs]))
        stack.add("FlowLogs", FlowLogs(of: network, key: key.arn))
        let names = stack.add("Names", ServiceDiscoveryNamespace("shop.internal", in: network))
        let secret = stack.add("APIKey", SecretsManager.Secret(generateSecretString: .init(passwordLength: 40)))
        stack.add(
            "Web",
            BlueGreenService(
                blue: image, green: image, port: 8080, healthPath: "/health", size: .oneCPU(.gib2), on: cluster,
                behind: balancer, release: .steps([10, 100]),
                rolling: RollingDeployment(percent: 50...200, failurePercent: 50, followsAlarms: true),
                secrets: ["API_KEY": SecretReference(secret.arn)],
                allowsExec: true, scaling: ServiceScaling(3...10), discovery: names))
    }
}

extension ConstructSample {
    private static func service(
        _ name: String, _ deployment: @escaping @Sendable (inout Stack) -> ServiceDeployment
    ) -> ConstructSample {
        ConstructSample(name) { stack in
            let network = stack.add("Network", Network(zones: 2))
            let cluster = stack.add("Cluster", Cluster(in: network))
            let certificate = stack.parameter("Certificate", of: ARN<ACM.Certificate>.self, purpose: "For HTTPS.")
            let balancer = stack.add(
                "Balancer", LoadBalancer(in: network, certificate: certificate.value, testPort: TestPort(8443)))
            let web = stack.add(
                "Web",
                ContainerService(
                    image, port: 8080, healthPath: "/health", size: .halfCPU(.gib1), on: cluster, behind: balancer,
                    deployment: deployment(&stack),
                    scaling: ServiceScaling(2...6, requestsPerMinute: name == "rolling" ? 600 : nil)))
            if web.targetGroups.count == 1 {
                stack.add("Reports", PathRule(["/reports/*"], on: balancer, to: web.targetGroups[0], priority: 100))
            }
        }
    }

    static let rolling = service("rolling") { _ in
        .rolling(RollingDeployment(percent: 50...200, failurePercent: 50, followsAlarms: true))
    }
    static let codeDeploy = service("code-deploy") { _ in
        .codeDeploy(CodeDeployDeployment(.linear10PercentEvery1Minutes, bake: .minutes(10)))
    }
    static let linear = service("linear") { _ in
        .native(.linear(percent: 20, every: .minutes(2), bake: .minutes(5)))
    }
    static let canary = service("canary") { stack in
        let role = stack.add("JudgeRole", IAM.Role(assumeRolePolicyDocument: .trust(.lambda)))
        let source = "def handler(event, context):\n    return {\"hookStatus\": \"SUCCEEDED\"}\n"
        let judge = stack.add("Judge", Lambda.Function.python(source, role: role.arn))
        return .native(
            .canary(
                percent: 10, for: .minutes(5), bake: .minutes(10),
                hooks: [.init(judge, at: [.postTestTrafficShift, .postProductionTrafficShift])]))
    }
}

extension ConstructSample {
    /// Tasks without any way out, whose image and secret come through endpoints, and who may do what is granted.
    static let endpoints = ConstructSample("endpoints") { stack in
        let network = stack.add("Network", Network(zones: 2, nat: .none))
        let cluster = stack.add("Cluster", Cluster(in: network))
        let balancer = stack.add("Balancer", LoadBalancer(in: network, access: .network))
        let key = stack.add("Key", EncryptionKey("Encrypts the secret"))
        let secret = stack.add("Password", SecretStore(user: "app", key: key.arn))
        let repository = stack.add("Images", ECR.Repository(imageTagMutability: .immutable))
        let bucket = stack.add("Reports", S3.Bucket())
        let topic = stack.add("Orders", SNS.Topic())
        let web = stack.add(
            "Web",
            ContainerService(
                privateImage,
                port: 8080, healthPath: "/health", size: .quarterCPU(.mib512), on: cluster, behind: balancer,
                secrets: ["PASSWORD": secret.reference("password")], allowsExec: true))
        repository.grantPull(to: web.executionRole, in: &stack)
        bucket.grantRead(to: web.taskRole, in: &stack)
        bucket.grantWrite(to: web.taskRole, in: &stack)
        topic.grantPublish(to: web.taskRole, in: &stack)
        topic.grantPublish(to: web.taskRole, in: &stack)
        stack.add("Endpoints", PrivateEndpoints(in: network, for: [web.needs]))
    }
}

extension ConstructSample {
    /// An image in a registry of one's own.
    private static let privateImage = ContainerImage(
        rawValue: image.rawValue.replacing("public.ecr.aws/acme", with: "123456789012.dkr.ecr.us-east-1.amazonaws.com"))
}
