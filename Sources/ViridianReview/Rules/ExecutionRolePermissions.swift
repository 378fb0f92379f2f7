import ViridianTemplate

extension Rule {
    /// A task that can't be fetched, or can't speak.
    static let executionRolePermissions = Rule(
        "execution-role-permissions", .critical, .deployment, .practice,
        title: "Fargate task whose execution role may not pull its image or write its logs",
        rationale:
            "On Fargate nobody but the execution role fetches the image from ECR and opens the log stream. Without one ECS "
            + "refuses the task definition; without its permissions each task stops with \"CannotPullContainerError\" or "
            + "\"ResourceInitializationError\".",
        page: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html",
        failing: [
            """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument: {}
                  ManagedPolicyArns: [arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy]
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  RequiresCompatibilities: [FARGATE]
                  ↓ExecutionRoleArn: !GetAtt Role.Arn
                  ContainerDefinitions:
                    - Name: web
                      Image: nginx:1.27
                      LogConfiguration: {LogDriver: awslogs, Options: {awslogs-group: web, awslogs-create-group: "true"}}
            """,
            """
            Resources:
              Repository:
                Type: AWS::ECR::Repository
              Role:
                Type: AWS::IAM::Role
                Properties: {AssumeRolePolicyDocument: {}}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  RequiresCompatibilities: [FARGATE]
                  ↓ExecutionRoleArn: !GetAtt Role.Arn
                  ContainerDefinitions: [{Name: web, Image: !Sub "${Repository.RepositoryUri}:1"}]
              ↓None:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  RequiresCompatibilities: [FARGATE]
                  ContainerDefinitions: [{Name: web, Image: "nginx:1.27", LogConfiguration: {LogDriver: awslogs}}]
            """,
        ],
        passing: [
            """
            Resources:
              Logs:
                Type: AWS::Logs::LogGroup
                Properties: {LogGroupName: web}
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument: {}
                  ManagedPolicyArns: [arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy]
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  RequiresCompatibilities: [FARGATE]
                  ExecutionRoleArn: !GetAtt Role.Arn
                  ContainerDefinitions:
                    - Name: web
                      Image: nginx:1.27
                      LogConfiguration: {LogDriver: awslogs, Options: {awslogs-group: web, awslogs-create-group: "true"}}
            """,
            """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument: {}
                  ManagedPolicyArns: [arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy]
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  RequiresCompatibilities: [FARGATE]
                  ExecutionRoleArn: !GetAtt Role.Arn
                  ContainerDefinitions:
                    - Name: web
                      Image: 111122223333.dkr.ecr.us-east-1.amazonaws.com/web:1
                      LogConfiguration: {LogDriver: awslogs}
              OnInstances:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  RequiresCompatibilities: [EC2]
                  ContainerDefinitions:
                    - Name: web
                      Image: 111122223333.dkr.ecr.us-east-1.amazonaws.com/web:1
                      LogConfiguration: {LogDriver: awslogs}
              Public:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  RequiresCompatibilities: [FARGATE]
                  ContainerDefinitions: [{Name: web, Image: "public.ecr.aws/nginx/nginx:1.27"}]
            """,
            """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties: {AssumeRolePolicyDocument: {}, ManagedPolicyArns: [!Ref Given]}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  RequiresCompatibilities: [FARGATE]
                  ExecutionRoleArn: !GetAtt Role.Arn
                  ContainerDefinitions: [{Name: web, Image: 111122223333.dkr.ecr.us-east-1.amazonaws.com/web:1}]
            """,
        ]
    ) { subject in
        let unattached = subject.identifiedNames
        return subject.resources(ofType: "AWS::ECS::TaskDefinition").compactMap { spot, properties in
            let kinds = subject.items("RequiresCompatibilities", in: properties).map(\.spot.node.text)
            let needed = neededActions(subject.items("ContainerDefinitions", in: properties).map(\.spot), subject)
            guard kinds.contains("FARGATE"), !needed.isEmpty else { return nil }
            let fix =
                "Give it a role with AmazonECSTaskExecutionRolePolicy, or with \(needed.joined(separator: ", ")) on what it uses."
            if subject.lacks("ExecutionRoleArn", in: properties) {
                return spot.problem("\"\(spot.key)\" has no execution role", fix: fix)
            }
            guard let place = properties?["ExecutionRoleArn"],
                let role = subject.resource(at: "ExecutionRoleArn", in: properties),
                role.type == "AWS::IAM::Role", !unattached.contains(role.logicalID),
                let allowed = subject.actionsAllowed(to: role, exportedToo: true),
                // A role of another service is the wrong one altogether, which is told elsewhere.
                subject.trustedServices(of: role)?.contains(where: { $0.hasPrefix("ecs-tasks.") }) ?? true
            else { return nil }
            let missing = needed.filter { action in !allowed.contains { ActionPattern.matches($0, action.lowercased()) } }
            guard !missing.isEmpty else { return nil }
            return place.problem(
                "the execution role \"\(role.logicalID)\" has no \(missing.joined(separator: " and no "))",
                fix: missing == [makingGroups]
                    ? "Allow logs:CreateLogGroup, which AmazonECSTaskExecutionRolePolicy doesn't; or declare the log group "
                        + "with a retention, and leave awslogs-create-group out." : fix)
        }
    }

    /// What the managed policy for execution roles hasn't got.
    private static let makingGroups = "logs:CreateLogGroup"

    /// What the execution role must be allowed for some containers to start.
    private static func neededActions(_ containers: [Spot], _ subject: Subject) -> [String] {
        let pulls = containers.compactMap { $0["Image"] }.contains { image in
            subject.knownText(of: image.node).contains(".dkr.ecr.")
                || subject.names(in: image).contains { subject.resources[$0]?.type == "AWS::ECR::Repository" }
        }
        let logs = containers.contains { subject.text("LogConfiguration.LogDriver", in: $0) == "awslogs" }
        // To fetch an image may be allowed by the repository's own policy; the token for it can't.
        let groups = containers.contains { subject.makesLogGroup($0) }
        return (pulls ? ["ecr:GetAuthorizationToken"] : []) + (logs ? ["logs:PutLogEvents"] : [])
            + (groups ? [makingGroups] : [])
    }
}

extension Subject {
    /// Whether a container's log driver is to make its log group, which no resource here makes before.
    fileprivate func makesLogGroup(_ container: Spot) -> Bool {
        guard let options = container["LogConfiguration"]?["Options"],
            text("LogConfiguration.LogDriver", in: container) == "awslogs",
            text("awslogs-create-group", in: options)?.lowercased() == "true", let group = options["awslogs-group"],
            !names(in: group).contains(where: { resources[$0]?.type == "AWS::Logs::LogGroup" })
        else { return false }
        let name = knownText(of: group.node)
        return !resources(ofType: "AWS::Logs::LogGroup").contains { _, properties in
            values("LogGroupName", in: properties).contains { knownText(of: $0.spot.node) == name }
        }
    }
}
