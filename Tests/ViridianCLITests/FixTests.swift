import Foundation
import Testing

/// `viridian review --fix`: what it writes, what it refuses, and with which code it ends.
@Suite struct FixTests {
    private static let service = """
        # The shop.
        Resources:
          Logs:
            Type: AWS::Logs::LogGroup # for ever
          Web:
            Type: AWS::ECS::Service
            Properties:
              LaunchType: EC2
              PlatformVersion: LATEST
              TaskDefinition: web

        """
    private static let safe = """
        # The shop.
        Resources:
          Logs:
            Type: AWS::Logs::LogGroup # for ever
          Web:
            Type: AWS::ECS::Service
            Properties:
              LaunchType: EC2
              TaskDefinition: web
              DeploymentConfiguration:
                DeploymentCircuitBreaker:
                  Enable: true
                  Rollback: true

        """
    private static let retention = "    Type: AWS::Logs::LogGroup # for ever\n    Properties:\n      RetentionInDays: 30\n"

    @Test func `fix makes safe mends in place, keeps who may read, and says what else could be done`() throws {
        let folder = try TemporaryFolder()
        let file = try write(Self.service, "web.yaml", in: folder)
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file.path)

        let result = try Program.viridian.run(["review", "--fix", "web.yaml", "--format", "jsonl"], in: folder.url)

        #expect(try String(contentsOf: file, encoding: .utf8) == Self.safe)
        #expect(try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int == 0o640)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["web.yaml"])
        #expect(result.errors.contains("mends web.yaml:9:7:"))
        #expect(result.errors.contains("consequence: Events older than 30 days are deleted"))
        #expect(!result.output.contains("platform-version-on-ec2"))
        let again = try Program.viridian.run(["review", "--fix", "web.yaml", "--format", "jsonl"], in: folder.url)
        #expect(!again.errors.contains("mends") && again.output == result.output)
        #expect(try String(contentsOf: file, encoding: .utf8) == Self.safe)
    }

    @Test func `fix=all makes those with consequences too`() throws {
        let folder = try TemporaryFolder()
        let file = try write(Self.service, "web.yaml", in: folder)
        let result = try Program.viridian.run(["review", "--fix=all", "web.yaml"], in: folder.url)
        let expected = Self.safe.replacing("    Type: AWS::Logs::LogGroup # for ever\n", with: Self.retention)
        #expect(try String(contentsOf: file, encoding: .utf8) == expected)
        #expect(result.errors.contains("consequence: Events older than 30 days are deleted"))
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/patch"), "patch is not installed"))
    func `a dry run prints a patch that does the same, and writes nothing`() throws {
        let folder = try TemporaryFolder()
        let file = try write(Self.service, "in/web.yaml", in: folder)
        let result = try Program.viridian.run(["review", "--fix", "--dry-run", "in/web.yaml"], in: folder.url)
        #expect(try String(contentsOf: file, encoding: .utf8) == Self.service)
        #expect(result.output.hasPrefix("--- in/web.yaml\n+++ in/web.yaml\n@@ -6,5 +6,8 @@\n"))
        let patch = try write(result.output, "p.patch", in: folder)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/patch")
        process.arguments = ["-p0", "--quiet", "-i", patch.path]
        process.currentDirectoryURL = folder.url
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(try String(contentsOf: file, encoding: .utf8) == Self.safe)
    }

    @Test func `what a program wrote is refused with what to change there`() throws {
        let folder = try TemporaryFolder()
        let generated = try write(Self.service, "cdk.out/web.template.yaml", in: folder)
        let result = try Program.viridian.run(["review", "--fix", "cdk.out/web.template.yaml"], in: folder.url)
        #expect(result.exitCode == 2)
        #expect(result.errors.contains("is not mended: the CDK wrote it and will write it anew; change the CDK app"))
        #expect(result.errors.contains("by hand: remove Resources.Web.Properties.PlatformVersion"))
        #expect(try String(contentsOf: generated, encoding: .utf8) == Self.service)
    }

    @Test func `tags are given on the command line, and options that go with fix need it`() throws {
        let folder = try TemporaryFolder()
        let file = try write("Resources:\n  Data: {Type: AWS::RDS::DBCluster}\n", "a.yaml", in: folder)
        _ = try Program.viridian.run(["review", "--fix", "--tag", "Project=shop", "a.yaml"], in: folder.url)
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(text == "Resources:\n  Data: {Type: AWS::RDS::DBCluster, Properties: {Tags: [{Key: Project, Value: shop}]}}\n")
        for options in [["--dry-run"], ["--tag", "Project=shop"], ["--fix", "--tag", "Project"], ["--fix=some"]] {
            #expect(try Program.viridian.run(["review", "a.yaml"] + options, in: folder.url).exitCode == 2)
        }
    }

    @Test(arguments: ["text", "json", "jsonl", "sarif", "junit", "markdown", "html"])
    func `a report goes into a file as it would be printed`(format: String) throws {
        let folder = try TemporaryFolder()
        _ = try write(Self.service, "web.yaml", in: folder)
        let printed = try Program.viridian.run(["review", "web.yaml", "--format", format], in: folder.url)
        let written = try Program.viridian.run(["review", "web.yaml", "--format", format, "--output", "out"], in: folder.url)
        #expect(!printed.output.isEmpty && written.output.isEmpty && printed.exitCode == written.exitCode)
        #expect(try String(contentsOf: folder.url.appending(path: "out"), encoding: .utf8) == printed.output)
        let nowhere = try Program.viridian.run(["review", "web.yaml", "--output", "none/out"], in: folder.url)
        #expect(nowhere.exitCode == 2 && nowhere.errors.contains("none/out can't be written"))
    }

    private func write(_ text: String, _ name: String, in folder: TemporaryFolder) throws -> URL {
        let file = folder.url.appending(path: name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
        return file
    }
}
