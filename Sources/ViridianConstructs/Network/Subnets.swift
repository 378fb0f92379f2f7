import ViridianResources

/// The subnets of a network with their routes: of sixteen equal parts the first eight are for public subnets, the others for
/// private ones.
struct Subnets {
    let vpc: Handle<EC2.VPC>
    let block: CIDRBlock
    let zones: Int

    /// The private subnets with what leads out of them.
    struct Private {
        var subnets: [Handle<EC2.Subnet>] = []
        var tables: [Handle<EC2.RouteTable>] = []
        var routes: [Reference] = []
    }

    func addPublic(
        to stack: inout Stack, through gateway: Handle<EC2.InternetGateway>, _ attachment: Handle<EC2.VPCGatewayAttachment>
    ) -> [Handle<EC2.Subnet>] {
        let table = stack.add(
            "PublicRoutes", EC2.RouteTable(vpcID: vpc.id), purpose: "Where packets of the public subnets go.")
        stack.add(
            "PublicInternetRoute",
            EC2.Route(destinationCIDRBlock: "0.0.0.0/0", gatewayID: gateway.id, routeTableID: table.id),
            purpose: "Leads to the internet.", dependsOn: [attachment])
        return (0..<zones).map { zone in
            add("Public", zone: zone, part: zone, purpose: "Holds the load balancer in one zone.", table, to: &stack)
        }
    }

    /// A route table for each zone, so that one zone can get a way out of its own without touching the others.
    func addPrivate(
        to stack: inout Stack, through ways: WaysOut
    ) -> Private {
        var inside = Private()
        for zone in 0..<zones {
            let table = stack.add(
                "PrivateRoutes\(zone + 1)", EC2.RouteTable(vpcID: vpc.id), purpose: "Where packets of a private subnet go.")
            if let gateway = ways.gateway(of: zone) {
                let route = stack.add(
                    "PrivateInternetRoute\(zone + 1)",
                    EC2.Route(
                        destinationCIDRBlock: "0.0.0.0/0", natGatewayID: gateway,
                        routeTableID: table.id),
                    purpose: "Leads out, and lets nothing in.")
                inside.routes.append(route.reference)
            }
            inside.subnets.append(
                add("Private", zone: zone, part: 8 + zone, purpose: "Holds tasks in one zone.", table, to: &stack))
            inside.tables.append(table)
        }
        return inside
    }

    /// Without a route, packets reach the network alone. What public and private subnets leave free is cut in halves for these.
    func addIsolated(to stack: inout Stack) -> [Handle<EC2.Subnet>] {
        let table = stack.add(
            "IsolatedRoutes", EC2.RouteTable(vpcID: vpc.id), purpose: "Keeps packets of the isolated subnets inside.")
        return zip(0..<zones, [12, 13, 14, 15, 28, 29]).map { zone, part in
            add("Isolated", zone: zone, part: part, bits: 5, purpose: "Holds the database in one zone.", table, to: &stack)
        }
    }

    private func add(
        _ kind: String, zone: Int, part: Int, bits: Int = 4, purpose: String, _ table: Handle<EC2.RouteTable>,
        to stack: inout Stack
    ) -> Handle<EC2.Subnet> {
        let subnet = stack.add(
            "\(kind)Subnet\(zone + 1)",
            EC2.Subnet(
                availabilityZone: .select(zone, from: AWS.availabilityZones),
                cidrBlock: Input(block.part(part, bits: bits).description), mapPublicIPOnLaunch: false, vpcID: vpc.id),
            purpose: purpose)
        stack.add(
            "\(kind)SubnetRoutes\(zone + 1)", EC2.SubnetRouteTableAssociation(routeTableID: table.id, subnetID: subnet.id),
            purpose: "Gives the subnet its routes.")
        return subnet
    }
}
