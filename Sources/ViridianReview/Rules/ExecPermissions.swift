import ViridianTemplate

extension Rule {
    /// A door without a handle.
    static let execPermissions = Rule(
        "exec-permissions", .medium, .operations, .practice,
        title: "ECS Exec without the permissions that it needs",
        rationale:
            "The agent in the task opens the channel with the task role. Without the four actions of ssmmessages "
            + "every execute-command ends with TargetNotConnectedException, mostly in the hour in which it is "
            + "needed.",
        page: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html",
        failing: [
            """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument: {}
                  Policies: [{PolicyName: read, PolicyDocument: {Statement: [{Effect: Allow, Action: "s3:GetObject", Resource: a}]}}]
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties: {TaskRoleArn: !GetAtt Role.Arn, ContainerDefinitions: []}
              Web:
                Type: AWS::ECS::Service
                Properties: {TaskDefinition: !Ref Task, ↓EnableExecuteCommand: true}
            """
        ],
        passing: [
            """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument: {}
                  Policies:
                    - PolicyName: exec
                      PolicyDocument:
                        Statement:
                          - Effect: Allow
                            Action:
                              - ssmmessages:CreateControlChannel
                              - ssmmessages:CreateDataChannel
                              - ssmmessages:OpenControlChannel
                              - ssmmessages:OpenDataChannel
                            Resource: "*"
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties: {TaskRoleArn: !GetAtt Role.Arn, ContainerDefinitions: []}
              Web:
                Type: AWS::ECS::Service
                Properties: {TaskDefinition: !Ref Task, EnableExecuteCommand: true}
            """
        ]
    ) { subject in
        let channels = ["createcontrolchannel", "createdatachannel", "opencontrolchannel", "opendatachannel"]
        return subject.services.compactMap { service in
            guard subject.text("EnableExecuteCommand", in: service.properties) == "true", let task = service.taskDefinition,
                let place = service.properties["EnableExecuteCommand"]
            else { return nil }
            if subject.lacks("TaskRoleArn", in: task) {
                return place.problem(
                    "the tasks have no task role, with which ECS Exec opens its channel",
                    fix: "Add TaskRoleArn with a role that allows the four actions of ssmmessages.")
            }
            guard let role = subject.resource(at: "TaskRoleArn", in: task), role.type == "AWS::IAM::Role",
                let allowed = subject.actionsAllowed(to: role)
            else { return nil }
            let missing = channels.filter { channel in !allowed.contains { ActionPattern.matches($0, "ssmmessages:\(channel)") } }
            guard !missing.isEmpty else { return nil }
            return place.problem(
                "\"\(role.logicalID)\" may not open the channels of ECS Exec",
                fix: "Allow ssmmessages:CreateControlChannel, CreateDataChannel, OpenControlChannel and OpenDataChannel on *.")
        }
    }
}
