import Testing
import Viridian

@Suite struct NetworkTests {
    private func template(_ network: Network, stage: Stage = .development) throws -> Template {
        try Sketch { stack in stack.add("Network", network) }.template(stage: stage).resolve(pseudo: .example).template
    }

    @Test func `subnets have ranges of their own and one zone each`() throws {
        let subnets = try template(Network(zones: 3)).all("AWS::EC2::Subnet")
        let ranges = subnets.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.properties["CidrBlock"]?.string ?? "")" }
        #expect(
            ranges == [
                "NetworkPrivateSubnet1 10.0.128.0/20", "NetworkPrivateSubnet2 10.0.144.0/20",
                "NetworkPrivateSubnet3 10.0.160.0/20",
                "NetworkPublicSubnet1 10.0.0.0/20", "NetworkPublicSubnet2 10.0.16.0/20", "NetworkPublicSubnet3 10.0.32.0/20",
            ])
    }

    @Test(arguments: [(Network.NAT.none, 0, 0), (.single, 1, 3), (.perZone, 3, 3)])
    func `private subnets go out as they are told`(nat: Network.NAT, gateways: Int, routes: Int) throws {
        let template = try template(Network(zones: 3, nat: nat), stage: .staging)
        #expect(template.all("AWS::EC2::NatGateway").count == gateways)
        let out = template.all("AWS::EC2::Route").values.filter { $0.properties["NatGatewayId"] != nil }
        #expect(out.count == routes)
        #expect(Set(out.compactMap { $0.properties["NatGatewayId"] }).count == gateways)
    }

    @Test func `S3 has a gateway on every private route table, other services an endpoint in every private subnet`() throws {
        let endpoints = try template(Network(zones: 2, interfaceEndpoints: [.ecrAPI, .ecrDocker, .logs])).all(
            "AWS::EC2::VPCEndpoint")
        #expect(
            endpoints.keys.sorted() == [
                "NetworkEcrApiEndpoint", "NetworkEcrDkrEndpoint", "NetworkLogsEndpoint", "NetworkS3Endpoint",
            ])
        #expect(endpoints["NetworkS3Endpoint"]?.properties["VpcEndpointType"] == "Gateway")
        #expect(
            endpoints["NetworkS3Endpoint"]?.properties["RouteTableIds"] == [
                .call(.ref("NetworkPrivateRoutes1")), .call(.ref("NetworkPrivateRoutes2")),
            ])
        let logs = endpoints["NetworkLogsEndpoint"]?.properties
        #expect(logs?["ServiceName"] == "com.amazonaws.us-east-1.logs")
        #expect(logs?["PrivateDnsEnabled"] == true)
        #expect(logs?["SubnetIds"]?.list?.count == 2)
        #expect(logs?["SecurityGroupIds"] == [.call(.ref("NetworkEndpointSecurityGroup"))])
    }

    @Test func `a certificate brings HTTPS and sends HTTP there`() throws {
        let template = try Sketch { stack in
            let network = stack.add("Network", Network(zones: 2))
            let cluster = stack.add("Cluster", ECS.Cluster())
            let balancer = stack.add(
                "Balancer", LoadBalancer(in: network, certificate: "arn:aws:acm:us-east-1:123456789012:certificate/1"))
            stack.add(
                "Web",
                BlueGreenService(
                    blue: "shop@sha256:01", green: "shop@sha256:01", port: 80, healthPath: "/", size: .halfCPU(.gib1),
                    on: cluster, behind: balancer, release: .steps([100], bake: .zero)))
            stack.output("Address", balancer.url)
        }.template()
        let listeners = template.all("AWS::ElasticLoadBalancingV2::Listener")
        #expect(listeners["BalancerListener"]?.properties["Port"] == 443)
        #expect(listeners["BalancerListener"]?.properties["Protocol"] == "HTTPS")
        #expect(
            listeners["BalancerRedirect"]?.properties["DefaultActions"] == [
                ["Type": "redirect", "RedirectConfig": ["Protocol": "HTTPS", "Port": "443", "StatusCode": "HTTP_301"]]
            ])
        #expect(template.outputs.last?.node["Value"] == .call(.sub("https://${Balancer.DNSName}", variables: [:])))
    }
}
