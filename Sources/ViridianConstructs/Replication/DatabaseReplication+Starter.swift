import ViridianResources
import ViridianTemplate

extension DatabaseReplication {
    /// Starts the task when it is there, and stops it before it goes. Gives back the end of the task's ARN, by which metrics know
    /// it.
    func addStarter(
        for task: Handle<DMS.ReplicationTask>, to stack: inout Stack
    ) -> Handle<GenericResource> {
        let logs = stack.add(
            "StarterLogs",
            Logs.LogGroup(
                logGroupName: stack.physicalName("starter"), retentionInDays: retention(in: stack)),
            purpose: "Keeps what the function writes that starts the replication.", deletionPolicy: .delete)
        let statements: [IAM.Statement] = [
            .allow(
                ["dms:StartReplicationTask", "dms:StopReplicationTask"], on: [task.arn.typed()], sid: "StartAndStop"),
            .allow(["dms:DescribeReplicationTasks"], on: ["*"], sid: "SeeState"),
            .allow(["logs:CreateLogStream", "logs:PutLogEvents"], on: [logs.arn.typed()], sid: "WriteLogs"),
        ]
        let role = stack.add(
            "StarterRole",
            IAM.Role(
                assumeRolePolicyDocument: .trust(.lambda), description: "Starts and stops the replication",
                policies: [.init(policyDocument: IAM.PolicyDocument(statements), policyName: "start-and-stop")]),
            purpose: "What the function may do that starts the replication.",
            metadata: wildcards(["dms:DescribeReplicationTasks knows no resources."]))
        var function = Lambda.Function.python(
            Self.starter, role: role.arn, description: "Starts and stops the replication", timeout: .seconds(840))
        function.properties.set("LoggingConfig", Lambda.Function.LoggingConfig(logGroup: logs.name))
        let starter = stack.add("Starter", function, purpose: "Starts the replication, and stops it before it goes.")
        return stack.add(
            "Start",
            GenericResource("Custom::ReplicationStart", ["ServiceToken": starter.arn, "TaskArn": task.arn]),
            purpose: "The replication, running.")
    }

    /// A task that never ran is started, one that did goes on; who deletes waits until it stands still.
    static let starter = """
        import time

        import boto3
        import cfnresponse


        def status(dms, arn):
            found = dms.describe_replication_tasks(Filters=[{"Name": "replication-task-arn", "Values": [arn]}])
            return found["ReplicationTasks"][0]


        def wait(dms, arn, wanted):
            for _ in range(52):
                task = status(dms, arn)
                if task["Status"] in wanted:
                    return task
                time.sleep(15)
            raise RuntimeError("the task is still " + task["Status"])


        def start(dms, arn):
            task = wait(dms, arn, ("ready", "stopped", "failed", "running"))
            if task["Status"] != "running":
                first = task["Status"] == "ready"
                kind = "start-replication" if first else "resume-processing"
                dms.start_replication_task(ReplicationTaskArn=arn, StartReplicationTaskType=kind)
                wait(dms, arn, ("running",))


        def stop(dms, arn):
            if status(dms, arn)["Status"] in ("starting", "running"):
                wait(dms, arn, ("running", "stopped", "failed"))
                if status(dms, arn)["Status"] == "running":
                    dms.stop_replication_task(ReplicationTaskArn=arn)
            wait(dms, arn, ("ready", "stopped", "failed"))


        def handler(event, context):
            arn = event["ResourceProperties"]["TaskArn"]
            try:
                dms = boto3.client("dms")
                (stop if event["RequestType"] == "Delete" else start)(dms, arn)
                cfnresponse.send(event, context, cfnresponse.SUCCESS, {"Identifier": arn.split(":")[-1]}, arn)
            except Exception as error:
                print(error)
                cfnresponse.send(event, context, cfnresponse.FAILED, {}, arn, reason=str(error))

        """
}
