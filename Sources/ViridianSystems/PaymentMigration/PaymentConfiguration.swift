import ViridianConstructs
import ViridianResources

/// What programs look up, none of which is secret.
struct PaymentConfiguration: Construct {
    var databases: PaymentDatabases.Parts
    var domain: Input<String>

    func define(in stack: inout Stack) -> ConfigurationParameters.Parts {
        ConfigurationParameters([
            "blue/database/host": databases.blue.cluster.endpointAddress,
            "blue/database/reader": databases.blue.cluster.readEndpointAddress,
            "database/name": "payment",
            "domain": domain,
            "green/database/host": databases.green.cluster.endpointAddress,
            "green/database/reader": databases.green.cluster.readEndpointAddress,
        ]).define(in: &stack)
    }
}
