import Viridian
import ViridianTemplate

/// A stack that is whatever a test says.
struct Sample: StackDefinition {
    var name = "Sample"
    var build: @Sendable (inout Stack) -> Void

    init(_ build: @escaping @Sendable (inout Stack) -> Void) { self.build = build }

    func define(in stack: inout Stack) { build(&stack) }
}

extension Sample {
    /// A storefront of two zones with a service that a test has changed.
    static func web(
        blue: ContainerImage = "acme/web@sha256:1", green: ContainerImage = "acme/web@sha256:1",
        zones: Int = 2, _ change: @escaping @Sendable (inout BlueGreenService) -> Void = { _ in }
    ) -> Sample {
        Sample { stack in
            let network = stack.add("Network", Network(zones: zones))
            let cluster = stack.add("Cluster", ECS.Cluster())
            let balancer = stack.add("Balancer", LoadBalancer(in: network))
            var service = BlueGreenService(
                blue: blue, green: green, port: 8080, healthPath: "/health", size: .quarterCPU(.mib512), on: cluster,
                behind: balancer, release: .steps([10, 100]))
            change(&service)
            stack.add("Web", service)
        }
    }
}

extension Environment {
    static var production: Environment { get throws { try Environment(name: "prod", stage: .production) } }
}

extension Template {
    /// The template for one stack, with everything known worked out.
    func resolved(_ parameters: [String: String] = [:]) throws -> Template {
        try resolve(parameters: parameters, pseudo: .example).template
    }

    /// The names of resources whose bodies differ between two templates.
    func resourcesThatDiffer(from other: Template) -> [String] {
        let names = resources.map(\.logicalID)
        let added = other.resources.map(\.logicalID).filter { !names.contains($0) }
        return (names.filter { resource($0)?.body != other.resource($0)?.body } + added).sorted()
    }

    func resources(ofType type: String) -> [Resource] { resources.filter { $0.type == type } }
}

extension Resource {
    /// The resource's tags, by name.
    var tags: [String: Node] {
        Dictionary(
            (properties["Tags"]?.list ?? []).compactMap { tag in
                tag["Key"]?.string.flatMap { key in tag["Value"].map { (key, $0) } }
            }
        ) { first, _ in first }
    }
}
