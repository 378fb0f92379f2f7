import ViridianTemplate

extension Rule {
    /// A role for one service that another is to assume.
    static let servicePrincipal = Rule(
        "service-principal", .critical, .deployment, .practice,
        title: "Role that the service for which it is used may not assume",
        rationale:
            "Each service assumes roles under its own name, and the role's trust policy must have it. Otherwise the "
            + "role can't be "
            + "assumed: tasks don't start, functions aren't made, deployments fail.",
        page: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html",
        failing: [
            """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument:
                    Statement: [{Effect: Allow, Principal: {Service: ecs.amazonaws.com}, Action: "sts:AssumeRole"}]
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ExecutionRoleArn: ↓!GetAtt Role.Arn
            """
        ],
        passing: [
            """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument:
                    Statement: [{Effect: Allow, Principal: {Service: [ecs-tasks.amazonaws.com]}, Action: "sts:AssumeRole"}]
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ExecutionRoleArn: !GetAtt Role.Arn
            """
        ]
    ) { subject in
        let uses = [
            ("AWS::ECS::TaskDefinition", "ExecutionRoleArn", "ecs-tasks"),
            ("AWS::ECS::TaskDefinition", "TaskRoleArn", "ecs-tasks"),
            ("AWS::CodeDeploy::DeploymentGroup", "ServiceRoleArn", "codedeploy"),
            ("AWS::CodePipeline::Pipeline", "RoleArn", "codepipeline"), ("AWS::CodeBuild::Project", "ServiceRole", "codebuild"),
            ("AWS::Lambda::Function", "Role", "lambda"), ("AWS::RDS::DBInstance", "MonitoringRoleArn", "monitoring.rds"),
            ("AWS::Backup::BackupSelection", "BackupSelection.IamRoleArn", "backup"),
            ("AWS::EC2::FlowLog", "DeliverLogsPermissionArn", "vpc-flow-logs"),
            ("AWS::RDS::DBCluster", "MonitoringRoleArn", "monitoring.rds"), ("AWS::Events::Rule", "RoleArn", "events"),
            ("AWS::Scheduler::Schedule", "Target.RoleArn", "scheduler"),
            ("AWS::StepFunctions::StateMachine", "RoleArn", "states"),
            ("AWS::DMS::Endpoint", "MySqlSettings.SecretsManagerAccessRoleArn", "dms"),
            ("AWS::DMS::Endpoint", "PostgreSqlSettings.SecretsManagerAccessRoleArn", "dms"),
        ]
        let single = uses.flatMap { type, path, service in
            subject.resources(ofType: type).flatMap { subject.values(path, in: $0.properties) }.map { ($0, service) }
        }
        return (single + subject.rolesInLists).compactMap { value, service in
            guard let role = subject.resource(named: value.spot.node), role.type == "AWS::IAM::Role",
                let trusted = subject.trustedServices(of: role), !trusted.contains(where: { $0.hasPrefix("\(service).") })
            else { return nil }
            let others = trusted.isEmpty ? "no service" : trusted.joined(separator: ", ")
            return Problem(
                "\"\(role.logicalID)\" is used by \(service).amazonaws.com and trusts \(others)", at: value.spot.place,
                fix: "Let \(service).amazonaws.com assume \"\(role.logicalID)\".")
        }
    }
}

extension Subject {
    /// The roles that stand in lists: of instance profiles, of targets of events, and of the balancers and hooks of a service.
    fileprivate var rolesInLists: [(Possibility, String)] {
        let profiles = resources(ofType: "AWS::IAM::InstanceProfile").flatMap { items("Roles", in: $0.properties) }
        let targets = resources(ofType: "AWS::Events::Rule").flatMap { items("Targets", in: $0.properties) }
            .flatMap { values("RoleArn", in: $0.spot) }
        let balancers = services.flatMap(\.loadBalancers).flatMap { values("AdvancedConfiguration.RoleArn", in: $0.spot) }
        let hooks = services.flatMap { items("DeploymentConfiguration.LifecycleHooks", in: $0.properties) }
            .flatMap { values("RoleArn", in: $0.spot) }
        return profiles.map { ($0, "ec2") } + targets.map { ($0, "events") } + (balancers + hooks).map { ($0, "ecs") }
    }

    /// The services that may assume a role; none where not all of them can be known.
    func trustedServices(of role: Resource) -> [String]? {
        guard let document = spot(role)["Properties"]?["AssumeRolePolicyDocument"], document.node.object != nil,
            let statements = document["Statement"]
        else { return nil }
        var services: [String] = []
        for statement in oneOrMany(statements) {
            guard let principal = statement.spot["Principal"], principal.node.object != nil else { return nil }
            for service in principal["Service"].map({ oneOrMany($0) }) ?? [] {
                let text = knownText(of: service.spot.node)
                if text.contains(Subject.unknownText) && !text.holds(".") { return nil }
                if text.hasPrefix(String(Subject.unknownText)) { return nil }
                services.append(text.replacing(String(Subject.unknownText), with: "…"))
            }
        }
        return services
    }
}
