import Testing
import ViridianResources
import ViridianTemplate

@testable import ViridianSystems

/// Case 4, sentence by sentence, and the failures that people made in it.
@Suite struct PaymentMigrationTests {
    @Test(arguments: Sentence.claims(stacks + network + compute + operation + failures, of: "payment-migration"))
    func `what case 4 asks for is there`(claim: Claim) throws { try claim.check() }

    @Test(arguments: Sentence.claims(databases + secrets + replication, of: "payment-migration"))
    func `what case 4 asks of databases and what moves them is there`(claim: Claim) throws { try claim.check() }

    static let stacks = [
        Sentence("a parent and at least eleven children, of which each exists (failure 4.1: eight were missing)") { account in
            let children = account.all("AWS::CloudFormation::Stack")
            #expect(children.count >= 11)
            let keys = try #require(account.synthesized.first).assets.filter { $0.template != nil }.map(\.key)
            #expect(keys.count == children.count)
            for child in children {
                #expect(keys.contains { child["TemplateURL"]?.string?.hasSuffix($0) == true }, "\(child)")
            }
            let wanted = [
                "Security", "Network", "Database", "Replication", "Compute", "Balancer", "DNS", "Monitoring", "Automation",
                "Backup", "Configuration",
            ]
            let names = account.synthesized.flatMap(\.templates).map(\.name)
            #expect(wanted.allSatisfy { names.contains("PaymentMigration\($0)") })
            #expect(account.mistakes == [])
        },
        Sentence("template URLs from a bucket and region parameter, never a placeholder (failure 4.3)") { account in
            for child in account.all("AWS::CloudFormation::Stack") {
                #expect(child["TemplateURL"]?.string?.hasPrefix("https://acme-assets.s3.us-east-1.amazonaws.com/") == true)
            }
            #expect(account.parameter("AssetBucket") != nil && account.parameter("AssetRegion")?["Default"] == "us-east-1")
        },
        Sentence("keys and secrets are the security child's") { account in
            for type in ["AWS::KMS::Key", "AWS::SecretsManager::Secret"] {
                #expect(account.all(type).allSatisfy { $0.stack == "PaymentMigrationSecurity" } && !account.all(type).isEmpty)
            }
        },
        Sentence("nothing stands in the wrong child") { account in
            let places = [
                "AWS::EC2::VPC": "Network", "AWS::RDS::DBCluster": "Database", "AWS::DMS::ReplicationTask": "Replication",
                "AWS::ECS::Service": "Compute", "AWS::ElasticLoadBalancingV2::LoadBalancer": "Balancer",
                "AWS::Route53::RecordSet": "DNS", "AWS::Backup::BackupPlan": "Backup", "AWS::SSM::Parameter": "Configuration",
            ]
            for (type, child) in places {
                #expect(account.all(type).allSatisfy { $0.stack == "PaymentMigration\(child)" } && !account.all(type).isEmpty)
            }
        },
        Sentence("JSON") { account in #expect(account.system.format == .json) },
    ]

    static let network = [
        Sentence("three zones") { account in
            for isPublic in [true, false] {
                let name = isPublic ? "public" : "private"
                let subnets = account.all("AWS::EC2::Subnet").filter { $0.tags["Name"]?.contains("-\(name)-subnet-") == true }
                #expect(Set(subnets.compactMap { $0["AvailabilityZone"]?.string }).count == 3 && subnets.count == 3, "\(name)")
            }
            #expect(account.all("AWS::EC2::VPC").count == 1)
        },
        Sentence("one NAT or one per zone by parameter") { account in
            for (choice, count) in [("one", 1), ("per-zone", 3)] {
                let chosen = try Account(account.system, at: account.stage, values: ["NATGateways": choice])
                #expect(chosen.all("AWS::EC2::NatGateway").count == count)
            }
            #expect(account.all("AWS::EC2::NatGateway").count == (account.stage == .production ? 3 : 1))
            for route in account.all("AWS::EC2::Route") where route["NatGatewayId"] != nil {
                #expect(!account.targets(of: route, "NatGatewayId", type: "AWS::EC2::NatGateway").isEmpty, "\(route)")
            }
        },
        Sentence("S3 gateway endpoint on every private route table") { account in
            let gateway = try account.only("AWS::EC2::VPCEndpoint") { $0["VpcEndpointType"] == "Gateway" }
            #expect(gateway["ServiceName"] == "com.amazonaws.us-east-1.s3")
            let open = account.all("AWS::EC2::Route").filter { $0["GatewayId"] != nil }
            let tables = account.all("AWS::EC2::RouteTable").filter { table in !open.contains { $0.points(at: table) } }
            #expect(tables.count == 3)
            #expect(Set(account.targets(of: gateway, "RouteTableIds")) == Set(tables))
        },
        Sentence("interface endpoints for ECR (api, dkr), Secrets Manager, SSM, Logs and KMS (failure 4.7: no PrivateLink)") {
            account in
            let endpoints = account.all("AWS::EC2::VPCEndpoint").filter { $0["VpcEndpointType"] == "Interface" }
            let names = endpoints.compactMap { $0["ServiceName"]?.string?.replacing("com.amazonaws.us-east-1.", with: "") }
            #expect(Set(names) == ["ecr.api", "ecr.dkr", "secretsmanager", "ssm", "logs", "kms"])
            for endpoint in endpoints {
                #expect(endpoint["PrivateDnsEnabled"] == true && endpoint["SubnetIds"]?.list?.count == 3)
                let group = try #require(account.targets(of: endpoint, "SecurityGroupIds").first)
                #expect(group["SecurityGroupIngress", "0", "FromPort"] == 443)
            }
        },
        Sentence("endpoint policies that aren't *") { account in
            for endpoint in account.all("AWS::EC2::VPCEndpoint") {
                let statements = account.statements(of: endpoint)
                #expect(!statements.isEmpty, "\(endpoint)")
                for statement in statements {
                    #expect(statement["Action"]?.items.allSatisfy { !$0.words.contains("*") } == true, "\(endpoint)")
                    let isAboutAll = statement["Resource"]?.items.contains("*") ?? true
                    #expect(!isAboutAll || statement["Sid"] == "WithoutResource", "\(endpoint)")
                    #expect(statement["Condition"] != nil || statement["Sid"] == "LayersOfImages", "\(endpoint)")
                }
            }
        },
        Sentence("flow logs, since policy asks for them") { account in
            let flow = try account.only("AWS::EC2::FlowLog")
            #expect(flow["TrafficType"] == "ALL")
            let network = try account.only("AWS::EC2::VPC")
            #expect(flow.points(at: network, "ResourceId"))
        },
    ]
}
