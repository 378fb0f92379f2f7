import Foundation
import Storefront
import Testing
import Viridian

@Suite struct StorefrontTests {
    @Test func `the storefront's template is the one that is checked in`() throws {
        try expectGolden(try storefront().write(as: .yaml), "storefront.yaml")
    }

    @Test func `JSON and YAML say the same, and the same bytes each time`() throws {
        let template = try storefront()
        for format in Template.Format.allCases {
            let text = template.write(as: format)
            #expect(try Template.read(text, file: "storefront", format: format) == template)
            #expect(try storefront().write(as: format) == text)
        }
    }

    @Test(arguments: Stage.allCases)
    func `the review has nothing to say, in any stage`(stage: Stage) throws {
        #expect(Review().run(try storefront(stage)) == [])
    }

    @Test(arguments: Stage.allCases)
    func `every reference resolves, in any stage`(stage: Stage) throws {
        let resolved = try storefront(stage).resolve(pseudo: .example)
        #expect(resolved.template.resources.count == (try storefront(stage).resources.count))
    }

    @Test func `production has a gateway for each zone, and keeps what development throws away`() throws {
        let (development, production) = (try storefront(), try storefront(.production, name: "prod"))
        #expect(development.all("AWS::EC2::NatGateway").count == 1)
        #expect(production.all("AWS::EC2::NatGateway").count == 3)
        #expect(development.resource("WebLogs")?.properties["RetentionInDays"] == 7)
        #expect(production.resource("WebLogs")?.properties["RetentionInDays"] == 90)
        #expect(development.resource("WebLogs")?.body["DeletionPolicy"] == "Delete")
        #expect(production.resource("WebLogs")?.body["DeletionPolicy"] == "Retain")
        func protection(_ template: Template) -> Node? {
            template.resource("Balancer")?.properties["LoadBalancerAttributes"]?.list?
                .first { $0["Key"] == "deletion_protection.enabled" }?["Value"]
        }
        #expect(protection(development) == "false")
        #expect(protection(production) == "true")
    }

    @Test func `both colours have the same alarms, each with both dimensions`() throws {
        let alarms = try storefront().all("AWS::CloudWatch::Alarm")
        #expect(
            alarms.keys.sorted() == [
                "WebBlueErrorsAlarm", "WebBlueHealthAlarm", "WebBlueLatencyAlarm", "WebGreenErrorsAlarm", "WebGreenHealthAlarm",
                "WebGreenLatencyAlarm",
            ])
        for (id, alarm) in alarms {
            let group = id.contains("Blue") ? "WebBlueTargetGroup" : "WebGreenTargetGroup"
            let metrics = alarm.properties["Metrics"]?.list?.compactMap { $0["MetricStat"]?["Metric"]?["Dimensions"] }
            for dimensions in metrics ?? [alarm.properties["Dimensions"] ?? []] {
                #expect(
                    dimensions == [
                        [
                            "Name": "LoadBalancer",
                            "Value": .call(.getAtt(resource: "Balancer", attribute: "LoadBalancerFullName")),
                        ],
                        ["Name": "TargetGroup", "Value": .call(.getAtt(resource: group, attribute: "TargetGroupFullName"))],
                    ])
            }
        }
    }

    @Test func `no policy has a wildcard action, and a wildcard resource only where AWS has no other`() throws {
        for role in try storefront().all("AWS::IAM::Role").values {
            for policy in role.properties["Policies"]?.list ?? [] {
                for statement in policy["PolicyDocument"]?["Statement"]?.list ?? [] {
                    let actions = statement["Action"]?.list?.compactMap(\.string) ?? []
                    #expect(!actions.isEmpty)
                    #expect(actions.allSatisfy { !$0.contains("*") })
                    if statement["Resource"] == ["*"] { #expect(actions == ["ecr:GetAuthorizationToken"]) }
                }
            }
        }
    }

    @Test func `everything that can be tagged has the five tags and nothing else has any`() throws {
        let untaggable: Set = [
            "AWS::EC2::VPCGatewayAttachment", "AWS::EC2::Route", "AWS::EC2::SubnetRouteTableAssociation",
            "AWS::ElasticLoadBalancingV2::Listener", "AWS::ElasticLoadBalancingV2::ListenerRule",
        ]
        for resource in try storefront().resources {
            let keys = resource.properties["Tags"]?.list?.compactMap { $0["Key"]?.string } ?? []
            let expected =
                untaggable.contains(resource.type) ? [] : ["Environment", "Project", "Owner", "CostCenter", "ManagedBy"]
            #expect(keys == expected, "\(resource.logicalID)")
        }
    }

    @Test func `every name ends with the environment's suffix`() throws {
        let resolved = try storefront().resolve(parameters: ["EnvironmentSuffix": "blue7"], pseudo: .example).template
        var names: [String] = []
        for resource in resolved.resources where resource.type != "AWS::EC2::VPCEndpoint" {
            for key in ["Name", "ServiceName", "LogGroupName", "AlarmName", "Family", "RoleName", "ClusterName"] {
                if let name = resource.properties[key]?.string { names.append(name) }
            }
        }
        #expect(names.count == 12)
        #expect(names.allSatisfy { $0.hasSuffix("-blue7") }, "\(names)")
    }
}
