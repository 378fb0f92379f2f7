import Storefront
import Testing
import Viridian

/// "Who owns what is live": a release changes one parameter of the idle colour, and a deployment restates the rest.
@Suite struct OwnershipTests {
    /// Logical ids of the resources that differ between two resolved templates.
    private func changes(_ parameters: [String: String]) throws -> [String] {
        let template = try storefront()
        let before = try template.resolve(pseudo: .example).template
        let after = try template.resolve(parameters: parameters, pseudo: .example).template
        return before.resources.filter { after.resource($0.logicalID) != $0 }.map(\.logicalID)
    }

    @Test func `a new image in the idle colour changes that colour's task definition and nothing else`() throws {
        #expect(try changes(["GreenImage": "ghcr.io/acme/storefront@sha256:00"]) == ["WebGreenTask"])
        #expect(try changes(["BlueImage": "ghcr.io/acme/storefront@sha256:00"]) == ["WebBlueTask"])
    }

    @Test func `weights change the listener alone, task counts their service alone`() throws {
        #expect(try changes(["BlueWeight": "90", "GreenWeight": "10"]) == ["BalancerListener"])
        #expect(try changes(["GreenTasks": "5"]) == ["WebGreenService"])
    }

    @Test func `another image in Swift changes a default, and no resource`() throws {
        func template(_ green: ContainerImage) throws -> Template {
            try Sketch { stack in
                let network = stack.add("Network", Network(zones: 2))
                let cluster = stack.add("Cluster", ECS.Cluster())
                let balancer = stack.add("Balancer", LoadBalancer(in: network))
                stack.add(
                    "Web",
                    BlueGreenService(
                        blue: "shop@sha256:01", green: green, port: 80, healthPath: "/", size: .quarterCPU(.mib512), on: cluster,
                        behind: balancer, release: .steps([100], bake: .zero)))
            }.template()
        }
        let (before, after) = (try template("shop@sha256:02"), try template("shop@sha256:03"))
        #expect(before.root["Resources"] == after.root["Resources"])
        #expect(
            before.parameters.filter { field in after.parameters.first { $0.key == field.key } != field }.map(\.key) == [
                "GreenImage"
            ])
    }

    @Test func `both services carry the plan`() throws {
        let template = try storefront()
        for service in ["WebBlueService", "WebGreenService"] {
            #expect(
                template.resource(service)?.metadata["Viridian::Release"] == [
                    "Version": 1,
                    "Steps": [
                        ["Weight": 10, "HoldSeconds": 30], ["Weight": 50, "HoldSeconds": 30], ["Weight": 100, "HoldSeconds": 0],
                    ],
                    "BakeSeconds": 300, "Headroom": 0,
                ])
        }
    }
}
