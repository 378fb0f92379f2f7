import Viridian

// The stacks of docs/stacks.md, word for word.

/// Conditions, tables, exports: what only CloudFormation can decide.
struct Decisions: StackDefinition {
    func define(in stack: inout Stack) {
        let size = stack.parameter("Size", default: "small", .oneOf("small", "large"))
        let isLarge = stack.condition("IsLarge", .equals(size.value, "large"))
        let days = stack.mapping("Days", ["small": ["logs": "7"], "large": ["logs": "30"]])

        stack.when(isLarge) { stack in
            stack.add("Alerts", SNS.Topic())
        }
        let name: Input<String> = .if(isLarge, then: "orders", else: "orders-small")
        let logs = stack.add("Logs", Logs.LogGroup())
        stack[logs]?.properties.set("RetentionInDays", days.find(size.value, "logs", as: Int.self))
        stack.export("Name", name, as: "orders-name", purpose: "What the orders are called.")
    }
}

/// A stack in a stack, and code of functions.
struct Assembly: StackDefinition {
    func define(in stack: inout Stack) {
        let decisions = stack.add("Decisions", NestedStack(Decisions(), parameters: ["Size": "large"]))
        let name: Input<String> = decisions.output("Name")

        let role = stack.add("Role", IAM.Role(assumeRolePolicyDocument: .trust(.lambda)))
        let code = Asset(zipping: ["bootstrap": Array("#!/bin/sh\n".utf8)])
        stack.add(code)
        stack.add(
            "Shift",
            Lambda.Function(
                code: .asset(code), environment: .init(variables: ["NAME": name]), handler: "shift", role: role.arn,
                runtime: .providedAL2023))
    }
}

/// Constructs in stacks of their own.
struct Family: StackDefinition {
    func define(in stack: inout Stack) {
        let network = stack.add("Network", Nested(Network(zones: 3)), purpose: "Three zones.")
        let key = stack.add("Key", Nested(EncryptionKey("Encrypts data", services: [.logs])), purpose: "The key.")
        stack.encryptionKey = key.arn
        let database = stack.add("Database", Nested(AuroraCluster(.mysql(), in: network)), purpose: "The data.")
        stack.output("Host", database.cluster.endpointAddress)
    }
}

/// What has no Swift struct here, and what Swift does not know of.
struct WaysOut: StackDefinition {
    func define(in stack: inout Stack) {
        let queue = stack.add("Jobs", GenericResource("AWS::SQS::Queue", ["DelaySeconds": 5]))
        let answers = stack.add(
            "Answers",
            ElasticLoadBalancingV2.TargetGroup(
                targetGroupAttributes: [.init(key: "lambda.multi_value_headers.enabled", value: "false")], targetType: .lambda))
        stack[answers]?.properties.set("true", at: "TargetGroupAttributes", "0", "Value")
        stack.output("Jobs", queue.ref(as: String.self))
        stack.output("Answers", answers.arn)
    }
}

/// A shop with its data, by constructs.
struct ShopWithData: StackDefinition {
    func define(in stack: inout Stack) {
        let network = stack.add("Network", Network(zones: 3, isolated: true))
        let cluster = stack.add("Cluster", Cluster(in: network, on: .instances(InstanceCapacity(count: 3...10))))
        let key = stack.add("Key", EncryptionKey("Encrypts the shop's data", services: [.logs]))
        let database = stack.add("Database", AuroraCluster(.postgreSQL(), in: network, key: key.arn))
        let balancer = stack.add("Balancer", LoadBalancer(in: network))

        let web = stack.add(
            "Web",
            ContainerService(
                "public.ecr.aws/acme/shop@sha256:032778fa5dae5c627d06fe72acdecfd97f95c0e1ac087e462c360a9d759712e9",
                port: 8080, healthPath: "/health", size: .halfCPU(.gib1), on: cluster, behind: balancer,
                deployment: .native(.canary(percent: 10, for: .minutes(5), bake: .minutes(10))),
                secrets: ["DATABASE_HOST": database.reference("host"), "DATABASE_PASSWORD": database.reference("password")],
                scaling: ServiceScaling(3...10, cpuPercent: 70, memoryPercent: 80)))
        database.allow(web.securityGroup, "Web", in: &stack)

        let reports = stack.add("Reports", S3.Bucket())
        reports.grantRead(to: web.taskRole, in: &stack)
        stack.add("Backups", BackupPlan(of: [database.cluster.arn.typed()], keptDays: 7, key: key.arn))
    }
}
