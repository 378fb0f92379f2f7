import Testing
import Viridian
import ViridianTemplate

/// Who owns what is live: putting a new image into the idle colour touches nothing that serves.
@Suite struct IdleColourTests {
    @Test func `a new image for the idle colour changes its task definition alone`() throws {
        let template = try Sample.web().template(for: .development)
        let before = try template.resolved()
        let after = try template.resolved(["GreenImage": "acme/web@sha256:2"])
        #expect(before.resourcesThatDiffer(from: after) == ["WebGreenTask"])
        #expect(after.resource("WebGreenTask")?.properties["ContainerDefinitions"]?.list?.first?["Image"] == "acme/web@sha256:2")
    }

    @Test func `the same is true where blue is idle`() throws {
        let template = try Sample.web().template(for: .development)
        let live = ["BlueWeight": "0", "GreenWeight": "100", "BlueTasks": "0", "GreenTasks": "2"]
        let after = try template.resolved(live.merging(["BlueImage": "acme/web@sha256:2"]) { $1 })
        #expect(try template.resolved(live).resourcesThatDiffer(from: after) == ["WebBlueTask"])
    }

    @Test func `another image in the Swift source changes a default and no resource`() throws {
        let before = try Sample.web().template(for: .development)
        let after = try Sample.web(green: "acme/web@sha256:2").template(for: .development)
        #expect(before.resourcesThatDiffer(from: after) == [])
        #expect(zip(before.parameters, after.parameters).filter { $0 != $1 }.map(\.0.key) == ["GreenImage"])
        let changed = try before.resolved().resourcesThatDiffer(from: after.resolved())
        #expect(changed == ["WebGreenTask"])
    }

    @Test func `deploying again with the live values changes nothing`() throws {
        let template = try Sample.web().template(for: .development)
        let live = [
            "BlueWeight": "0", "GreenWeight": "100", "GreenImage": "acme/web@sha256:7", "GreenTasks": "4", "BlueTasks": "0",
        ]
        let edited = try Sample.web(blue: "acme/web@sha256:1", green: "acme/web@sha256:2").template(for: .development)
        #expect(try template.resolved(live).resourcesThatDiffer(from: edited.resolved(live)) == [])
    }

    @Test func `weights change the listener alone, and tasks one service`() throws {
        let template = try Sample.web().template(for: .development)
        let before = try template.resolved()
        let weights = try template.resolved(["BlueWeight": "90", "GreenWeight": "10"])
        #expect(before.resourcesThatDiffer(from: weights) == ["BalancerHTTPListener"])
        #expect(try before.resourcesThatDiffer(from: template.resolved(["GreenTasks": "2"])) == ["WebGreenService"])
    }

    @Test func `the second service of a stack has parameters of its own, and renames none`() throws {
        let one = try Sample.web().template(for: .development)
        let two = try Sample { stack in
            Sample.web().define(in: &stack)
            let network = stack.add("OtherNetwork", Network(zones: 2))
            let balancer = stack.add("OtherBalancer", LoadBalancer(in: network))
            let cluster = stack.add("OtherCluster", ECS.Cluster())
            stack.add(
                "Api",
                BlueGreenService(
                    blue: "acme/api@sha256:1", green: "acme/api@sha256:1", port: 80, healthPath: "/", size: .oneCPU(.gib2),
                    on: cluster, behind: balancer, release: .allAtOnce()))
        }.template(for: .development)
        #expect(two.parameters.map(\.key).starts(with: one.parameters.map(\.key)))
        #expect(
            two.parameters.dropFirst(one.parameters.count).map(\.key) == [
                "ApiBlueWeight", "ApiBlueImage", "ApiBlueTasks", "ApiGreenWeight", "ApiGreenImage", "ApiGreenTasks",
            ])
    }
}
