import Storefront
import Testing
import Viridian
import ViridianTemplate

@Suite struct TaggingTests {
    /// Types that take no tags, by AWS's schemas.
    static let untaggable: Set = [
        "AWS::EC2::VPCGatewayAttachment", "AWS::EC2::Route", "AWS::EC2::SubnetRouteTableAssociation",
    ]

    @Test func `everything that takes tags has the five`() throws {
        let template = try Storefront().template(for: .development)
        for resource in template.resources {
            let expected =
                Self.untaggable.contains(resource.type) ? [] : ["CostCenter", "Environment", "ManagedBy", "Owner", "Project"]
            #expect(resource.tags.keys.filter { $0 != "Name" }.sorted() == expected, "\(resource.logicalID)")
        }
        #expect(Self.untaggable.isSubset(of: template.resources.map(\.type)))
    }

    @Test func `tags say whom a stack belongs to`() throws {
        struct Owned: StackDefinition {
            var tags: StackTags { StackTags(project: "shop", owner: "team-a", costCenter: "42") }
            func define(in stack: inout Stack) { stack.add("Cluster", ECS.Cluster()) }
        }
        let tags = try #require(Owned().template(for: .development).resource("Cluster")?.tags)
        #expect(
            tags == [
                "Environment": .call(.ref("EnvironmentSuffix")), "Project": "shop", "Owner": "team-a", "CostCenter": "42",
                "ManagedBy": "Viridian",
            ])
    }

    @Test func `a tag of one's own wins`() throws {
        let template = try Sample { stack in
            stack.add("Cluster", ECS.Cluster(tags: [Tag("Owner", "me"), Tag("Tier", "web")]))
        }.template(for: .development)
        let tags = template.resource("Cluster")?.properties["Tags"]?.list?.compactMap { $0["Key"]?.string }
        #expect(tags == ["Owner", "Tier", "Environment", "Project", "CostCenter", "ManagedBy"])
        #expect(template.resource("Cluster")?.tags["Owner"] == "me")
    }

    @Test func `whatever has a name ends it with the suffix`() throws {
        let names = ["Name", "ClusterName", "ServiceName", "Family", "LogGroupName", "AlarmName", "RoleName", "GroupName"]
        let template = try Storefront().template(for: Environment(name: "team-a", stage: .staging))
        #expect(template.root["Parameters"]?["EnvironmentSuffix"]?["Default"] == "team-a")
        let given = try template.resolved().resources.filter { $0.type != "AWS::EC2::VPCEndpoint" }.flatMap { resource in
            names.compactMap { resource.properties[$0] } + [resource.tags["Name"]].compactMap(\.self)
        }
        #expect(given.count > 20)
        #expect(given.filter { $0.string?.hasSuffix("-team-a") != true } == [])
    }

    @Test func `another suffix names everything anew`() throws {
        let template = try Storefront().template(for: .development).resolved(["EnvironmentSuffix": "eu"])
        #expect(template.resource("WebLogs")?.properties["LogGroupName"] == "storefront-web-eu")
        #expect(template.resource("NetworkS3Endpoint")?.tags["Name"] == "storefront-network-s3-endpoint-eu")
        #expect(template.resource("NetworkPublicSubnet1")?.tags["Name"] == "storefront-network-public-subnet-1-eu")
    }
}
