import Testing
import Viridian
import ViridianTemplate

@testable import ViridianConstructs

@Suite struct NetworkTests {
    private func template(_ network: Network, in environment: Environment = .development) throws -> Template {
        try Sample { $0.add("Network", network) }.template(for: environment)
    }

    @Test(arguments: [(Network.NATGateways.byStage, Stage.development, 1), (.byStage, .staging, 1), (.byStage, .production, 3)])
    func `there is one way out, and in production one for each zone`(nat: Network.NATGateways, stage: Stage, count: Int) throws {
        let template = try template(Network(zones: 3, nat: nat), in: Environment(name: "test", stage: stage))
        #expect(template.resources(ofType: "AWS::EC2::NatGateway").count == count)
        #expect(template.resources(ofType: "AWS::EC2::EIP").count == count)
        let targets = (1...3).map { template.resource("NetworkPrivateInternetRoute\($0)")?.properties["NatGatewayId"] }
        #expect(targets == (1...3).map { .call(.ref("NetworkNATGateway\(min($0, count))")) })
    }

    @Test func `a network without a way out has no route out of its private subnets`() throws {
        let template = try template(Network(zones: 2, nat: .none, endpoints: [.ecrAPI, .logs]))
        #expect(template.resources(ofType: "AWS::EC2::Route").map(\.logicalID) == ["NetworkPublicInternetRoute"])
        let endpoints = template.resources(ofType: "AWS::EC2::VPCEndpoint").map(\.logicalID)
        #expect(endpoints == ["NetworkS3Endpoint", "NetworkEcrApiEndpoint", "NetworkLogsEndpoint"])
        #expect(template.resource("NetworkEcrApiEndpoint")?.properties["PrivateDnsEnabled"] == true)
    }

    @Test func `subnets lie in the network and don't overlap`() throws {
        let template = try template(Network(zones: 6, cidr: "10.20.0.0/18"))
        let subnets = template.resources(ofType: "AWS::EC2::Subnet").compactMap { $0.properties["CidrBlock"]?.string }
        #expect(subnets.first == "10.20.0.0/22")
        #expect(subnets.last == "10.20.52.0/22")
        #expect(Set(subnets).count == 12)
    }

    @Test(arguments: ["10.0.0.0/16", "172.16.0.0/20", "0.0.0.0/0", "255.255.255.255/32"])
    func `a block of addresses is read and written`(text: String) {
        #expect(CIDRBlock(text)?.description == text)
    }

    @Test(arguments: ["10.0.0.0", "10.0.0/16", "10.0.0.0/33", "10.0.0.1/16", "10.0.0.256/32", "a.b.c.d/16", ""])
    func `what is no block of addresses is refused`(text: String) {
        #expect(CIDRBlock(text) == nil)
    }

    @Test(arguments: [
        Network(zones: 1), Network(zones: 7), Network(zones: 3, cidr: "10.0.0.0/28"), Network(zones: 3, cidr: "ten"),
    ])
    func `a network that AWS would refuse is a problem`(network: Network) throws {
        let error = try #require(throws: StackError.self) { try template(network) }
        #expect(error.problems.map(\.code) == [.invalidValue])
        #expect(error.problems.first?.place?.file == "ViridianConstructsTests/NetworkTests.swift")
    }
}
