import ViridianConstructs
import ViridianResources
import ViridianTemplate

/// The tasks of both colours. Each colour's listener divides its requests by weight between two sets of tasks, of which a release
/// moves from the one to the other; the migration between the colours does not touch them.
struct PaymentServices: Construct {
    var network: Network.Parts
    var security: PaymentSecurity.Parts
    var databases: PaymentDatabases.Parts
    var configuration: ConfigurationParameters.Parts
    var balancers: PaymentBalancers.Parts
    var certificate: Input<ARN<ACM.Certificate>>
    var alerts: Handle<SNS.Topic>

    struct Parts: Sendable {
        let cluster: Handle<ECS.Cluster>
        let blue: BlueGreenService.Parts
        let green: BlueGreenService.Parts
    }

    func define(in stack: inout Stack) -> Parts {
        let cluster = Cluster(in: network).define(in: &stack)
        stack[cluster.cluster]?.properties.set(
            "Configuration",
            ["ManagedStorageConfiguration": ["FargateEphemeralStorageKmsKeyId": security.dataKey.id]]
                as [String: [String: Input<ID<KMS.Key>>]])
        func service(
            _ colour: String, _ passwords: PaymentSecurity.Passwords, _ database: AuroraCluster.Parts,
            _ balancer: LoadBalancer.Parts,
            in stack: inout Stack
        ) -> BlueGreenService.Parts {
            let front = stack.add("\(colour)Front", TLSListener(of: balancer, certificate: certificate))
            let isProduction = stack.environment.stage == .production
            let service = stack.add(
                "\(colour)Side",
                BlueGreenService(
                    blue: .sample, green: .sample, port: 80, healthPath: "/", size: .halfCPU(.gib1), on: cluster, behind: front,
                    release: .steps([10, 50, 100], hold: .minutes(2), bake: .minutes(10)), tasks: isProduction ? 3 : 2,
                    // In production a version takes over, and gives back, without waiting for tasks to start.
                    idleTasks: isProduction ? 2 : 0,
                    healthCheck: HealthCheck(grace: .seconds(60)), alarms: AlarmBounds(notify: [alerts.arn.typed()]),
                    environment: ["COLOUR": Input(colour.lowercased()), "CONFIGURATION": configuration.path],
                    secrets: [
                        "DATABASE_HOST": passwords.service.reference("host"),
                        "DATABASE_PASSWORD": passwords.service.reference("password"),
                        "DATABASE_USER": passwords.service.reference("username"),
                    ],
                    permissions: [readConfiguration], prefixesParameters: true))
            database.allow(service.securityGroup, "\(colour)Tasks", in: &stack)
            return service
        }
        return Parts(
            cluster: cluster.cluster, blue: service("Blue", security.blue, databases.blue, balancers.blue, in: &stack),
            green: service("Green", security.green, databases.green, balancers.green, in: &stack))
    }

    private var readConfiguration: IAM.Statement {
        .allow(
            ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"],
            on: [
                "arn:\(AWS.partition):ssm:\(AWS.region):\(AWS.accountID):parameter\(configuration.path)",
                "arn:\(AWS.partition):ssm:\(AWS.region):\(AWS.accountID):parameter\(configuration.path)/*",
            ], sid: "ReadConfiguration")
    }
}
