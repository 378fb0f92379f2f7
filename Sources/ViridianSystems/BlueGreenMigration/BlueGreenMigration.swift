import ViridianConstructs
import ViridianResources

/// A service on Fargate with Aurora PostgreSQL, of which a release brings a new version with a schema of its own: blue and green
/// have a database each, and a function says whether the old version can live with the new schema.
struct BlueGreenMigration: StackDefinition {
    var purpose: String { "A service on Fargate and Aurora PostgreSQL, released blue/green together with its schema." }
    var tags: StackTags { StackTags(project: "blue-green-migration", owner: "platform", costCenter: "platform") }

    func define(in stack: inout Stack) {
        stack.logRetention = .days7
        let certificate = stack.parameter(
            "Certificate", of: String.self,
            .matching("^arn:[a-z-]+:acm:.+$", explanation: "The ARN of a certificate of ACM in this region."),
            purpose: "The certificate of the service's name, which must be issued.")
        let network = stack.add("Network", Network(zones: 3, nat: .one, isolated: true, storage: .none))
        let topic = addAlerts(to: &stack)
        let data = MigrationData(in: network, to: &stack)
        let cluster = stack.add("Cluster", Cluster(in: network))
        let balancer = stack.add("Balancer", LoadBalancer(in: network, certificate: certificate.value.typed()))
        let web = stack.add("Web", service(on: cluster, behind: balancer, data, telling: topic))
        data.database.allow(web.securityGroup, "Web", in: &stack)
        data.files.grantRead(to: web.taskRole, in: &stack)
        data.filesKey.grantDecrypt(to: web.taskRole, in: &stack)
        let validator = stack.add("Validator", SchemaValidator(in: network, blue: data.blue, green: data.green))
        data.database.allow(validator.securityGroup, "Validator", in: &stack)
        addAlarms(for: web, in: cluster, data, telling: topic, to: &stack)
        stack.output("Address", balancer.url, purpose: "Where the service answers; the certificate's name leads here.")
        stack.output("SchemaValidator", validator.function.name, purpose: "The function that compares both schemas.")
        stack.output("Files", data.files.name, purpose: "Where files of the migration lie.")
        stack.output("Alerts", topic.arn, purpose: "The topic that alarms tell.")
    }

    private func service(
        on cluster: Cluster.Parts, behind balancer: LoadBalancer.Parts, _ data: MigrationData, telling topic: Handle<SNS.Topic>
    ) -> BlueGreenService {
        BlueGreenService(
            blue: .sample, green: .sample, port: 80, healthPath: "/", size: .halfCPU(.gib1), on: cluster, behind: balancer,
            release: .steps([10, 50, 100], hold: .minutes(1), bake: .minutes(10)),
            idleTasks: data.isProduction ? 2 : 0, alarms: AlarmBounds(notify: [topic.arn.typed()]),
            ownEnvironment: [.blue: data.blue.environment, .green: data.green.environment],
            ownSecrets: [.blue: data.blue.secrets, .green: data.green.secrets])
    }
}
