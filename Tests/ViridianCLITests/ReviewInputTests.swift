import Foundation
import Testing

/// What can be reviewed, with which policy, and what is said where nothing can.
@Suite struct ReviewInputTests {
    private static let clean = "Description: A queue.\nResources:\n  Queue: {Type: AWS::SQS::Queue}\n"
    private static let careless = "Description: Logs.\nResources:\n  Logs: {Type: AWS::Logs::LogGroup}\n"

    /// Reviews in a folder with these files, and gives what was found where: `a.yaml:3 log-group-retention`.
    private func places(_ files: [String: String], _ arguments: [String], in place: String = ".") throws -> [String] {
        let folder = try folder(with: files)
        let result = try Program.viridian.run(
            ["review", "--format", "jsonl"] + arguments, in: folder.url.appending(path: place).standardizedFileURL)
        #expect(result.errors.isEmpty, "\(result.errors)")
        return try result.output.split(separator: "\n").map { line in
            let finding = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            return "\(finding["file"] ?? ""):\(finding["startLine"] ?? "") \(finding["ruleId"] ?? "")"
        }
    }

    private func refusal(_ files: [String: String], _ arguments: [String]) throws -> String {
        let folder = try folder(with: files)
        let result = try Program.viridian.run(["review"] + arguments, in: folder.url)
        #expect(result.exitCode == 2, "\(result.output)")
        return result.errors
    }

    private func folder(with files: [String: String]) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for (name, text) in files {
            let file = folder.url.appending(path: name)
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        return folder
    }

    @Test func `a quoted pattern means the templates that it matches`() throws {
        let files = [
            "in/a.yaml": Self.careless, "in/deep/b.yaml": Self.careless, "in/c.json": "{}", "viridian.yml": "pci: false\n",
            "in/plan.yaml": "Steps: []\n",
        ]
        #expect(
            try places(files, ["in/**/*.yaml"]) == ["in/a.yaml:3 log-group-retention", "in/deep/b.yaml:3 log-group-retention"])
        #expect(try places(files, ["{in,out}/*.yaml"]) == ["in/a.yaml:3 log-group-retention"])
    }

    @Test func `the nearest policy counts, up to the folder in which the review stands`() throws {
        let files = [
            "viridian.yml": "rules: {forbidden: [log-group-retention]}\n", "a/x.yaml": Self.careless, "b/c/x.yaml": Self.careless,
            "b/viridian.yml": "severities: {log-group-retention: critical}\n",
        ]
        #expect(try places(files, ["."]) == ["./b/c/x.yaml:3 log-group-retention"])
        #expect(try places(files, ["x.yaml"], in: "a") == ["x.yaml:3 log-group-retention"])
        #expect(try places(files, ["--policy", "b/viridian.yml", "a"]) == ["a/x.yaml:3 log-group-retention"])
    }

    @Test func `a policy that links out of the folder is not read`() throws {
        let folder = try folder(with: ["in/a.yaml": Self.clean, "elsewhere.yml": "pci: true\n"])
        try FileManager.default.createSymbolicLink(
            atPath: folder.url.appending(path: "in/viridian.yml").path, withDestinationPath: "../elsewhere.yml")

        let result = try Program.viridian.run(["review", "a.yaml"], in: folder.url.appending(path: "in"))

        #expect(result.exitCode == 2)
        #expect(result.errors.contains("viridian.yml is a link out of"), "\(result.errors)")
    }

    @Test func `the stage of the command line is stronger than the policy's`() throws {
        let gateways = """
            Description: Two ways out.
            Resources:
              A: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: subnet-1, Tags: [{Key: Owner, Value: me}]}}
              B: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: subnet-2, Tags: [{Key: Owner, Value: me}]}}

            """
        let files = ["a.yaml": gateways, "viridian.yml": "stage: production\n"]
        func hasFinding(_ options: String...) throws -> Bool {
            try places(files, options + ["a.yaml"]).contains("a.yaml:4 nat-gateway-per-zone")
        }
        #expect(try !hasFinding())
        #expect(try hasFinding("--stage", "development"))
    }

    @Test func `what is accepted is listed with its reason, and comes back when its last day is over`() throws {
        let folder = try folder(with: [
            "a.yaml":
                "Description: x\nResources:\n  # viridian:accept log-group-retention until 2027-01-31: kept for the auditors\n"
                + "  Logs: {Type: AWS::Logs::LogGroup}\n"
        ])
        func review(_ options: String...) throws -> String {
            try Program.viridian.run(["review", "a.yaml"] + options, in: folder.url).output
        }
        #expect(
            try review("--all", "--today", "2027-01-31") == """
                a.yaml:4:3: accepted: "Logs" keeps its logs for ever \
                (CloudWatch Logs storage: $0.03 per GB-month in us-east-1, 2024-07-01) [log-group-retention]
                  because: kept for the auditors (until 2027-01-31)

                No findings. 1 accepted.

                """)
        #expect(try review("--today", "2027-02-01").contains("held until 2027-01-31 [expired-acceptance]"))
        #expect(try review("--today", "2027-01-31", "--format", "json").contains("\"reason\": \"kept for the auditors\""))
    }

    @Test func `a required rule fails the review however mild it is`() throws {
        let files = [
            "a.yaml": "Resources:\n  Queue: {Type: AWS::SQS::Queue}\n",
            "viridian.yml": "rules: {required: [undescribed-template]}\n",
        ]
        let folder = try folder(with: files)
        let result = try Program.viridian.run(["review", "a.yaml"], in: folder.url)
        #expect(result.exitCode == 1)
        #expect(result.output.contains("[undescribed-template]"))
    }

    @Test func `a baseline hides what it has, wherever the review is started, and tells what is gone`() throws {
        let folder = try folder(with: ["in/a.yaml": Self.careless, "in/b.yaml": Self.clean])
        func review(_ arguments: String..., at place: String = ".") throws -> Program.Result {
            try Program.viridian.run(["review"] + arguments, in: folder.url.appending(path: place).standardizedFileURL)
        }
        let written = try review("--write-baseline", "base.json", "in")
        #expect(written.exitCode == 0)
        #expect(try review("--baseline", "base.json", "in", "--fail-on", "medium").exitCode == 0)
        let elsewhere = try review("--baseline", "../base.json", ".", "--fail-on", "medium", at: "in")
        #expect(elsewhere.output == "No findings. 1 in the baseline.\n")

        for (name, text) in ["in/a.yaml": Self.clean, "in/b.yaml": Self.careless] {
            try text.write(to: folder.url.appending(path: name), atomically: true, encoding: .utf8)
        }
        let later = try review("--baseline", "base.json", "in", "--fail-on", "medium")
        #expect(later.exitCode == 1)
        #expect(later.output.contains("in/b.yaml:3:3: medium"))
        #expect(
            later.output.hasSuffix("1 gone from the baseline; write it anew: in/a.yaml Resources/Logs [log-group-retention].\n"))
    }

    @Test func `a cloud assembly is its stacks, those of its stages, and those nested in them`() throws {
        func template(_ resource: String) -> String { "{\"Description\": \"x\", \"Resources\": {\(resource)}}" }
        let logs = "\"L\": {\"Type\": \"AWS::Logs::LogGroup\", \"Metadata\": {\"aws:cdk:path\": \"Prod/Shop/L\"}}"
        let nested = """
            "N": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": {"Ref": "AWS::URLSuffix"}}, \
            "Metadata": {"aws:asset:path": "N.nested.template.json", "aws:asset:property": "TemplateURL"}}
            """
        let files = [
            "cdk.out/manifest.json": """
            {"version": "36.0.0", "artifacts": {
              "Shop": {"type": "aws:cloudformation:stack", "properties": {"templateFile": "Shop.template.json"}},
              "Prod": {"type": "cdk:cloud-assembly", "properties": {"directoryName": "assembly-Prod"}}}}
            """,
            "cdk.out/Shop.template.json": template(nested), "cdk.out/N.nested.template.json": template(logs),
            "cdk.out/old.template.json": template(logs),
            "cdk.out/assembly-Prod/manifest.json": """
            {"version": "36.0.0", "artifacts": {
              "Shop": {"type": "aws:cloudformation:stack", "properties": {"templateFile": "Shop.template.json"}}}}
            """,
            "cdk.out/assembly-Prod/Shop.template.json": template(logs),
        ]
        #expect(
            try places(files, ["cdk.out"]) == [
                "cdk.out/N.nested.template.json:1 log-group-retention",
                "cdk.out/assembly-Prod/Shop.template.json:1 log-group-retention",
            ])
        let folder = try folder(with: files)
        let text = try Program.viridian.run(["review", "cdk.out"], in: folder.url).output
        #expect(text.contains("\n  construct: Prod/Shop/L\n"))
        let without = files.filter { $0.key != "cdk.out/Shop.template.json" }
        #expect(try refusal(without, ["cdk.out"]).contains("lacks Shop.template.json, the template of Shop; run cdk synth again"))
    }

    @Test func `nothing is read through a link out of a folder`() throws {
        let folder = try folder(with: ["in/a.yaml": Self.clean, "secret.yaml": Self.careless])
        try FileManager.default.createSymbolicLink(
            atPath: folder.url.appending(path: "in/b.yaml").path, withDestinationPath: "../secret.yaml")
        let result = try Program.viridian.run(["review", "in"], in: folder.url)
        #expect(result.output == "No findings.\n")
    }

    @Test(arguments: [
        (["x.yaml"], "x.yaml is not there"), (["*.json"], "*.json matches no file"), (["*.yml"], "and none is a template"),
        (["[.yaml"], "[.yaml is no pattern"), (["empty"], "empty has no template in JSON or YAML"),
        (["pulumi"], "Pulumi makes no templates"), (["cdk"], "run cdk synth, and review cdk.out"),
        (["a.yaml", "--policy", "none.yml"], "none.yml: the file can't be read"),
        (["a.yaml", "--policy", "plan.yml"], "plan.yml:1:1: a policy has no key \"Steps\""),
        (["a.yaml", "--baseline", "none.json"], "none.json can't be read. Write a baseline with --write-baseline none.json"),
        (["a.yaml", "--baseline", "b.json", "--write-baseline", "b.json"], "give one of the two"),
        (["a.yaml", "--today", "soon"], "--today soon is no day. Write a day like 2027-01-31"),
        (["a.yaml", "--stage", "prod"], "prod"),
    ])
    func `what can't be reviewed is said, with the way out`(arguments: [String], message: String) throws {
        let files = [
            "a.yaml": Self.clean, "plan.yml": "Steps: []\n", "empty/read.me": "", "pulumi/Pulumi.yaml": "name: x\n",
            "cdk/cdk.json": "{}",
        ]
        let said = try refusal(files, arguments)
        #expect(said.contains(message), "\(said)")
    }
}
