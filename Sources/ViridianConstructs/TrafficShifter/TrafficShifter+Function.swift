import ViridianResources

extension TrafficShifter {
    func addFunction(to stack: inout Stack, _ logs: Handle<Logs.LogGroup>) -> Handle<Lambda.Function> {
        let role = addRole(to: &stack, logs)
        let names: Input<[String]> = .list(alarms.map(\.name))
        return stack.add(
            "Function",
            Lambda.Function(
                architectures: [.x86], code: code, description: "Moves clients from blue to green, and back",
                environment: .init(variables: [
                    "ALARMS": .join(",", names), "RECORD_NAME": name,
                    "STEPS": Input(text: steps.map(String.init).joined(separator: ",")),
                    "TOPIC": topic.map { $0.arn.typed() } ?? "", "ZONE": zone.typed(),
                ]),
                functionName: stack.physicalName(""), handler: "bootstrap", loggingConfig: .init(logGroup: logs.name),
                memorySize: 256, reservedConcurrentExecutions: 1, role: role.arn, runtime: .providedAL2023, timeout: 60),
            purpose: "Moves clients from blue to green step by step, and back when an alarm goes off.")
    }

    private func addRole(to stack: inout Stack, _ logs: Handle<Logs.LogGroup>) -> Handle<IAM.Role> {
        let zoneARN: Input<String> = "arn:\(AWS.partition):route53:::hostedzone/\(zone.typed(as: String.self))"
        var statements: [IAM.Statement] = [
            IAM.Statement(
                .allow, sid: "MoveRecords", actions: ["route53:ChangeResourceRecordSets"], resources: [zoneARN],
                conditions: [
                    IAM.Condition(
                        .init(rawValue: "ForAllValues:StringEquals"), "route53:ChangeResourceRecordSetsNormalizedRecordNames",
                        name)
                ]),
            .allow(["route53:ListResourceRecordSets"], on: [zoneARN], sid: "SeeRecords"),
            .allow(["route53:GetChange"], on: ["arn:\(AWS.partition):route53:::change/*"], sid: "SeeChanges"),
            .allow(["cloudwatch:DescribeAlarms"], on: .list(alarms.map { $0.arn.typed() }), sid: "SeeAlarms"),
            .allow(["logs:CreateLogStream", "logs:PutLogEvents"], on: [logs.arn.typed()], sid: "WriteLogs"),
        ]
        if let topic { statements.append(.allow(["sns:Publish"], on: [topic.arn.typed()], sid: "Tell")) }
        if let key { statements.append(.allow(["kms:Decrypt", "kms:GenerateDataKey"], on: [key.typed()], sid: "Encrypt")) }
        return stack.add(
            "Role",
            IAM.Role(
                assumeRolePolicyDocument: .trust(.lambda), description: "Moves the records of one name",
                policies: [.init(policyDocument: IAM.PolicyDocument(statements), policyName: "shift")]),
            purpose: "What the function may do that shifts traffic.")
    }
}
