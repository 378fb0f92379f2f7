import ViridianConstructs
import ViridianResources

/// Three zones. What tasks and functions need of AWS they reach by endpoints inside; for the rest, such as public images, there
/// is one NAT gateway or one in each zone. Who talked to whom is written down.
struct PaymentNetwork: Construct {
    var logKey: Input<ARN<KMS.Key>>

    func define(in stack: inout Stack) -> Network.Parts {
        let network = Network(
            zones: 3, nat: .byParameter, endpoints: [.ecrAPI, .ecrDocker, .kms, .logs, .secretsManager, .ssm],
            storage: .limited(.ownBucketsAndImages)
        ).define(in: &stack)
        stack.add("FlowLogs", FlowLogs(of: network, key: logKey))
        for (index, subnet) in network.privateSubnets.enumerated() {
            stack.output("PrivateSubnet\(index + 1)", subnet.id, purpose: "Where tasks and databases stand in one zone.")
        }
        return network
    }
}
