import Foundation
import Testing

/// What can't be right doesn't compile: small wrong programs, and what the compiler says of them.
@Suite struct WrongProgramTests {
    /// How the compiler finds the modules that were built with the tests, and the C modules below them.
    static let search: [String]? = {
        let products = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        let map = products.appending(path: "CViridianCatalog.build/module.modulemap").path
        let modules = products.appending(path: "Modules").path
        let needed = ["\(modules)/Viridian.swiftmodule", map]
        guard needed.allSatisfy(FileManager.default.fileExists) else { return nil }
        return ["-I", modules, "-Xcc", "-fmodule-map-file=\(map)"]
    }()

    @Test(
        .enabled(if: search != nil, "the compiled modules are not where SwiftPM on Linux puts them"),
        arguments: [
            ("let size = TaskSize.quarterCPU(.gib4)", "'TaskSize.QuarterCPUMemory' has no member 'gib4'"),
            ("let size = TaskSize.oneCPU(.gib1)", "'TaskSize.OneCPUMemory' has no member 'gib1'"),
            (
                "func f(_ c: Handle<ECS.Cluster>) { _ = ECS.Service(taskDefinition: c.arn) }",
                "cannot convert value of type 'Input<ARN<ECS.Cluster>>' to expected argument type "
                    + "'Input<ARN<ECS.TaskDefinition>>'"
            ),
            (
                "let handle = Handle<ECS.Cluster>(logicalID: \"Cluster\")",
                "initializer is inaccessible due to 'internal' protection level"
            ),
            (
                "let rule = ElasticLoadBalancingV2.ListenerRule(conditions: [], actions: [])",
                "missing argument for parameter 'priority' in call"
            ),
        ])
    func `a wrong program is refused in words that tell why`(program: String, message: String) throws {
        let (status, text) = try Self.compile(program)
        #expect(status != 0)
        #expect(text.contains(message), "\(text)")
    }

    @Test(.enabled(if: search != nil, "the compiled modules are not where SwiftPM on Linux puts them"))
    func `three mistakes in one stack are three messages, each at its line`() throws {
        let (_, text) = try Self.compile(
            """
            struct Shop: StackDefinition {
                func define(in stack: inout Stack) {
                    let group = stack.add("Group", ElasticLoadBalancingV2.TargetGroup())
                    stack.add("Cluster", ECS.Cluster(containerInsights: .on))
                    stack.add("Service", ECS.Service(cluster: group.arn))
                    stack.add("Secret", SecretsManager.SecretTargetAttachment(secretID: "a", targetID: "b"))
                    for _ in 0..<2 { stack.add("Fine", ECS.Cluster()) }
                }
            }
            """)
        let errors = text.split(separator: "\n").compactMap { line in
            line.firstMatch(of: #/^.*Wrong\.swift:(\d+):\d+: error: (.*)$/#).map { "\($0.output.1): \($0.output.2)" }
        }
        #expect(
            errors == [
                "5: type 'ECS.Cluster.ContainerInsights' has no member 'on'",
                "6: cannot convert value of type 'Input<ARN<ElasticLoadBalancingV2.TargetGroup>>' to expected argument type "
                    + "'Input<ARN<ECS.Cluster>>'",
                "7: missing argument for parameter 'targetType' in call",
            ])
    }

    /// What the compiler says of a program, and how it ends.
    private static func compile(_ program: String) throws -> (status: Int32, text: String) {
        let search = try #require(search)
        let folder = FileManager.default.temporaryDirectory.appending(path: "viridian-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "Wrong.swift")
        try "import Viridian\n\(program)\n".write(to: file, atomically: true, encoding: .utf8)
        let output = folder.appending(path: "output")
        try Data().write(to: output)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["swiftc", "-typecheck", "-swift-version", "6"] + search + [file.path]
        process.standardError = try FileHandle(forWritingTo: output)
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return (process.terminationStatus, try String(contentsOf: output, encoding: .utf8))
    }
}
