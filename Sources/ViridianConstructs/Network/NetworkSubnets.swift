import ViridianResources
import ViridianTemplate

/// The subnets of a network, with their route tables and NAT gateways.
struct NetworkSubnets {
    let network: Network
    let id: String
    let vpc: Handle<EC2.VPC>
    let gateway: Handle<EC2.InternetGateway>
    let attachment: Handle<EC2.VPCGatewayAttachment>

    func addPublic(to stack: inout Stack) -> [Handle<EC2.Subnet>] {
        let table = stack.add("\(id)PublicRoutes", EC2.RouteTable(vpcID: vpc.ref), purpose: "From public subnets to the internet")
        stack.add(
            "\(id)PublicDefaultRoute",
            EC2.Route(routeTableID: table.ref, destinationCidrBlock: "0.0.0.0/0", gatewayID: gateway.ref), dependsOn: [attachment]
        )
        return zones.map { zone in
            let subnet = add(to: &stack, "Public", zone: zone, firstRange: 0, purpose: "Load balancers and NAT")
            stack.add(
                "\(id)PublicSubnet\(zone)Routes", EC2.SubnetRouteTableAssociation(routeTableID: table.ref, subnetID: subnet.ref))
            return subnet
        }
    }

    func addPrivate(
        to stack: inout Stack, publicSubnets: [Handle<EC2.Subnet>]
    ) -> (subnets: [Handle<EC2.Subnet>], tables: [Handle<EC2.RouteTable>]) {
        let nat = network.nat ?? (stack.environment.stage == .production ? .perZone : .single)
        let gatewayCount = nat == .none ? 0 : nat == .single ? min(1, publicSubnets.count) : publicSubnets.count
        let gateways = publicSubnets.prefix(gatewayCount).enumerated().map { index, subnet in
            let address = stack.add("\(id)NatAddress\(index + 1)", EC2.EIP(domain: "vpc"), dependsOn: [attachment])
            return stack.add(
                "\(id)NatGateway\(index + 1)", EC2.NatGateway(allocationID: address.allocationID, subnetID: subnet.ref),
                purpose: nat == .single ? "The way out for all private subnets" : "The way out for the private subnet of its zone"
            )
        }
        var tables: [Handle<EC2.RouteTable>] = []
        let subnets = zones.map { zone in
            let subnet = add(to: &stack, "Private", zone: zone, firstRange: 128, purpose: "Tasks")
            let table = stack.add(
                "\(id)PrivateRoutes\(zone)", EC2.RouteTable(vpcID: vpc.ref), purpose: "From private subnet \(zone)")
            tables.append(table)
            stack.add(
                "\(id)PrivateSubnet\(zone)Routes", EC2.SubnetRouteTableAssociation(routeTableID: table.ref, subnetID: subnet.ref))
            if !gateways.isEmpty {
                let gateway = gateways[(zone - 1) % gateways.count]
                stack.add(
                    "\(id)PrivateDefaultRoute\(zone)",
                    EC2.Route(routeTableID: table.ref, destinationCidrBlock: "0.0.0.0/0", natGatewayID: gateway.ref))
            }
            return subnet
        }
        return (subnets, tables)
    }

    private var zones: ClosedRange<Int> { 1...max(1, min(6, network.zones)) }

    private func add(
        to stack: inout Stack, _ kind: String, zone: Int, firstRange: Int, purpose: String
    ) -> Handle<EC2.Subnet> {
        let name = Node(.function(.select(index: Node(.number(Number(zone - 1))), Node(.function(.getAZs(""))))))
        return stack.add(
            "\(id)\(kind)Subnet\(zone)",
            EC2.Subnet(
                vpcID: vpc.ref, cidrBlock: "10.0.\(firstRange + 16 * (zone - 1)).0/20", availabilityZone: Input(node: name)),
            purpose: purpose)
    }
}
