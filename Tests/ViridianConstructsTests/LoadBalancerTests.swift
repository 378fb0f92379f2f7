import Testing
import Viridian
import ViridianTemplate

@Suite struct LoadBalancerTests {
    private func template(
        access: LoadBalancer.Access = .internet, isSecure: Bool = false, in environment: Environment = .development
    ) throws -> Template {
        try Sample { stack in
            let network = stack.add("Network", Network(zones: 2))
            let certificate: Input<ARN<ACM.Certificate>>? =
                isSecure ? "arn:aws:acm:eu-west-1:1:certificate/x" : nil
            let balancer = stack.add("Balancer", LoadBalancer(in: network, certificate: certificate, access: access))
            stack.output("Address", balancer.url)
        }.template(for: environment)
    }

    @Test func `without a service it answers 404`() throws {
        let listener = try #require(template().resource("BalancerHTTPListener"))
        let action = listener.properties["DefaultActions"]?.list?.first
        #expect(action?["Type"] == "fixed-response")
        #expect(action?["FixedResponseConfig"]?["StatusCode"] == "404")
    }

    @Test func `with a certificate it takes HTTPS and sends HTTP there`() throws {
        let template = try template(isSecure: true)
        let redirect = template.resource("BalancerHTTPListener")?.properties["DefaultActions"]?.list?.first
        #expect(redirect?["RedirectConfig"] == ["Port": "443", "Protocol": "HTTPS", "StatusCode": "HTTP_301"])
        let secure = try #require(template.resource("BalancerHTTPSListener")?.properties)
        #expect(secure["Port"] == 443)
        #expect(secure["Protocol"] == "HTTPS")
        #expect(secure["Certificates"] == [["CertificateArn": "arn:aws:acm:eu-west-1:1:certificate/x"]])
        let ports = template.resource("BalancerSecurityGroup")?.properties["SecurityGroupIngress"]?.list?.compactMap {
            $0["FromPort"]
        }
        #expect(ports == [80, 443])
        #expect(
            template.root["Outputs"]?["Address"]?["Value"]
                == .call(.sub("https://${BalancerLoadBalancer.DNSName}", variables: [:])))
    }

    @Test func `a load balancer for the network alone is not reached from outside`() throws {
        let template = try template(access: .network)
        let balancer = try #require(template.resource("BalancerLoadBalancer"))
        #expect(balancer.properties["Scheme"] == "internal")
        #expect(balancer.properties["Subnets"] == [.call(.ref("NetworkPrivateSubnet1")), .call(.ref("NetworkPrivateSubnet2"))])
        let group = template.resource("BalancerSecurityGroup")
        #expect(group?.properties["SecurityGroupIngress"]?.list?.first?["CidrIp"] == "10.0.0.0/16")
    }

    @Test(arguments: [(Stage.development, "false"), (.staging, "false"), (.production, "true")])
    func `it is protected in production alone`(stage: Stage, value: String) throws {
        let balancer = try template(in: Environment(name: "test", stage: stage)).resource("BalancerLoadBalancer")
        let attributes = balancer?.properties["LoadBalancerAttributes"]?.list
        #expect(attributes?.first { $0["Key"] == "deletion_protection.enabled" }?["Value"]?.string == value)
    }
}
