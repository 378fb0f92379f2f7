import Foundation
import Testing
import Viridian
import ViridianTemplate

@testable import ViridianConstructs

@Suite struct PipelineTests {
    @Test func `a pipeline has five stages, and asks before production`() throws {
        let template = try ConstructSample.pipeline.stack.template(for: .development)
        let stages = template.resource("PipelinePipeline")?.properties["Stages"]?.list ?? []
        let actions = stages.map { stage in
            let names = (stage["Actions"]?.list ?? []).compactMap { $0["Name"]?.string }
            return "\(stage["Name"]?.string ?? ""): \(names.joined(separator: ", "))"
        }
        #expect(
            actions == [
                "Source: Source", "Build: Build", "Test: Test", "Deploy-Staging: Deploy", "Deploy-Production: Approve, Deploy",
            ])
    }

    @Test func `whoever passes roles passes these four, and to ECS alone`() throws {
        let template = try ConstructSample.pipeline.stack.template(for: .development)
        let policies = template.resource("PipelineRole")?.properties["Policies"]?.list ?? []
        let statements = policies.first?["PolicyDocument"]?["Statement"]?.list ?? []
        let pass = try #require(statements.first { $0["Sid"] == "PassRoles" })
        let roles = ["StagingTaskRole", "StagingExecutionRole", "ProductionTaskRole", "ProductionExecutionRole"]
        #expect(pass["Resource"] == Node(.list(roles.map { .call(.getAtt(resource: $0, attribute: "Arn")) })))
        #expect(
            pass["Condition"] == [
                "StringEquals": ["iam:PassedToService": ["ecs.amazonaws.com", "ecs-tasks.amazonaws.com"]]
            ])
        let everywhere = statements.filter { $0["Resource"] == ["*"] }.flatMap { $0["Action"]?.list ?? [] }
        #expect(everywhere == [])
        let register = try #require(statements.first { $0["Sid"] == "RegisterTasks" })
        #expect(register["Resource"]?.list?.count == 2)
    }

    @Test func `the shell writes what CodeDeploy reads`() throws {
        let folder = URL.temporaryDirectory.appending(path: "build-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let lines = Buildspec.build.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        let commands = lines.filter { $0.hasPrefix("- printf") || $0.hasPrefix("- TAG=") }.map { String($0.dropFirst(2)) }
        #expect(commands.count == 3)
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-e", "-c", commands.joined(separator: "\n")]
        process.currentDirectoryURL = folder
        process.environment = [
            "APPSPEC": Buildspec.appspec, "CODEBUILD_RESOLVED_SOURCE_VERSION": "0123456789abcdef", "CONTAINER_NAME": "app",
            "CONTAINER_PORT": "8080", "PATH": "/usr/bin:/bin", "REPOSITORY_URI": "1.dkr.ecr.us-east-1.amazonaws.com/shop",
        ]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        func text(_ name: String) throws -> String { try String(contentsOf: folder.appending(path: name), encoding: .utf8) }
        #expect(try text("imageDetail.json") == "{\"ImageURI\":\"1.dkr.ecr.us-east-1.amazonaws.com/shop:0123456789ab\"}")
        #expect(
            try text("appspec.json")
                == "{\"version\":0.0,\"Resources\":[{\"TargetService\":{\"Type\":\"AWS::ECS::Service\",\"Properties\":"
                + "{\"TaskDefinition\":\"<TASK_DEFINITION>\",\"LoadBalancerInfo\":"
                + "{\"ContainerName\":\"app\",\"ContainerPort\":8080}}}}]}")
    }

    @Test func `commands of tests are quoted as YAML wants it`() {
        #expect(
            Buildspec.test(["make test", "echo 'a: b' # c"]) == """
                version: 0.2
                phases:
                  build:
                    commands:
                      - 'make test'
                      - 'echo ''a: b'' # c'

                """)
    }

    @Test func `what can't be a pipeline is refused`() throws {
        let sample = Sample { stack in
            let network = stack.add("Network", Network(zones: 2))
            let cluster = stack.add("Cluster", Cluster(in: network))
            let balancer = stack.add("Balancer", LoadBalancer(in: network))
            let service = stack.add(
                "Web",
                ContainerService(
                    ConstructSample.image, port: 80, healthPath: "/", size: .halfCPU(.gib1), on: cluster, behind: balancer))
            stack.add(
                "Pipeline",
                Pipeline(
                    of: .init(connection: "arn", repository: "shop"), tests: [], staging: service, production: service,
                    notify: [],
                    approvalTimeout: .minutes(1)))
        }
        let error = try #require(throws: StackError.self) { try sample.template(for: .development) }
        #expect(
            error.problems.map(\.message) == [
                "\"shop\" is no repository", "a pipeline without tests proves nothing",
                "a pipeline deploys services by CodeDeploy, and one of these is not",
                "an approval can't be waited for so long",
            ])
    }
}
