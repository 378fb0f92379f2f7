import Foundation
import Testing
import Viridian
import ViridianTemplate

@testable import ViridianConstructs

@Suite struct ReplicationTests {
    @Test func `tables are chosen and changed by rules that DMS takes`() throws {
        var tables = TableMappings(schema: "payment", table: "order%")
        tables.addColumn("replicated_at", .datetime, expression: "datetime('now')")
        tables.addColumn("origin", .string, length: 8, expression: "'blue'")
        let text = "{\"Resources\": {}, \"Metadata\": \(tables.text)}"
        let rules = try Template.read(text, file: "mappings", format: .json).root["Metadata"]?["rules"]
        let locator: Node = ["schema-name": "payment", "table-name": "order%"]
        #expect(
            rules == [
                [
                    "rule-type": "selection", "rule-id": "1", "rule-name": "rule-1", "rule-action": "include",
                    "object-locator": locator,
                ],
                [
                    "rule-type": "transformation", "rule-id": "2", "rule-name": "rule-2", "rule-target": "column",
                    "rule-action": "add-column", "object-locator": locator, "value": "replicated_at",
                    "expression": "datetime('now')", "data-type": ["type": "datetime", "precision": 6],
                ],
                [
                    "rule-type": "transformation", "rule-id": "3", "rule-name": "rule-3", "rule-target": "column",
                    "rule-action": "add-column", "object-locator": locator, "value": "origin", "expression": "'blue'",
                    "data-type": ["type": "string", "length": 8],
                ],
            ])
    }

    static let python = ["/usr/bin/python3", "/usr/local/bin/python3"].first(where: FileManager.default.isExecutableFile)

    /// A DMS of three states, which writes down what it is asked, in place of AWS's modules.
    static let stubs = """
        import sys, types

        class DMS:
            def __init__(self, states): self.states = states
            def describe_replication_tasks(self, Filters):
                state = self.states.pop(0) if len(self.states) > 1 else self.states[0]
                return {"ReplicationTasks": [{"Status": state}]}
            def start_replication_task(self, **words):
                print("start", words["ReplicationTaskArn"], words["StartReplicationTaskType"])
                self.states[:] = ["starting", "running"]
            def stop_replication_task(self, **words):
                print("stop", words["ReplicationTaskArn"])
                self.states[:] = ["stopping", "stopped"]

        def send(event, context, status, data, physical, reason=None):
            print(status, physical, reason or "")

        boto3, cfnresponse, time = (types.ModuleType(name) for name in ("boto3", "cfnresponse", "time"))
        boto3.client = lambda name: DMS(sys.argv[2].split(","))
        cfnresponse.send, cfnresponse.SUCCESS, cfnresponse.FAILED = send, "SUCCESS", "FAILED"
        time.sleep = lambda seconds: None
        sys.modules.update(boto3=boto3, cfnresponse=cfnresponse, time=time)

        """

    @Test(
        .enabled(if: python != nil, "there is no python3 to run the function with"),
        arguments: [
            ("Create", "creating,ready", "start arn start-replication\nSUCCESS arn \n"),
            ("Update", "stopped", "start arn resume-processing\nSUCCESS arn \n"),
            ("Update", "running", "SUCCESS arn \n"),
            ("Create", "creating", "the task is still creating\nFAILED arn the task is still creating\n"),
            ("Delete", "running", "stop arn\nSUCCESS arn \n"),
            ("Delete", "starting,starting,running", "stop arn\nSUCCESS arn \n"),
            ("Delete", "ready", "SUCCESS arn \n"),
        ])
    func `the task is started once it can be, and stands still before it goes`(
        request: String, states: String, transcript: String
    ) throws {
        let call = "handler({\"RequestType\": sys.argv[1], \"ResourceProperties\": {\"TaskArn\": \"arn\"}}, None)\n"
        let process = Process()
        process.executableURL = URL(filePath: try #require(Self.python))
        process.arguments = ["-c", Self.stubs + DatabaseReplication.starter + call, request, states]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(text == transcript)
    }
}
